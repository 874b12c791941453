import Foundation
import PackagePlugin

/// Generates the unit tables of `FormatUnits`, and puts the text of `argot.h` into `Rewriting`.
///
/// The files are named one by one: SwiftPM sees a new name in this file only when `Package.swift` is touched.
@main
struct GrammarTables: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let compiler = try context.tool(named: "GrammarCompiler").url
    let package = context.package.directoryURL
    switch target.name {
    case "FormatUnits":
      let inputs = ["parse.units", "build.units"].map { package.appending(path: "Grammar/\($0)") }
      let output = context.pluginWorkDirectoryURL.appending(path: "GrammarTables.swift")
      return [
        .buildCommand(
          displayName: "Compiling the unit tables",
          executable: compiler,
          arguments: ["catalogue", output.filePath] + inputs.map(\.filePath),
          inputFiles: inputs,
          outputFiles: [output])
      ]
    case "Rewriting":
      let input = package.appending(path: "Sources/CArgot/include/argot.h")
      let output = context.pluginWorkDirectoryURL.appending(path: "ArgotHeader.swift")
      return [
        .buildCommand(
          displayName: "Embedding argot.h",
          executable: compiler,
          arguments: ["embed", "argotHeaderText", output.filePath, input.filePath],
          inputFiles: [input],
          outputFiles: [output])
      ]
    default:
      throw UnknownTarget(name: target.name)
    }
  }
}

extension URL {
  fileprivate var filePath: String { path(percentEncoded: false) }
}

/// A target asks for tables that no one described.
struct UnknownTarget: Error, CustomStringConvertible {
  let name: String

  var description: String {
    "GrammarTables makes nothing for the target \(name); use it in FormatUnits and Rewriting only"
  }
}
