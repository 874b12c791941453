import ArgumentParser
import ClangFrontend
import Differential
import FormatSema
import OperatingSystem

/// The words on the command line that are files or formats, and the options that say what they mean.
struct CallWords: ParsableArguments {
  @Argument(help: "C and C++ files, folders of them, or formats.", completion: .file())
  var words: [String] = []

  @Option(help: APIOption.help)
  var api: APIOption?

  @Option(help: "The names of the keyword list, separated by commas; an empty name is positional-only.")
  var keywords: String?

  @Option(
    name: .customShort("p"),
    help: ArgumentHelp(
      "A build folder with compile_commands.json, which says how each file is compiled.",
      discussion: "Without files, all that it lists are read.", valueName: "folder"), completion: .directory)
  var database: String?

  func validate() throws {
    if words.isEmpty && database == nil { throw ValidationError("Name a file, a folder or a format.") }
    if (keywords != nil) != (api == .keywords) {
      throw ValidationError("--keywords and --api keywords belong together.")
    }
    if database != nil, !CompilerFlags.behindTerminator.isEmpty {
      throw ValidationError("-p and options behind -- exclude each other.")
    }
    if database != nil, api != nil { throw ValidationError("-p is for sources, --api for formats.") }
  }

  /// The calls that they stand for.
  ///
  /// - Parameter includes: the folders in which `Python.h` is looked for where nothing says how files are compiled.
  func calls(includes: [String], atATime count: Int) throws -> GivenCalls {
    var given = GivenCalls()
    var paths: [String] = []
    let names = keywords.map { $0.isEmpty ? [] : $0.split(separator: ",", omittingEmptySubsequences: false) }
    for word in words {
      if api == nil, SourceFiles.isSource(word) || Files.isFolder(word) || Files.isReadable(word) {
        paths.append(word)
        continue
      }
      do throws(TestedCall.Obstacle) {
        try given.add(word, function: (api ?? .parse).function, keywords: names?.map { Array($0.utf8) })
      } catch {
        throw Failure.Message("the format \"\(word)\" cannot be called: \(error.message)")
      }
    }
    if !paths.isEmpty || database != nil {
      let files = try SourceFiles.named(by: paths)
      let inputs = try SourceInput.inputs(files, database: database) { includes.map { "-I\($0)" } }
      let reader = SourceReader(
        frontend: try ClangFrontend(), functions: VariadicFunctions(), names: FileNames(given: files))
      given.add(inputs, reader: reader, atATime: count)
    }
    return given
  }
}
