import ArgumentParser
import CodeEmission
import FormatSema
import FormatUnits

struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Print the C code that a format is compiled to.",
    discussion: "The code stands behind argot.h, which stands behind Python.h.")

  @Argument(help: "The format.")
  var format: String

  @Option(help: APIOption.help)
  var api: APIOption = .parse

  @Option(help: "The names of the keyword list, separated by commas; an empty name is positional-only.")
  var keywords: String?

  @Option(help: "The limited API that the code is restricted to.")
  var limitedAPI: PythonVersionArgument?

  @Option(
    help: ArgumentHelp(
      "How CPython enters the function that parses its arguments.",
      discussion: """
        varargs: METH_VARARGS, with an argument tuple; fastcall: METH_FASTCALL, with the address of an ArgotCall in the \
        place of the tuple. With --api keywords both mean METH_KEYWORDS, too.
        """))
  var convention: MethodConvention = .varargs

  @Flag(help: "Remember where call sites have their arguments with names, as ARGOT_CALL_SITES=1 does.")
  var callSites = false

  func validate() throws {
    if callSites, convention != .fastcall || api != .keywords {
      throw ValidationError("--call-sites is for --api keywords with --convention fastcall.")
    }
    if convention == .fastcall, api != .parse, api != .keywords {
      throw ValidationError("--convention fastcall is for --api parse and --api keywords.")
    }
    if (keywords != nil) != (api == .keywords) {
      throw ValidationError("--keywords and --api keywords belong together.")
    }
  }

  func run() throws {
    let target = CompileTarget(
      headers: .newestSupported, limitedAPI: limitedAPI?.version, isSizeClean: true, isPortable: true)
    var emitter = TranslationUnitEmitter(target: target, remembersSites: callSites)
    let names = keywords?.split(separator: ",", omittingEmptySubsequences: false).map { Array($0.utf8) }
    let call = CallDescription(
      function: api.function, format: Array(format.utf8), keywords: keywords == "" ? [] : names)
    switch emitter.compile(call, convention: convention) {
    case .compiled:
      print(emitter.text, terminator: "")
    case .left(let reason):
      print("\(api.function.rawValue) with this format is left to CPython: \(reason)")
      throw Failure.findings
    }
  }
}

/// A version such as `3.11` on the command line.
struct PythonVersionArgument: ExpressibleByArgument {
  let version: PythonVersion

  init?(argument: String) {
    let parts = argument.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let major = parts[0], let minor = parts[1], major == 3, minor >= 2 else { return nil }
    version = PythonVersion(major, minor)
  }
}
