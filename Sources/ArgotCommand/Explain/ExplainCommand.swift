import ArgumentParser
import FormatDiagnostics
import FormatSema
import FormatSyntax
import FormatUnits

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what a format means: its units, their C arguments, ownership, errors and versions.",
    discussion: "Exits with 1 if the format is malformed, or if the Python named by --python does not have it.")

  @Argument(help: "The format.")
  var format: String

  @Option(help: APIOption.help)
  var api: APIOption = .parse

  @Option(
    help: """
      A version, \(PythonVersion.oldestSupported) to \(PythonVersion.newestSupported): what is different there is said, \
      too.
      """)
  var python: PythonVersionArgument?

  func validate() throws {
    let supported = PythonVersion.oldestSupported...PythonVersion.newestSupported
    if let version = python?.version, !supported.contains(version) {
      throw ValidationError(
        "--python takes a version from \(PythonVersion.oldestSupported) to \(PythonVersion.newestSupported).")
    }
  }

  func run() throws {
    let page = Page()
    let explanation = Explanation(format: Array(format.utf8), function: api.function)
    page.show(explanation, python: python?.version)
    if explanation.errors.contains(where: { $0.severity == .error })
      || python.map({ explanation.isAbsent(in: $0.version) }) == true
    {
      throw Failure.findings
    }
  }
}
