import Testing

@testable import GrammarCompiler

/// What the grammar compiler makes of entries, and what it says about malformed ones.
@Suite("Reading .units files")
struct UnitsFileTests {
  @Test("An entry's fields, continued lines and shared blocks arrive in order")
  func wellFormed() throws {
    let grammar = try read(
      """
      # A comment.
      language parse

      shared two
        argument: input const char *
        argument: inout Py_ssize_t

      unit x#
        use: two
        python: "quoted" and
          continued
        conversion: c
        ownership: borrowed
        ownership-note: o
        on-failure: f
        error: first
        error: second
        since: 3.0
        removed: 3.12
        lowering: value
        primitive: x_size
      """)
    let unit = try #require(grammar.units.first)
    #expect(grammar.units.count == 1 && grammar.groups.isEmpty)
    #expect(unit.spelling == "x#" && unit.language == "parse" && unit.primitive == "x_size")
    #expect(unit.arguments.map(\.role) == ["input", "inout"])
    #expect(unit.arguments.map(\.type) == ["text", "ssize"])
    #expect(unit.text.python == "\"quoted\" and continued")
    #expect(unit.text.errors == ["first", "second"])
    #expect(unit.text.since == Version("3.0") && unit.text.removed == Version("3.12") && unit.limitedSince == nil)
    let swift = CatalogueWriter(grammar).text
    #expect(swift.contains(#"python: "\"quoted\" and continued","#))
    #expect(swift.contains("arguments: [CArgument(.input, .text), CArgument(.inout, .ssize)],"))
    #expect(swift.contains("removed: PythonVersion(3, 12),"))
  }

  @Test("A conversion of the text language")
  func conversion() throws {
    let grammar = try read(validConversion)
    let conversion = try #require(grammar.conversions.first)
    #expect(grammar.conversions.count == 1 && grammar.units.isEmpty)
    #expect(conversion.spelling == "lx" && conversion.families == ["unicode", "bytes"])
    #expect(conversion.uses == ["zero", "width"] && conversion.bytesUses.isEmpty && conversion.refuses == ["left"])
    let swift = CatalogueWriter(grammar).text
    #expect(swift.contains("families: [.unicode, .bytes],") && swift.contains("uses: [.zero, .width],"))
    #expect(swift.contains("arguments: [CArgument(.input, .size)],"))
  }

  @Test("A valid conversion with one line replaced is refused with its file and line", arguments: malformedConversions)
  func malformedConversion(_ field: String, _ replacement: String, line: Int, message: String) {
    let text = validConversion.split(separator: "\n").map { $0.hasPrefix("  \(field):") ? replacement : String($0) }
    expectFailure(text.filter { !$0.isEmpty }.joined(separator: "\n"), line: line, message)
  }

  @Test("A malformed line is refused with its file and line", arguments: malformedLines)
  func malformed(_ text: String, line: Int, message: String) {
    expectFailure(text, line: line, message)
  }

  @Test("A valid entry with one line replaced is refused with its file and line", arguments: malformedFields)
  func malformedField(_ field: String, _ replacement: String, line: Int, message: String) {
    let text = validEntry.split(separator: "\n").map { $0.hasPrefix("  \(field):") ? replacement : String($0) }
    expectFailure(text.filter { !$0.isEmpty }.joined(separator: "\n"), line: line, message)
  }

  @Test("An entry is known once in a language, in whatever file")
  func duplicates() throws {
    var grammar = try read(validEntry)
    #expect(throws: Failure.self) { try grammar.add(SourceFile(path: "b.units", text: validEntry)) }
    try grammar.add(SourceFile(path: "b.units", text: validEntry.replacing("language parse", with: "language build")))
    #expect(grammar.units.map(\.language) == ["parse", "build"])
  }

  private func read(_ text: String) throws -> Grammar {
    var grammar = Grammar()
    try grammar.add(SourceFile(path: "a.units", text: text))
    return grammar
  }

  private func expectFailure(
    _ text: String, line: Int, _ message: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    do {
      _ = try read(text)
      Issue.record("no error for\n\(text)", sourceLocation: sourceLocation)
    } catch {
      let expected = "a.units:\(line): error: \(message)"
      #expect("\(error)".hasPrefix(expected), sourceLocation: sourceLocation)
    }
  }
}

