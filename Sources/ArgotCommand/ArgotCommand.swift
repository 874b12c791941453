import ArgumentParser

#if canImport(Darwin)
  @preconcurrency import Darwin
#else
  @preconcurrency import Glibc
#endif

/// The command line of Argot.
struct ArgotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "argot",
    abstract: "A compiler for the argument format strings of CPython's C API.",
    discussion: """
      Exit codes: 0 for success, 1 if something is wrong with the format or the calls, 2 if the work could not be done.
      """,
    version: Version.text,
    subcommands: [
      CheckCommand.self, VerifyCommand.self, BenchCommand.self, ExplainCommand.self, GenerateCommand.self,
      CompileCommand.self,
      LauncherHelp.self,
    ])

  /// Parses the arguments and runs the command they name.
  static func run() {
    do {
      var command = try parseAsRoot(CompilerFlags.ownArguments)
      try command.run()
    } catch {
      // A wrong use has an exit code of its own elsewhere; here it is work that could not be done.
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      fputs(fullMessage(for: error) + "\n", stderr)
      exit(withError: ExitCode(2))
    }
  }
}

/// `argot cc` as `argot help` shows it; `main.swift` runs it before any argument is parsed.
struct LauncherHelp: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cc",
    abstract: "Run a C or C++ compiler and compile the format strings of its source.",
    discussion: """
      Put it in front of the compiler: CC="argot cc gcc" pip install .

      Everything that is not the compile of one source to one object goes to the compiler unchanged, and so does every \
      source that cannot be changed safely. ARGOT_REPORT=PATH appends a line of JSON for each call to PATH. \
      ARGOT_STRICT=1 makes it an error if a source is left as it is although calls in it could be compiled.
      """)

  @Argument(parsing: .captureForPassthrough, help: "The compiler and its arguments.")
  var command: [String]

  func validate() throws {
    if command.first == "--help" || command.first == "-h" { throw CleanExit.helpRequest(self) }
    if command.first?.hasPrefix("-") != false { throw ValidationError("Name a compiler: argot cc gcc …") }
  }
}
