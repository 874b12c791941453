import Foundation
import PackagePlugin

/// Generates the unit tables of `FormatUnits`, and puts the texts of `argot.h` into `CodeEmission`, of the
/// harnesses into `Differential` and `Benchmarking`, of the rules' manuals into `Checks`.
///
/// SwiftPM asks for the commands again, and so sees a new file, only when `Package.swift` is touched.
@main
struct GrammarTables: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let compiler = try context.tool(named: "GrammarCompiler").url
    let package = context.package.directoryURL
    switch target.name {
    case "FormatUnits":
      let inputs = ["parse.units", "build.units", "text.units"].map { package.appending(path: "Grammar/\($0)") }
      let output = context.pluginWorkDirectoryURL.appending(path: "GrammarTables.swift")
      return [
        .buildCommand(
          displayName: "Compiling the unit tables",
          executable: compiler,
          arguments: ["catalogue", output.filePath] + inputs.map(\.filePath),
          inputFiles: inputs,
          outputFiles: [output])
      ]
    case "CodeEmission":
      let include = package.appending(path: "Sources/CArgot/include")
      let inputs = [include.appending(path: "argot.h")] + (try files(in: include.appending(path: "argot")))
      let output = context.pluginWorkDirectoryURL.appending(path: "ArgotHeaderText.swift")
      return [
        .buildCommand(
          displayName: "Embedding argot.h",
          executable: compiler,
          arguments: ["embed", "argotHeaderText", output.filePath] + inputs.map(\.filePath),
          inputFiles: inputs,
          outputFiles: [output])
      ]
    case "Differential":
      let inputs = try files(in: package.appending(path: "Sources/Differential/Harness"))
      let output = context.pluginWorkDirectoryURL.appending(path: "HarnessFiles.swift")
      return [
        .buildCommand(
          displayName: "Embedding the harness",
          executable: compiler,
          arguments: ["embed-all", "harnessFiles", output.filePath] + inputs.map(\.filePath),
          inputFiles: inputs,
          outputFiles: [output])
      ]
    case "Benchmarking":
      let inputs = try files(in: package.appending(path: "Sources/Benchmarking/Harness"))
      let output = context.pluginWorkDirectoryURL.appending(path: "BenchmarkFiles.swift")
      return [
        .buildCommand(
          displayName: "Embedding what makes the measured calls",
          executable: compiler,
          arguments: ["embed-all", "benchmarkFiles", output.filePath] + inputs.map(\.filePath),
          inputFiles: inputs,
          outputFiles: [output])
      ]
    case "Checks":
      let inputs = try files(in: package.appending(path: "Sources/Checks/Rules"))
      let output = context.pluginWorkDirectoryURL.appending(path: "RuleManuals.swift")
      return [
        .buildCommand(
          displayName: "Embedding the manuals of the rules",
          executable: compiler,
          arguments: ["manuals", "ruleManuals", output.filePath] + inputs.map(\.filePath),
          inputFiles: inputs,
          outputFiles: [output])
      ]
    default:
      throw UnknownTarget(name: target.name)
    }
  }
}

/// The C, Python and Swift files of a folder, in the order of their names.
private func files(in folder: URL) throws -> [URL] {
  try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    .filter { ["c", "h", "py", "swift"].contains($0.pathExtension) }
    .sorted { $0.path < $1.path }
}

extension URL {
  fileprivate var filePath: String { path(percentEncoded: false) }
}

/// A target asks for tables that no one described.
struct UnknownTarget: Error, CustomStringConvertible {
  let name: String

  var description: String {
    "GrammarTables makes nothing for the target \(name); use it where it is told what to make"
  }
}
