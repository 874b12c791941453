import OperatingSystem

/// Builds the extension modules that are compared.
package struct ModuleCompiler: Sendable {
  package enum Language: Sendable {
    case c
    case cxx
  }

  /// A compile that did not work, with what the compiler said.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// The folder with `harness.h`.
  let harness: String
  let language: Language
  /// Optimisation, macros.
  let options: [String]

  package init(harness: String, language: Language = .c, options: [String] = []) {
    self.harness = harness
    self.language = language
    self.options = options
  }

  /// Builds `name.so` of these sources.
  ///
  /// - Parameters:
  ///   - name: the module's name, which the name of its init function ends with.
  ///   - isStrict: whether a warning is a failure, as it is in generated code.
  package func build(_ sources: [String], module name: String, folder: String, includes: [String], isStrict: Bool)
    throws
  {
    let command =
      languageOptions + (isStrict ? ["-Wall", "-Wextra", "-Wpedantic", "-Werror"] : ["-w"]) + options
      + ["-g0", "-shared", "-fPIC", "-DBATCH=\(name)", "-I\(harness)"] + Self.options(for: includes)
      + sources + ["-o", "\(folder)/\(name).so"]
    let result = try Subprocess.run(command, folder: folder, readsInput: false)
    guard result.status.isSuccess else {
      let said = String(decoding: (result.errors + result.output).prefix(4000), as: UTF8.self)
      throw Failure(description: "\(command.joined(separator: " ")) failed:\n\(said)")
    }
  }

  /// The options that find headers. Those of a debug build are links to others: under its true name such a header would
  /// find the wrong `pyconfig.h` beside it.
  static func options(for includes: [String]) -> [String] {
    ["-fno-canonical-system-headers"] + includes.map { "-isystem\($0)" }
  }

  private var languageOptions: [String] {
    switch language {
    case .c: ["gcc", "-std=c11"]
    // Formats and names are no constants to CPython's functions.
    case .cxx: ["g++", "-std=c++17", "-x", "c++", "-Wno-write-strings"]
    }
  }
}
