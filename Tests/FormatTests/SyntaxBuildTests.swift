import FormatSyntax
import FormatUnits
import Testing

@Suite("Build language: syntax")
struct SyntaxBuildTests {
  @Test("Every unit of the catalogue is one node in every place", arguments: BuildFamily.allCases)
  func units(family: BuildFamily) {
    for unit in FormatUnit.buildUnits {
      expectBuild(unit.spelling, family, unit.spelling)
      expectBuild("[\(unit.spelling),i]", family, "[\(unit.spelling) i]")
    }
  }

  @Test("Containers and separators", arguments: BuildFamily.allCases)
  func wellFormed(family: BuildFamily) {
    expectBuild("", family, "")
    expectBuild(" ,:\t", family, "")
    expectBuild("{s:i,s:(ii)}", family, "{s i s (i i)}")
    expectBuild("i:f", family, "i f")
    expectBuild("()[]{}", family, "() [] {}")
    expectBuild("s#O&S&N&u#", family, "s# O& S& N& u#")
    expectBuild(" i i", family, "i i")
  }

  @Test("Separators before an end are an error up to 3.12")
  func separatorBeforeEnd() {
    for family in BuildFamily.allCases {
      expectBuild("(i, )", family, "(i)", [finding(.separatorBeforeEnd, 2..<4, .rejects(.before313))])
      expectBuild("{ }", family, "{}", [finding(.separatorBeforeEnd, 1..<2, .rejects(.before313))])
      expectBuild("ii ", family, "i i", [finding(.separatorBeforeEnd, 2..<3, .rejects(.before313))])
    }
    expectBuild("i ", .value, "i")
    expectBuild("i ", .call, "i", [finding(.separatorBeforeEnd, 1..<2, .rejects(.before313))])
  }

  @Test("What Py_BuildValue never reads")
  func neverRead() {
    expectBuild("#", .value, "<#>", [finding(.neverRead, 0..<1, .accepts)])
    expectBuild(" )x", .call, "<)x>", [finding(.neverRead, 1..<3, .accepts)])
    expectBuild("i)i", .value, "i <)i>", [finding(.neverRead, 1..<3, .accepts)])
    expectBuild("i #", .value, "i <#>", [finding(.neverRead, 2..<3, .accepts)])
    expectBuild("i\0i", .value, "i <\\x00i>", [finding(.bytesBehindNUL, 1..<3, .accepts)])
    expectBuild("i)", .call, "i <)>", [finding(.unmatchedClosingBracket(0x29), 1..<2, .rejectsEveryCall)])
    expectBuild("s #", .call, "s <#>", [finding(.misplacedModifier(0x23, after: nil), 2..<3, .rejectsEveryCall)])
  }

  @Test("Bytes that are no item", arguments: BuildFamily.allCases)
  func strangeBytes(family: BuildFamily) {
    expectBuild("iq", family, "i <q>", [finding(.unknownUnit(0x71, .build), 1..<2, .rejectsEveryCall)])
    expectBuild("i|i", family, "i <|> i", [finding(.unexpectedBytes([0x7C], .build), 1..<2, .rejectsEveryCall)])
    expectBuild("O!", family, "O <!>", [finding(.unexpectedBytes([0x21], .build), 1..<2, .rejectsEveryCall)])
    expectBuild(
      "i\u{e9}", family, "i <\\xC3\\xA9>",
      [
        finding(.unexpectedBytes([0xC3, 0xA9], .build), 1..<3, .rejectsEveryCall)
      ])
    expectBuild(
      "(i#)", family, "(i <#>)",
      [
        finding(.misplacedModifier(0x23, after: "i"), 2..<3, .rejectsEveryCall)
      ])
    expectBuild(
      "ss##", family, "s s# <#>",
      [
        finding(.misplacedModifier(0x23, after: "s#"), 3..<4, .rejectsEveryCall)
      ])
    expectBuild("#ii", family, "<#> i i", [finding(.misplacedModifier(0x23, after: nil), 0..<1, .rejectsEveryCall)])
  }

  @Test("Brackets and dicts", arguments: BuildFamily.allCases)
  func brackets(family: BuildFamily) {
    expectBuild("(i", family, "(i", [finding(.unclosedBracket(0x28), 0..<1, .rejectsEveryCall)])
    expectBuild("[(i)", family, "[(i)", [finding(.unclosedBracket(0x5B), 0..<1, .rejectsEveryCall)])
    expectBuild(
      "(i]", family, "(i]",
      [
        finding(.wrongClosingBracket(0x5D, expected: 0x29), 2..<3, .rejectsEveryCall)
      ])
    expectBuild("ii)", family, "i i <)>", [finding(.unmatchedClosingBracket(0x29), 2..<3, .rejectsEveryCall)])
    expectBuild("{s:i,s}", family, "{s i s}", [finding(.oddDict(3), 0..<7, .rejectsEveryCall)])
    expectBuild("{(i)}", family, "{(i)}", [finding(.oddDict(1), 0..<5, .rejectsEveryCall)])
    for unclosed in ["{i", "{(i)", "{[i]", "{()"] {
      expectBuild(unclosed, family, unclosed, [finding(.unclosedBracket(0x7B), 0..<1, .rejectsEveryCall)])
    }
  }

  @Test("100 levels nest; deeper formats are passed over")
  func nesting() {
    let deepest = Array((String(repeating: "[", count: 100) + String(repeating: "]", count: 100)).utf8)
    #expect(buildFormat(deepest, family: .value).errors == [])
    let deeper = [UInt8(ascii: "[")] + deepest + [UInt8(ascii: "]")]
    #expect(
      buildFormat(deeper, family: .value).errors
        == [finding(.nestingBeyondArgot(limit: 100), 100..<102, .unsupported)])
    let open = Array(repeating: UInt8(ascii: "{"), count: 100_000)
    #expect(buildFormat(open, family: .call).tree.printed == open)
  }
}
