import ArgumentParser
import Rewriting

struct CompileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: "Turn a C or C++ file into one with compiled format strings, which builds without Argot.",
    discussion: """
      The result includes what the file includes, in the same words: put it where these names are found. With \
      ARGOT_REPORT=PATH a line of JSON for each call is appended to PATH.
      """)

  @Argument(help: "The C or C++ file.", completion: .file())
  var file: String

  @Option(name: .shortAndLong, help: "Where the result goes; - is standard output.", completion: .file())
  var output: String

  @Argument(
    parsing: .postTerminator,
    help: "Behind --: the options that the file is compiled with. Without any, those of the python3 on the PATH.")
  var flags: [String] = []

  func run() throws {
    do throws(StandaloneFile.Failure) {
      try StandaloneFile.write(file, to: output, flags: flags)
    } catch {
      throw Failure.notDone("\(error)")
    }
  }
}
