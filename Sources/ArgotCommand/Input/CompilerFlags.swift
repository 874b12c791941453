/// The compiler's options behind `--` of a command that takes any number of files: the parser cannot tell these from
/// the files.
enum CompilerFlags {
  /// The program's arguments up to the `--`, for the parser.
  static var ownArguments: [String] {
    let arguments = CommandLine.arguments.dropFirst()
    guard let terminator else { return Array(arguments) }
    return Array(arguments[..<terminator])
  }

  /// What stands behind the `--`.
  static var behindTerminator: [String] {
    terminator.map { Array(CommandLine.arguments[($0 + 1)...]) } ?? []
  }

  private static let commands: Set<String> = ["check", "verify", "bench"]

  private static var terminator: Int? {
    let arguments = CommandLine.arguments
    guard arguments.count > 1, commands.contains(arguments[1]) else { return nil }
    return arguments.firstIndex(of: "--")
  }
}
