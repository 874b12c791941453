import ClangFrontend
import OperatingSystem

#if canImport(Darwin)
  @preconcurrency import Darwin
#else
  @preconcurrency import Glibc
#endif

/// `argot cc COMPILER ARGS…`: does what the compiler does with these arguments, but compiles the calls of a C or C++
/// source where it can.
///
/// A build must not notice: whatever is not fully understood is left to the compiler, with the very arguments given.
/// `ARGOT_STRICT=1` makes it an error if a source with calls that could be compiled is left for such a reason.
public enum Launcher {
  /// Runs the command and ends this process as the compiler ends.
  ///
  /// - Parameter skipped: number of this process's own arguments in front of the compiler, which must be there.
  public static func run(skipping skipped: Int) -> Never {
    let words = CommandLine.unsafeArgv.advanced(by: skipped)
    if let arguments = readableArguments(words), let command = CompilerCommand(arguments), isEligible(command) {
      var launch = Launch(command: command, original: arguments)
      launch.run()
    }
    let error = Subprocess.replaceProcess(by: words)
    complain(error.message, code: 127)
  }

  /// The arguments as text, nil if one of them is not UTF-8: it could not be handed on as it is.
  private static func readableArguments(
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  ) -> [String]? {
    var arguments: [String] = []
    var index = 0
    while let word = words[index] {
      guard let argument = String(validatingCString: word) else { return nil }
      arguments.append(argument)
      index += 1
    }
    return arguments
  }

  /// What can be told without the real compiler and without libclang.
  private static func isEligible(_ command: CompilerCommand) -> Bool {
    // The compiler writes dependencies where these say, too.
    let variables = ["DEPENDENCIES_OUTPUT", "SUNPRO_DEPENDENCIES"]
    if variables.contains(where: { Files.environment($0) != nil }) { return false }
    // A file that is not in the working folder is looked up differently when the source lies elsewhere.
    if !command.forcedIncludes.allSatisfy(Files.isReadable) { return false }
    return QuickTest.mayContainCalls(command.source, quoteFolders: command.quoteFolders, read: Files.read)
  }
}

/// Prints an error as compilers do and ends the process.
func complain(_ message: String, code: Int32) -> Never {
  Files.writeAll(Array("argot: error: \(message)\n".utf8), to: 2)
  exit(code)
}
