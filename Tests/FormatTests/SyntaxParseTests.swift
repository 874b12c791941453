import FormatDiagnostics
import FormatSyntax
import FormatUnits
import Testing

@Suite("Parse language: syntax")
struct SyntaxParseTests {
  // MARK: Well-formed formats

  @Test("Every unit of the catalogue is one node in every family", arguments: ParseFamily.allCases)
  func units(family: ParseFamily) {
    for unit in FormatUnit.parseUnits {
      expectParse(unit.spelling, family, unit.spelling)
      expectParse("(\(unit.spelling)i):f", family, "(\(unit.spelling) i) :\"f\"", nestedFindings(unit.spelling))
    }
  }

  private func nestedFindings(_ spelling: String) -> [SyntaxError] {
    guard spelling.hasPrefix("e") else { return [] }
    return [finding(.encodedUnitInGroup(spelling), 1..<1 + spelling.count, .rejects(.withEncodedUnitsMiscounted))]
  }

  @Test("Markers, groups and trailers of the positional family")
  func positional() {
    expectParse("", .positional, "")
    expectParse(":f", .positional, ":\"f\"")
    expectParse(
      "si|w*(O!O&es#):name", .positional, "s i | w* (O! O& es#) :\"name\"",
      [
        finding(.encodedUnitInGroup("es#"), 10..<13, .rejects(.withEncodedUnitsMiscounted))
      ])
    expectParse("|i;give: an int", .positional, "| i ;\"give: an int\"")
    expectParse("i:f;g", .positional, "i :\"f;g\"")
    expectParse("()(())|", .positional, "() (()) |")
    expectParse("s#z*es#y", .positional, "s# z* es# y")
  }

  @Test("Markers and trailers of the keyword family")
  func keyword() {
    expectParse("s#|O!(ii)$p:f", .keyword, "s# | O! (i i) $ p :\"f\"")
    expectParse("i|$i", .keyword, "i | $ i")
    expectParse("$i", .keyword, "$ i")
    expectParse("i|$", .keyword, "i | $")
    expectParse("i;message", .keyword, "i ;\"message\"")
  }

