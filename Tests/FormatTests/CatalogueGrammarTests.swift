import FormatUnits
import Foundation
import Testing

/// The grammars in `Grammar/*.ebnf` name the same units as the entries in `Grammar/*.units`.
@Suite("Unit catalogue and grammars")
struct CatalogueGrammarTests {
  @Test("The production of scalars lists the catalogue's units", arguments: ["parse", "build"])
  func scalars(language: String) throws {
    let units = language == "parse" ? FormatUnit.parseUnits : FormatUnit.buildUnits
    let terminals = try terminals(of: "scalar", in: "\(language)-format.ebnf")
    #expect(terminals.count == Set(terminals).count)
    #expect(Set(terminals) == Set(units.map(\.spelling)))
  }

  @Test("The productions of specifiers list the catalogue's conversions", arguments: TextFamily.allCases)
  func specifiers(family: TextFamily) throws {
    let terminals = try terminals(of: "\(family.rawValue) specifier", in: "text.ebnf")
    #expect(terminals.count == Set(terminals).count)
    #expect(Set(terminals) == Set(FormatConversion.all.filter { $0.families.contains(family) }.map(\.spelling)))
  }

  @Test("The productions of brackets fit the catalogue's groups")
  func brackets() throws {
    #expect(try terminals(of: "group", in: "parse-format.ebnf").joined(separator: "items") == "(items)")
    for (production, spelling) in [("tuple", "(items)"), ("list", "[items]"), ("dict", "{items}")] {
      #expect(try terminals(of: production, in: "build-format.ebnf").joined(separator: "items") == spelling)
      #expect(FormatGroup.build(spelling) != nil)
    }
  }

  /// The quoted terminals of a production, comments left out.
  private func terminals(of production: String, in file: String) throws -> [String] {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: package.appending(path: "Grammar/\(file)"), encoding: .utf8)
      .replacing(/\(\*(.|\n)*?\*\)/, with: "")
    let head = try #require(text.firstMatch(of: try Regex("(?m)^\(production) +=")))
    let body = text[head.range.upperBound...].prefix { $0 != ";" }
    return body.matches(of: /"([^"]*)"/).map { String($0.1) }
  }
}
