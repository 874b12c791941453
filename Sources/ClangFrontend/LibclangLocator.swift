#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Finds libclang: the one that is named, else the first that loads of `ARGOT_LIBCLANG`, PyPI's `libclang` package,
/// the Swift toolchain and the system's packages.
package struct LibclangLocator {
  let environment: [String: String]

  package init(environment: [String: String]) { self.environment = environment }

  #if os(macOS)
    private static let libraryName = "libclang.dylib"
  #else
    private static let libraryName = "libclang.so"
  #endif

  /// Loads `path` if given, else the library that is found. A library that the user named must work; of the others
  /// those that do not load are passed over.
  func load(path: String?) throws(FrontendError) -> Libclang {
    if let named = path ?? environment["ARGOT_LIBCLANG"].flatMap({ $0.isEmpty ? nil : $0 }) {
      return try Libclang(path: named)
    }
    var tried: [String] = []
    for candidate in candidates() {
      do {
        return try Libclang(path: candidate)
      } catch {
        tried.append("\(error)")
      }
    }
    throw .noLibrary(tried: tried)
  }

  /// The libraries that exist, in the order in which they are tried. A place is looked at when its turn comes.
  package func candidates() -> some Sequence<String> {
    [pythonPackage, swiftToolchain, systemLibraries].lazy.flatMap { $0() }
      .filter { FileManager.default.fileExists(atPath: $0) }
  }

  /// PyPI's package in the environments of the active Python. It is found by looking at the files: starting Python
  /// costs more than analysing a source file.
  private func pythonPackage() -> [String] {
    var prefixes: [String] = []
    if let active = environment["VIRTUAL_ENV"] { prefixes.append(active) }
    if let python = SearchPath(environment).find("python3") {
      prefixes.append(contentsOf: prefixesOfPython(python))
    }
    var seen: Set<String> = []
    return prefixes.filter { seen.insert($0.resolvingLinks).inserted }.flatMap { prefix in
      ["lib", "local/lib"].flatMap { library in
        let folder = "\(prefix)/\(library)"
        let versions = names(in: folder).filter { $0.hasPrefix("python3") }
        return versions.flatMap { version in
          ["site-packages", "dist-packages"].map {
            "\(folder)/\(version)/\($0)/clang/native/\(Self.libraryName)"
          }
        }
      }
    }
  }

  /// The folders that may hold the packages of a `python3` in PATH. A virtual environment's executable is a link, so
  /// the folder around the link comes first; pyenv's is a script whose version is written in a file.
  private func prefixesOfPython(_ python: String) -> [String] {
    let around = python.deletingLastComponent.deletingLastComponent
    var prefixes = [around]
    if python.deletingLastComponent.lastComponent == "shims" {
      let version =
        environment["PYENV_VERSION"]
        ?? (try? String(contentsOfFile: "\(around)/version", encoding: .utf8))
      if let first = version?.split(whereSeparator: { $0 == "\n" || $0 == ":" }).first {
        prefixes.append("\(around)/versions/\(first)")
      }
    }
    prefixes.append(python.resolvingLinks.deletingLastComponent.deletingLastComponent)
    return prefixes
  }

  private func swiftToolchain() -> [String] {
    guard let compiler = SearchPath(environment).find("swiftc") else { return [] }
    let tools = compiler.resolvingLinks.deletingLastComponent
    return ["\(tools.deletingLastComponent)/lib/\(Self.libraryName)"]
  }

  /// The libraries of the system's packages, newest first.
  private func systemLibraries() -> [String] {
    #if os(macOS)
      return [
        "/Library/Developer/CommandLineTools/usr/lib",
        "/Applications/Xcode.app/Contents/Developer/Toolchains/XcodeDefault.xctoolchain/usr/lib",
        "/opt/homebrew/opt/llvm/lib", "/usr/local/opt/llvm/lib",
      ].map { "\($0)/\(Self.libraryName)" }
    #else
      var found: [(version: Int, path: String)] = []
      for release in names(in: "/usr/lib") where release.hasPrefix("llvm-") {
        guard let version = Int(release.dropFirst("llvm-".count)) else { continue }
        for name in ["libclang.so.1", "libclang-\(version).so.1", Self.libraryName] {
          found.append((version, "/usr/lib/\(release)/lib/\(name)"))
        }
      }
      // Debian keeps each architecture's libraries in a folder such as x86_64-linux-gnu.
      let machines = names(in: "/usr/lib").filter { $0.contains("-linux-") }
      let folders = machines.map { "/usr/lib/\($0)" } + ["/usr/lib64", "/usr/lib"]
      for folder in folders {
        for name in names(in: folder) where name.hasPrefix("libclang-") || name.hasPrefix("libclang.so") {
          let digits = name.drop { !$0.isNumber }.prefix { $0.isNumber }
          found.append((Int(digits) ?? 0, "\(folder)/\(name)"))
        }
      }
      return found.filter { !$0.path.contains("libclang-cpp") }.sorted { $0.version > $1.version }.map(\.path)
    #endif
  }

  private func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }
}