  @Test("Ranges cover the bytes of each node")
  func ranges() {
    let tree = parseFormat(Array("s#|O!(ii)$p:f".utf8), family: .keyword).tree
    #expect(tree.nodes.map(\.range.start) == [0, 2, 3, 5, 9, 10])
    #expect(tree.nodes.map(\.range.end) == [2, 3, 5, 9, 10, 11])
    #expect(tree.trailer == Trailer(.functionName, text: ByteRange(12, 13)))
    #expect(tree.trailer?.range == ByteRange(11, 13))
    guard case .group(let children) = tree.nodes[3].kind else { return #expect(Bool(false)) }
    #expect(children.map(\.range) == [ByteRange(6, 7), ByteRange(7, 8)])
  }

  // MARK: Bytes that are no unit

  @Test("Letters that are no units count as units")
  func unknownUnits() {
    expectParse("iq", .positional, "i <q>", [finding(.unknownUnit(0x71, .parse), 1..<2, .rejectsEveryCall)])
    expectParse(
      "i|q", .positional, "i | <q>", [finding(.unknownUnit(0x71, .parse), 2..<3, .rejectsWhenReached(argument: 2))])
    expectParse(
      "i|q", .keyword, "i | <q>", [finding(.unknownUnit(0x71, .parse), 2..<3, .rejectsWhenReached(argument: 2))])
    expectParse("q", .single, "<q>", [finding(.unknownUnit(0x71, .parse), 0..<1, .rejectsEveryCall)])
  }

  @Test("Separators, other bytes and modifiers without a unit are met where CPython looks")
  func strangeBytes() {
    expectParse("i, i", .positional, "i <, > i", [finding(.separatorInParseFormat, 1..<3, .rejectsEveryCall)])
    expectParse(
      "|i i", .positional, "| i < > i", [finding(.separatorInParseFormat, 2..<3, .rejectsWhenReached(argument: 1))])
    expectParse("i |i", .positional, "i < > | i", [finding(.separatorInParseFormat, 1..<2, .rejectsEveryCall)])
    expectParse(
      "i| i", .positional, "i | < > i", [finding(.separatorInParseFormat, 2..<3, .rejectsWhenReached(argument: 2))])
    expectParse("i |i", .keyword, "i < > | i", [finding(.separatorInParseFormat, 1..<2, .rejectsEveryCall)])
    expectParse("i ", .keyword, "i < >", [finding(.separatorInParseFormat, 1..<2, .rejectsEveryCall)])
    expectParse("|i ", .keyword, "| i < >", [finding(.separatorInParseFormat, 2..<3, .rejectsWhenReached(argument: 1))])
    expectParse("i?", .positional, "i <?>", [finding(.unexpectedBytes([0x3F], .parse), 1..<2, .rejectsEveryCall)])
    expectParse(
      "ié", .positional, "i <\\xC3\\xA9>",
      [
        finding(.unexpectedBytes([0xC3, 0xA9], .parse), 1..<3, .rejectsEveryCall)
      ])
    expectParse("i#", .positional, "i <#>", [finding(.misplacedModifier(0x23, after: "i"), 1..<2, .rejectsEveryCall)])
    expectParse(
      "es*", .positional, "es <*>",
      [
        finding(.misplacedModifier(0x2A, after: "es"), 2..<3, .rejectsEveryCall)
      ])
    expectParse(
      "(i)!", .keyword, "(i) <!>",
      [
        finding(.misplacedModifier(0x21, after: ")"), 3..<4, .rejectsEveryCall)
      ])
    expectParse("#", .positional, "<#>", [finding(.misplacedModifier(0x23, after: nil), 0..<1, .rejectsEveryCall)])
    expectParse(
      "(i#)|i", .positional, "(i <#>) | i",
      [
        finding(.misplacedModifier(0x23, after: "i"), 2..<3, .rejectsEveryCall)
      ])
    expectParse(
      "|(i,i)", .keyword, "| (i <,> i)",
      [
        finding(.separatorInParseFormat, 3..<4, .rejectsWhenReached(argument: 1))
      ])
  }

  @Test("'w' needs a star, 'e' an 's' or 't'")
  func incompleteUnits() {
    expectParse("w", .positional, "<w>", [finding(.writableBufferWithoutStar, 0..<1, .rejectsEveryCall)])
    expectParse(
      "|w#i", .keyword, "| <w#> i", [finding(.writableBufferWithoutStar, 1..<3, .rejectsWhenGiven(argument: 1))])
    expectParse("ei", .positional, "<ei>", [finding(.incompleteEncodedUnit, 0..<2, .rejectsEveryCall)])
    expectParse(
      "(ee)", .keyword, "(<e> <e>)",
      [
        finding(.incompleteEncodedUnit, 1..<2, .rejectsEveryCall),
        finding(.incompleteEncodedUnit, 2..<3, .rejectsEveryCall),
      ])
    expectParse("e", .keyword, "<e>", [finding(.incompleteEncodedUnit, 0..<1, .rejectsEveryCall)])
  }

  @Test("What stands behind the last unit that CPython counts may never be read")
  func neverRead() {
    expectParse("ie", .positional, "i <e>", [finding(.neverRead, 1..<2, .accepts)])
    expectParse("e", .positional, "<e>", [finding(.neverRead, 0..<1, .accepts)])
    expectParse("i| ", .positional, "i | < >", [finding(.neverRead, 2..<3, .accepts)])
    expectParse("i|$,", .keyword, "i | $ <,>", [finding(.neverRead, 3..<4, .accepts)])
    expectParse("i$|", .keyword, "i $ <|>", [finding(.neverRead, 2..<3, .accepts)])
    expectParse("i|", .single, "i <|>", [finding(.neverRead, 1..<2, .accepts)])
    expectParse("(i )", .single, "(i < >)", [finding(.separatorInParseFormat, 2..<3, .accepts)])
    expectParse(
      "(ie)", .single, "(i <e>)", [finding(.incompleteEncodedUnit, 2..<3, .rejects(.withLoneEncodedStartCounted))])
    expectParse("((i )i)", .single, "((i < >) i)", [finding(.separatorInParseFormat, 3..<4, .rejectsEveryCall)])
    expectParse("i @:f", .single, "i < @> :\"f\"", [finding(.neverRead, 1..<3, .accepts)])
    expectParse("i:f\0g", .keyword, "i :\"f\" <\\x00g>", [finding(.bytesBehindNUL, 3..<5, .accepts)])
    expectParse("i\0", .positional, "i <\\x00>", [finding(.bytesBehindNUL, 1..<2, .accepts)])
  }

  // MARK: Parentheses

  @Test("Unbalanced parentheses abort, or are misread with keywords")
  func unbalanced() {
    for family in [ParseFamily.positional, .single] {
      expectParse("(i:f)", family, "(i :\"f)\"", [finding(.unmatchedLeftParenthesis(missing: 1), 0..<1, .aborts)])
      expectParse("i)", family, "i <)>", [finding(.unmatchedRightParenthesis, 1..<2, .aborts)])
    }
    expectParse("((i(i)", .positional, "((i (i)", [finding(.unmatchedLeftParenthesis(missing: 2), 0..<1, .aborts)])
    expectParse("(ii", .keyword, "(i i", [finding(.unmatchedLeftParenthesis(missing: 1), 0..<1, .undefined)])
    expectParse(
      "(ii:f", .keyword, "(i i :\"f\"", [finding(.unmatchedLeftParenthesis(missing: 1), 0..<1, .rejectsEveryCall)])
    expectParse("(ii:", .keyword, "(i i :\"\"", [finding(.unmatchedLeftParenthesis(missing: 1), 0..<1, .accepts)])
    expectParse("i)", .keyword, "i <)>", [finding(.unmatchedRightParenthesis, 1..<2, .rejectsEveryCall)])
    expectParse(
      "|i)i", .keyword, "| i <)> i", [finding(.unmatchedRightParenthesis, 2..<3, .rejectsWhenReached(argument: 2))])
    expectParse("i|)", .keyword, "i | <)>", [finding(.neverRead, 2..<3, .accepts)])
  }

  @Test("A byte in front of the end of a group is taken for the end")
  func edges() {
    func unit(_ offset: Int, _ effect: SyntaxEffect) -> SyntaxError {
      finding(.separatorInParseFormat, offset..<offset + 1, effect)
    }
    func marker(_ offset: Int, _ effect: SyntaxEffect) -> SyntaxError {
      finding(.markerInsideGroup(0x7C), offset..<offset + 1, effect)
    }
    expectParse("(i )", .positional, "(i < >)", [unit(2, .rejectsEveryCall)])
    expectParse("( |)", .positional, "(< > <|>)", [unit(1, .accepts), marker(2, .accepts)])
    expectParse(
      "( |)|i", .positional, "(< > <|>) | i",
      [unit(1, .rejectsWhenReached(argument: 2)), marker(2, .rejectsWhenReached(argument: 2))])
    expectParse("|(i )$i", .keyword, "| (i < >) $ i", [unit(3, .rejectsWhenReached(argument: 2))])
    expectParse("( |)i", .keyword, "(< > <|>) i", [unit(1, .accepts), marker(2, .misread)])
    expectParse(
      "(i :f", .keyword, "(i < > :\"f\"",
      [finding(.unmatchedLeftParenthesis(missing: 1), 0..<1, .accepts), unit(2, .accepts)])
  }

  @Test("29 levels nest, 31 with keywords; more abort or are undefined")
  func nesting() {
    func nested(_ depth: Int) -> [UInt8] { Array((String(repeating: "(", count: depth) + "i").utf8) + close(depth) }
    func close(_ depth: Int) -> [UInt8] { Array(repeating: UInt8(ascii: ")"), count: depth) }
    for (family, limit, effect) in [
      (ParseFamily.positional, 29, SyntaxEffect.aborts), (.single, 29, .aborts), (.keyword, 31, .undefined),
    ] {
      #expect(parseFormat(nested(limit), family: family).errors == [])
      #expect(
        parseFormat(nested(limit + 1), family: family).errors
          == [finding(.nestingTooDeep(limit: limit), limit..<limit + 3, effect)])
      let open = Array(repeating: UInt8(ascii: "("), count: 100_000)
      let result = parseFormat(open, family: family)
      #expect(result.tree.printed == open)
      #expect(result.errors.map(\.kind).contains(.unmatchedLeftParenthesis(missing: 100_000)))
    }
  }

