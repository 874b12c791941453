import ArgumentParser
import Checks
import FormatDiagnostics
import FormatSema
import FormatSyntax
import FormatUnits

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Say what a format means: its units, their C arguments, ownership, errors and versions; or what a rule says.",
    discussion: """
      Exits with 1 if the format is malformed, or if the Python named by --python does not have it. With the identifier of \
      a rule of argot check in the place of a format, the rule's manual is printed.
      """)

  @Argument(help: "The format, or a rule's identifier.")
  var format: String?

  @Flag(help: "Print the manuals of all rules, as Markdown.")
  var rules = false

  @Option(help: APIOption.help)
  var api: APIOption = .parse

  @Option(
    help: """
      A version, \(PythonVersion.oldestSupported) to \(PythonVersion.newestSupported): what is different there is said, \
      too.
      """)
  var python: PythonVersionArgument?

  func validate() throws {
    if (format != nil) == rules { throw ValidationError("Give a format, a rule's identifier or --rules.") }
    let supported = PythonVersion.oldestSupported...PythonVersion.newestSupported
    if let version = python?.version, !supported.contains(version) {
      throw ValidationError(
        "--python takes a version from \(PythonVersion.oldestSupported) to \(PythonVersion.newestSupported).")
    }
  }

  func run() throws {
    guard let format else {
      print(RuleManual.document, terminator: "")
      return
    }
    let page = Page()
    if let manual = RuleManual.named(format) {
      page.show(manual)
      return
    }
    let explanation = Explanation(format: Array(format.utf8), function: api.function)
    page.show(explanation, python: python?.version)
    if explanation.errors.contains(where: { $0.severity == .error })
      || python.map({ explanation.isAbsent(in: $0.version) }) == true
    {
      throw Failure.findings
    }
  }
}
