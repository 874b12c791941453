import ClangFrontend
import CodeEmission
import OperatingSystem

/// A source with its compiled calls in place and all they need behind its include of Python.h: it builds without Argot.
public struct StandaloneFile {
  /// Why nothing was written.
  public struct Failure: Error, Hashable, CustomStringConvertible {
    public let description: String
  }

  /// The text of the file.
  let bytes: [UInt8]
  let calls: CompiledCalls

  /// Compiles `source` and writes the result to `output`, whole or not at all; `-` is standard output.
  ///
  /// - Parameters:
  ///   - flags: the options that the source is compiled with; empty for those of the `python3` on the `PATH`.
  /// - Throws: `Failure` if the source cannot be analysed or the result cannot be written.
  public static func write(_ source: String, to output: String, flags: [String]) throws(Failure) {
    if output != "-", let existing = Files.canonical(output), existing == Files.canonical(source) {
      throw Failure(description: "\(output) is the input: name another file with -o")
    }
    let file = try StandaloneFile(source, flags: flags.isEmpty ? pythonFlags() : flags)
    do throws(SystemError) {
      if output == "-" {
        guard Files.writeAll(file.bytes, to: 1) else { throw SystemError("cannot write to standard output") }
      } else if Files.canBeReplaced(output) {
        try Files.replace(output, by: file.bytes)
      } else {
        try Files.write(file.bytes, to: output)
      }
      try Report()?.append(file.calls)
    } catch {
      throw Failure(description: error.message)
    }
  }

  init(_ source: String, flags: [String]) throws(Failure) {
    let analysis: TranslationUnitAnalysis
    do throws(FrontendError) {
      analysis = try ClangFrontend().analyze(file: source, arguments: flags)
    } catch {
      throw Failure(description: "\(error)")
    }
    let graph = IncludeGraph(source: source, inclusions: analysis.inclusions)
    guard let main = graph.file(source) else { throw Failure(description: "\(source) cannot be read") }
    calls = CompiledCalls(analysis, graph, isPortable: true) { path in
      graph.key(path) == graph.main ? nil : "the call is in an included file; compile that file instead"
    }
    guard var edits = calls.edits[graph.main] else {
      bytes = main.bytes
      return
    }
    guard let place = Self.insertionPoint(main, graph, analysis.inclusions) else {
      throw Failure(description: "\(source) does not include Python.h by a directive of its own")
    }
    guard edits.allSatisfy({ $0.range.lowerBound >= place }) else {
      throw Failure(description: "\(source) calls functions of Python.h before including it")
    }
    let line = Self.line(of: place, in: main.bytes)
    edits.append(SourceEdit(place..<place, Self.insertion(calls.generated, source: source, line: line)))
    bytes = SourceEdit.apply(edits, to: main.bytes) + Self.appendix(calls.definitions)
  }

  private static func pythonFlags() throws(Failure) -> [String] {
    do {
      return try PythonFlags.ofPath()
    } catch {
      throw Failure(description: error.description)
    }
  }

  /// Offset behind the line of the main file through which Python.h is reached first.
  private static func insertionPoint(
    _ main: IncludeGraph.File, _ graph: IncludeGraph, _ inclusions: [Inclusion]
  ) -> Int? {
    guard var step = inclusions.first(where: { Paths.name($0.resolved) == "Python.h" }) else { return nil }
    // A file is included before it includes another one, so each step leads to an earlier inclusion.
    while graph.key(step.includer) != graph.main {
      let includer = graph.key(step.includer)
      guard let next = inclusions.first(where: { graph.key($0.resolved) == includer }) else { return nil }
      step = next
    }
    let offset = step.directive.start
    guard let include = main.scan.includes.first(where: { $0.range.lowerBound == offset }) else { return nil }
    return min(include.lineEnd + 1, main.bytes.count)
  }

  private static func line(of offset: Int, in bytes: [UInt8]) -> Int {
    1 + bytes[..<offset].count { $0 == UInt8(ascii: "\n") }
  }

  private static func appendix(_ definitions: String) -> [UInt8] {
    definitions.isEmpty ? [] : Array("\n#line 1 \"argot-entries.h\"\n\(definitions)".utf8)
  }

  private static func insertion(_ generated: String, source: String, line: Int) -> String {
    let name = source.flatMap { $0 == "\\" || $0 == "\"" ? ["\\", $0] : [$0] }.map(String.init).joined()
    return """
      /* Made by argot compile from \(Paths.name(source).replacing("*/", with: "* /")). */
      \(ArgotHeader.text)
      \(generated)
      #line \(line) "\(name)"

      """
  }
}
