import Checks
import ClangFrontend
import ClangTestSupport
import FormatSema
import FormatUnits
import Foundation
import Testing

/// A C file whose comments say what is found in it: `// 34 parse-target, 40 build-value` at the end of a line.
struct Case: CustomStringConvertible, Sendable {
  let name: String
  let text: String
  var description: String { name }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Cases").path

  static let all: [Case] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap { name in
      (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)).map { Case(name: name, text: $0) }
    }
  }()

  /// The rules that are on by default, and the others that something is expected of.
  var rules: [String] {
    ["default"] + Set(expected.compactMap { $0.split(separator: " ").last.map(String.init) }).sorted()
  }

  /// Line, column and rule of each finding, as one text.
  var expected: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line -> [String] in
      guard let start = line.range(of: "// ", options: .backwards) else { return [] }
      let entries = line[start.upperBound...].split(separator: ",").map { $0.split(separator: " ") }
      guard entries.allSatisfy({ $0.count == 2 && Int($0[0]) != nil }) else { return [] }
      return entries.map { "\(index + 1):\($0[0]) \($0[1])" }
    }
  }
}

struct Checked {
  let report: CheckReport
  let sources: [String: [UInt8]]
}

func check(
  _ text: String, as name: String = "case.c", with library: Library, headers: PythonHeaders, select: [String],
  versions: ClosedRange<PythonVersion>? = nil, flags: [String] = []
) throws -> Checked {
  let project = try Project([name: text])
  let inspection = try library.frontend.inspect(
    file: "\(project.folder)/\(name)", arguments: ["-I\(headers.include)"] + flags, functions: VariadicFunctions(),
    hasFlow: true, hasAnalysis: true)
  let checker = Checker(selection: try RuleSelection(selected: select, ignored: []), versions: versions)
  let unit = CheckReport.Unit(file: name, calls: inspection.calls.count)
  return Checked(
    report: CheckReport(checker.result(for: inspection), unit: unit, sources: inspection.sources),
    sources: inspection.sources)
}

func places(_ report: CheckReport) -> [String] {
  report.findings.map { "\($0.span.start.line):\($0.span.start.column) \($0.rule)" }
}

@Suite struct CaseTests {
  @Test func thereAreCasesAndLibraries() {
    #expect(Case.all.count >= 10)
    #expect(!Library.all.isEmpty)
    #expect(PythonHeaders.usual != nil)
  }

  @Test(arguments: Case.all, Library.all)
  func findingsStandWhereTheCaseSays(_ one: Case, _ library: Library) throws {
    let headers = try #require(PythonHeaders.usual)
    #expect(!one.expected.isEmpty)
    #expect(
      places(try check(one.text, with: library, headers: headers, select: one.rules).report).sorted()
        == one.expected.sorted())
  }

  @Test(arguments: Case.all)
  func casesAreAlsoRightInCPlusPlus(_ one: Case) throws {
    let (library, headers) = try (#require(Library.all.first), #require(PythonHeaders.usual))
    let report = try? check(
      one.text, as: "case.cpp", with: library, headers: headers, select: one.rules, flags: ["-std=c++17"])
    // Some of what C takes is an error in C++: such a file is not analysed.
    if let report { #expect(places(report.report).sorted() == one.expected.sorted()) }
  }

  @Test(arguments: Case.all)
  func fixesEndTheirFindings(_ one: Case) throws {
    let (library, headers) = try (#require(Library.all.first), #require(PythonHeaders.usual))
    let report = try check(one.text, with: library, headers: headers, select: one.rules)
    let fixing = Fixing(report.report.findings, in: report.sources, isUnsafeAllowed: true)
    guard let text = fixing.texts.values.first else { return }
    let again = try check(String(decoding: text, as: UTF8.self), with: library, headers: headers, select: one.rules)
    let fixed = Set(fixing.fixed.map { "\($0.span.start.line) \($0.rule)" })
    let left = Set(again.report.findings.map { "\($0.span.start.line) \($0.rule)" })
    #expect(fixed.intersection(left) == [])
    #expect(again.report.findings.count == report.report.findings.count - fixing.fixed.count)
  }

  @Test func everyRuleHasACase() {
    let covered = Set(Case.all.flatMap(\.expected).compactMap { $0.split(separator: " ").last.map(String.init) })
    let elsewhere: Set<String> = ["unavailable-unit", "missing-ssize-t-clean"]
    #expect(Set(RuleSelection.all.map(\.info.id)).subtracting(covered) == elsewhere)
  }
}
