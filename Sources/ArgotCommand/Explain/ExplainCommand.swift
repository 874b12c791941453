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
      Exits with 1 if the format is malformed, or if the Python named by --python does not have all of it. With the \
      identifier of a rule of argot check in the place of a format, the rule's manual is printed.
      """)

  @Argument(help: "The format, or a rule's identifier.")
  var format: String?

  @Flag(help: "Print the manuals of all rules, as Markdown.")
  var rules = false

  @Option(help: ExplainedAPI.help)
  var api: ExplainedAPI = .call(.parse)

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
    let bytes = Array(format.utf8)
    let explanation =
      switch api {
      case .call(let option): Explanation(format: bytes, function: option.function)
      case .text(let family): Explanation(format: bytes, family: family)
      }
    page.show(explanation, python: python?.version)
    if explanation.problems.contains(where: { $0.diagnostic.severity == .error })
      || python.map({ !explanation.objections(in: $0.version).isEmpty }) == true
    {
      throw Failure.findings
    }
  }
}