private let malformedLines: [(text: String, line: Int, message: String)] = [
  ("", 1, "the file names no language"),
  ("\n# words\nunit i", 3, "the first entry must be 'language parse', 'language build' or 'language text'"),
  ("language swift", 1, "the first entry must be"),
  ("language parse\nlanguage parse", 2, "expected 'unit SPELLING', 'group SPELLING' or 'shared NAME'"),
  ("language parse\nunit", 2, "expected 'unit SPELLING'"),
  ("language parse\nunit s #", 2, "expected 'unit SPELLING'"),
  ("language parse\nuint i", 2, "expected 'unit SPELLING'"),
  ("language parse\nconversion i", 2, "expected 'unit SPELLING'"),
  ("language parse\n  since: 3.0", 2, "this line belongs to no entry"),
  ("language parse\nunit i\n    int", 3, "there is no field that this line could continue"),
  ("language parse\nunit i\n   since: 3.0", 3, "indented by 3 spaces"),
  ("language parse\nunit i\n\tsince: 3.0", 3, "tab: indent with spaces"),
  ("language parse\nunit i\n  since: 3.0 ", 3, "space at the end of the line"),
  ("language parse\nunit i\n  since 3.0", 3, "expected 'FIELD: VALUE'"),
  ("language parse\nunit i\n  sense: 3.0", 3, "unknown field 'sense'; the fields are argument, "),
  ("language parse\nunit i\n  since:", 3, "field 'since' has no value; leave out what does not apply"),
  ("language parse\nunit i\n  since:3.0", 3, "field 'since' has no value"),
  ("language parse\nunit i\n  use: later\nshared later\n  since: 3.0", 3, "no shared block 'later' above this line"),
  ("language parse\nshared a\n  since: 3.0", 2, "nothing uses the shared block a"),
  ("language parse\nshared a\n  since: 3.0\nshared a\n  since: 3.0", 4, "there is a shared block a already"),
  (
    "language parse\nshared a\n  since: 3.0\nunit i\n  since: 3.1\n  use: a", 3,
    "unit i has more than one 'since'"
  ),
  ("language parse\ngroup ()\n  argument: output int", 3, "a group has no argument: that is its items' affair"),
]

private let validConversion = """
  language text
  conversion lx
    family: unicode bytes
    argument: input size_t
    result: r
    uses: zero width
    refuses: left
    ownership: none
    ownership-note: o
    since: 3.12
  """

private let malformedConversions: [(field: String, replacement: String, line: Int, message: String)] = [
  ("family", "", 2, "conversion lx has no 'family'"),
  ("family", "  family: text", 3, "'text' is no word for family; use unicode, bytes"),
  ("argument", "  argument: output int", 4, "a conversion only reads its arguments: write 'input'"),
  ("result", "", 2, "conversion lx has no 'result'"),
  ("result", "  python: p", 5, "a conversion has no python"),
  ("uses", "  uses: plus", 6, "'plus' is no word for uses; use left, zero, alternate, width, precision"),
  ("refuses", "  refuses: zero", 7, "lx both uses and refuses an option"),
  ("ownership", "  ownership: new", 8, "'new' is no ownership; use one of none, borrowed"),
  ("since", "", 2, "conversion lx has no 'since'"),
  ("since", "  since: 3.12\n  removed: 3.9", 11, "lx is removed before it exists"),
  ("since", "  since: 3.12\nconversion lx\n  family: bytes", 11, "the text language has an entry for lx already"),
  ("since", "  since: 3.12\nunit i", 11, "expected 'conversion SPELLING' or 'shared NAME'"),
]

private let validEntry = """
  language parse
  unit x
    argument: output int
    python: p
    conversion: c
    ownership: none
    ownership-note: o
    on-failure: f
    since: 3.0
    lowering: value
    primitive: x
  """

private let malformedFields: [(field: String, replacement: String, line: Int, message: String)] = [
  ("argument", "", 2, "unit x has no argument"),
  ("argument", "  argument: int", 3, "write output, inout or input and a C type, as in 'output int'"),
  ("argument", "  argument: output integer", 3, "unknown C type 'integer'; the known ones are 'char', "),
  ("python", "", 2, "unit x has no 'python'"),
  ("conversion", "", 2, "unit x has no 'conversion'"),
  ("ownership", "", 2, "unit x has no 'ownership'"),
  ("ownership", "  ownership: owned", 6, "'owned' is no ownership; use one of none, borrowed, "),
  ("ownership-note", "", 2, "unit x has no 'ownership-note'"),
  ("on-failure", "", 2, "unit x has no 'on-failure'"),
  ("since", "", 2, "unit x has no 'since'"),
  ("since", "  since: 3", 9, "'3' is no version; write it as 3.14"),
  ("since", "  since: 3.0\n  removed: 3.0", 10, "x is removed before it exists"),
  ("lowering", "", 2, "unit x has no 'lowering'"),
  ("lowering", "  lowering: cold", 11, "a cold unit has no primitive: CPython's own function serves it"),
  ("primitive", "", 2, "unit x has no 'primitive'"),
  ("lowering", "  uses: zero", 10, "a unit has no uses: that is for conversions"),
  ("primitive", "  primitive: x y", 11, "'x y' cannot be part of a C name"),
]