  @Test("Units with cleanups fit the list that CPython makes")
  func cleanups() {
    let nine = String(repeating: "O&", count: 9)
    for (family, format) in [
      (ParseFamily.positional, nine), (.keyword, "iiiiiiii(\(nine))"), (.single, "(\(nine.dropLast(2)))"),
    ] {
      #expect(parseFormat(Array(format.utf8), family: family).errors == [])
    }
    for (family, effect) in ParseFamily.allCases.map({ ($0, SyntaxEffect.undefined) }) {
      #expect(
        parseFormat(Array("(\(nine))".utf8), family: family).errors
          == [finding(.tooManyCleanups(9, places: 8), 17..<19, effect)])
    }
  }

  // MARK: Markers

  @Test("'|' twice: the last counts without keywords, the first with them")
  func repeatedOptionalMarker() {
    expectParse("i|i|i", .positional, "i <|> i | i", [finding(.repeatedOptionalMarker, 1..<2, .accepts)])
    expectParse(
      "i||i", .positional, "i | <|> i", [finding(.repeatedOptionalMarker, 2..<3, .rejectsWhenReached(argument: 2))])
    // The unit between the marks is required, so every call meets it.
    expectParse(
      "|q|i", .positional, "<|> <q> | i",
      [
        finding(.repeatedOptionalMarker, 0..<1, .accepts),
        finding(.unknownUnit(0x71, .parse), 1..<2, .rejectsEveryCall),
      ])
    expectParse("i||", .positional, "i | <|>", [finding(.neverRead, 2..<3, .accepts)])
    expectParse(
      "i|ie|", .positional, "i <|> i <e> |",
      [
        finding(.repeatedOptionalMarker, 1..<2, .accepts), finding(.neverRead, 3..<4, .accepts),
      ])
    expectParse(
      "i|i|i", .keyword, "i | i <|> i", [finding(.repeatedOptionalMarker, 3..<4, .rejectsWhenReached(argument: 2))])
    expectParse(
      "i||i", .keyword, "i | <|> i", [finding(.repeatedOptionalMarker, 2..<3, .rejectsWhenReached(argument: 2))])
    expectParse("i|i|", .keyword, "i | i <|>", [finding(.neverRead, 3..<4, .accepts)])
  }

  @Test("'$' twice, before '|' and without a keyword list")
  func keywordOnlyMarkers() {
    expectParse("i$i$i", .keyword, "i $ i <$> i", [finding(.repeatedKeywordOnlyMarker, 3..<4, .rejectsEveryCall)])
    expectParse(
      "|i$$i", .keyword, "| i $ <$> i", [finding(.repeatedKeywordOnlyMarker, 3..<4, .rejectsWhenReached(argument: 2))])
    expectParse(
      "i$i|i", .keyword, "i $ i <|> i",
      [
        finding(.optionalMarkerBehindKeywordOnly, 3..<4, .rejectsEveryCall)
      ])
    expectParse(
      "i$|i", .keyword, "i $ <|> i",
      [
        finding(.optionalMarkerBehindKeywordOnly, 2..<3, .rejectsEveryCall)
      ])
    expectParse(
      "i$i", .positional, "i <$> i",
      [
        finding(.keywordOnlyMarkerWithoutKeywords, 1..<2, .rejectsEveryCall)
      ])
    expectParse(
      "i|$i", .positional, "i | <$> i",
      [
        finding(.keywordOnlyMarkerWithoutKeywords, 2..<3, .rejectsWhenReached(argument: 2))
      ])
  }

  @Test("Markers inside parentheses")
  func markersInGroups() {
    expectParse("(i|i)", .positional, "(i <|> i)", [finding(.markerInsideGroup(0x7C), 2..<3, .rejectsEveryCall)])
    expectParse(
      "|($i)", .keyword, "| (<$> i)", [finding(.markerInsideGroup(0x24), 2..<3, .rejectsWhenReached(argument: 1))])
  }

  @Test("PyArg_Parse takes one unit")
  func single() {
    expectParse("ii", .single, "i i", [finding(.unitCountInSingle(2), 0..<2, .rejectsEveryCall)])
    expectParse(":f", .single, ":\"f\"", [finding(.unitCountInSingle(0), 0..<0, .rejectsEveryCall)])
    expectParse("|i", .single, "<|> i", [finding(.optionalMarkerInSingle, 0..<1, .rejectsEveryCall)])
    expectParse("$i", .single, "<$> i", [finding(.keywordOnlyMarkerWithoutKeywords, 0..<1, .rejectsEveryCall)])
  }

  @Test("With keywords a ':' behind ';' starts the function name")
  func hiddenMessage() {
    expectParse("s;a:b", .keyword, "s <;a> :\"b\"", [finding(.messageHiddenByName, 1..<3, .accepts)])
    expectParse("s;a:b", .positional, "s ;\"a:b\"")
  }

  // MARK: Versions

  @Test("Releases that reject what others accept", arguments: ReleaseSpan.allCases)
  func releases(span: ReleaseSpan) {
    let releases = [0x0309_00F0, 0x030B_06F0, 0x030B_07F0, 0x030C_00F0, 0x030C_01F0, 0x030D_00F0, 0x030E_00F0]
    let rejecting: ArraySlice<Int> =
      switch span {
      case .before313: releases.prefix(5)
      case .withEncodedUnitsMiscounted: [releases[0], releases[1], releases[3]]
      case .withLoneEncodedStartCounted: [releases[0], releases[1], releases[3], releases[6]]
      }
    #expect(releases.filter { span.contains(versionHex: $0) } == Array(rejecting))
  }
}
