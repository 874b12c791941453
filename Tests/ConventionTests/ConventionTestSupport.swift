import CallingConvention
import FormatSema
import Foundation
import Testing

@testable import ClangFrontend

/// One libclang of this machine.
struct Library: CustomTestStringConvertible, Sendable {
  let frontend: ClangFrontend
  var testDescription: String { frontend.libraryVersion }

  /// The libclangs that `ARGOT_TEST_LIBCLANGS` names, separated by colons, and those that are found without it, each
  /// version once.
  static let all: [Library] = {
    let environment = ProcessInfo.processInfo.environment
    let named = (environment["ARGOT_TEST_LIBCLANGS"] ?? "").split(separator: ":").map(String.init)
    var versions: Set<String> = []
    return (named + LibclangLocator(environment: environment).candidates()).compactMap { path in
      guard let frontend = try? ClangFrontend(options: FrontendOptions(libclang: path)),
        versions.insert(frontend.libraryVersion).inserted
      else { return nil }
      return Library(frontend: frontend)
    }
  }()

  /// The headers of the CPythons of this machine, oldest first: pyenv's and the system's, from 3.9 on.
  static let headers: [String] = {
    let environment = ProcessInfo.processInfo.environment
    let pyenv = environment["PYENV_ROOT"] ?? "\(NSHomeDirectory())/.pyenv"
    let manager = FileManager.default
    let versions = (try? manager.contentsOfDirectory(atPath: "\(pyenv)/versions")) ?? []
    let prefixes = versions.map { "\(pyenv)/versions/\($0)" } + ["/usr", "/usr/local", "/opt/homebrew"]
    let found = prefixes.flatMap { prefix in
      ((try? manager.contentsOfDirectory(atPath: "\(prefix)/include")) ?? []).compactMap { name -> (Int, String)? in
        guard name.hasPrefix("python3."), let minor = Int(name.dropFirst("python3.".count)), minor >= 9,
          manager.fileExists(atPath: "\(prefix)/include/\(name)/Python.h")
        else { return nil }
        return (minor, "\(prefix)/include/\(name)")
      }
    }
    return found.sorted { $0.0 < $1.0 }.map(\.1)
  }()

  /// What is decided of a source that is analysed behind `#include <Python.h>`. A call is taken for compiled unless
  /// something speaks against changing it, or its format is `"left"`.
  func convention(
    _ text: String, file: String = "unit.c", files: [String: String] = [:], arguments: [String] = [],
    headers: String? = nil
  ) throws -> ConventionAnalysis {
    let analysis = try analyze(text, file: file, files: files, arguments: arguments, headers: headers)
    return ConventionAnalysis(analysis, target: try #require(analysis.target)) { site in
      site.obstacle == nil && site.format?.bytes != Array("left".utf8)
    }
  }

  func analyze(
    _ text: String, file: String = "unit.c", files: [String: String] = [:], arguments: [String] = [],
    headers: String? = nil
  ) throws -> TranslationUnitAnalysis {
    let folder = NSTemporaryDirectory() + "argot-convention-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in files.merging([file: "#include <Python.h>\n" + text], uniquingKeysWith: { $1 }) {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    let include = try #require(headers ?? Self.headers.last, "no CPython headers found: install python3-dev")
    return try frontend.analyze(file: "\(folder)/\(file)", arguments: ["-I\(include)"] + arguments)
  }
}

extension ConventionAnalysis {
  /// The decision for each function, in the order of the entries: "" for the fast convention, else the reason.
  var outcomes: [String] {
    entries.map { entry in
      switch entry.decision {
      case .fastcall: ""
      case .varargs(let reason): reason
      }
    }
  }
}
