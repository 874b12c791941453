import Foundation

/// What the manifest declares, as `swift package describe` prints it.
struct PackageDescription: Decodable {
  struct Target: Decodable {
    var name: String
    var path: String
    var moduleType: String
    var targetDependencies: [String]?
    var productDependencies: [String]?
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  var targets: [Target]

  /// Asks SwiftPM. The lock must be ignored: `swift test` holds it while the tests run.
  static func ofThisPackage() throws -> PackageDescription {
    let process = Process()
    let output = Pipe()
    let complaints = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "swift", "package", "--ignore-lock", "--package-path", Checkout.root.path, "describe", "--type", "json",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = complaints
    try process.run()
    let json = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let text = try complaints.fileHandleForReading.readToEnd() ?? Data()
      throw Failure(description: "swift package describe failed: \(String(decoding: text, as: UTF8.self))")
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(PackageDescription.self, from: json)
  }

  /// The modules a target may import because the manifest says so: what it depends on, directly or through others.
  /// A dependency on a plugin makes a module buildable, not importable, and is left out.
  func importable(from target: Target) -> Set<String> {
    let byName = Dictionary(uniqueKeysWithValues: targets.map { ($0.name, $0) })
    var found = Set<String>()
    var waiting = [target]
    while let next = waiting.popLast() {
      found.formUnion(next.productDependencies ?? [])
      for name in next.targetDependencies ?? [] {
        guard let dependency = byName[name], dependency.moduleType != "PluginTarget" else { continue }
        if found.insert(name).inserted { waiting.append(dependency) }
      }
    }
    return found
  }
}
