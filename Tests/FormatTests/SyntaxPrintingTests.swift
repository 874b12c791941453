import FormatDiagnostics
import FormatSyntax
import Testing

@Suite("Trees and findings as text")
struct SyntaxPrintingTests {
  @Test("A parse tree is drawn under its format")
  func parseDrawing() {
    let drawing = TreeDrawing(parseFormat(Array("s#|O!(ii)$p:f".utf8), family: .keyword).tree)
    #expect(
      drawing.text == """
        s#|O!(ii)$p:f
        ──             unit s#
          ─            optional from here on
           ──          unit O!
             ────      group of 2
              ─        unit i
               ─       unit i
                 ─     keyword-only from here on
                  ─    unit p
                   ──  function name

        """)
  }

  @Test("A build tree is drawn under its format, and bytes that do not print take the columns of their escapes")
  func buildDrawing() {
    let drawing = TreeDrawing(buildFormat(Array("{s:\ti}\u{e9}".utf8), family: .call).tree)
    #expect(
      drawing.text == """
        {s:\\ti}\\xC3\\xA9
        ───────          dict of 2
         ─               unit s
          ───            separator
             ─           unit i
               ────────  not part of the format

        """)
  }

  @Test("Labels can say more, and an empty range is marked by one character")
  func labels() {
    var drawing = TreeDrawing(parseFormat(Array("i".utf8), family: .single).tree)
    #expect(drawing.rows.map(\.unit) == ["i"])
    drawing.rows[0].label += ": int"
    #expect(drawing.text == "i\n─  unit i: int\n")
    #expect(EscapedFormat(Array("a\n".utf8)).underline(ByteRange(2, 2)) == "   ^")
  }

  @Test("Every kind of finding has an id of its own and a message")
  func ids() {
    #expect(Set(Self.kinds.map(\.id)).count == Self.kinds.count)
    for kind in Self.kinds {
      #expect(!SyntaxError(kind, ByteRange(0, 1), .aborts).diagnostic.message.isEmpty)
      #expect(kind.id.utf8.allSatisfy { $0 == 0x2D || (0x61...0x7A).contains($0) })
    }
  }

  @Test("A diagnostic says what is wrong, what CPython does about it, and how to repair it")
  func diagnostic() {
    let error = parseFormat(Array("w#".utf8), family: .positional).errors[0]
    #expect(
      error.diagnostic
        == Diagnostic(
          id: "writable-buffer-without-star", severity: .error, message: "'w' needs the modifier '*': only 'w*' exists",
          range: ByteRange(0, 2),
          notes: [Note("CPython rejects this format at every call", at: ByteRange(0, 2))],
          fixIts: [FixIt("write 'w*'", replacing: ByteRange(0, 2), with: Array("w*".utf8))]))
    #expect(buildFormat(Array("i)".utf8), family: .value).errors[0].diagnostic.severity == .warning)
  }

  @Test("Release spans know patch releases")
  func releases() {
    #expect(ReleaseSpan.before313.contains(versionHex: 0x030C_04F0))
    #expect(!ReleaseSpan.before313.contains(versionHex: 0x030D_00F0))
    for (hex, isMiscounted) in [(0x030B_02F0, true), (0x030B_07F0, false), (0x030C_00F0, true), (0x030C_01F0, false)] {
      #expect(ReleaseSpan.withEncodedUnitsMiscounted.contains(versionHex: hex) == isMiscounted)
    }
  }

  @Test(
    "Applying the fix-its of a finding makes the format well-formed",
    arguments: [
      ("i, i", "ii"), ("w#", "w*"), ("i#", "i"), ("i||i", "i|i"), ("i$i$i", "i$ii"), ("i)i", "ii"), ("i| ", "i|"),
    ])
  func fixIts(format: String, repaired: String) {
    let result = parseFormat(Array(format.utf8), family: .keyword)
    #expect(apply(result.errors, to: format) == repaired)
    #expect(parseFormat(Array(repaired.utf8), family: .keyword).errors == [])
  }

  @Test(
    "The same for the build language",
    arguments: [
      ("(i, )", "(i)"), ("(i]", "(i)"), ("ii)", "ii"), ("(i#)", "(i)"), ("i)x", "i"),
    ])
  func buildFixIts(format: String, repaired: String) {
    #expect(apply(buildFormat(Array(format.utf8), family: .value).errors, to: format) == repaired)
    #expect(buildFormat(Array(repaired.utf8), family: .value).errors == [])
  }

  private func apply(_ errors: [SyntaxError], to format: String) -> String {
    var bytes = Array(format.utf8)
    for fixIt in errors.flatMap(\.diagnostic.fixIts).reversed() {
      bytes.replaceSubrange(fixIt.range.start..<fixIt.range.end, with: fixIt.replacement)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let kinds: [SyntaxErrorKind] = [
    .unknownUnit(0x71, .parse), .unexpectedBytes([0x3F], .parse), .misplacedModifier(0x23, after: nil), .neverRead,
    .bytesBehindNUL, .separatorInParseFormat, .writableBufferWithoutStar, .incompleteEncodedUnit,
    .unmatchedRightParenthesis, .unmatchedLeftParenthesis(missing: 2), .nestingTooDeep(limit: 29),
    .markerInsideGroup(0x7C), .repeatedOptionalMarker, .repeatedKeywordOnlyMarker, .optionalMarkerBehindKeywordOnly,
    .keywordOnlyMarkerWithoutKeywords, .optionalMarkerInSingle, .unitCountInSingle(0), .messageHiddenByName,
    .encodedUnitInGroup("es"), .tooManyCleanups(9, places: 8), .unmatchedClosingBracket(0x29), .unclosedBracket(0x28),
    .wrongClosingBracket(0x5D, expected: 0x29), .oddDict(1), .separatorBeforeEnd, .nestingBeyondArgot(limit: 100),
  ]
}
