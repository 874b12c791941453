import OperatingSystem

/// What the real compiler defines before it reads a file, brought into a form that libclang takes.
///
/// libclang claims to be a clang with `__GNUC__` 4, and defines or lacks over 200 macros that gcc does not lack or
/// define. A text that tests one of them would be analysed in another branch than the one that is compiled. The table
/// costs 8 ms to ask for and 5 ms to parse, so it is always used, not only where the text seems to need it.
package struct PredefinedMacros {
  /// `name` or `name(parameters)`, and the replacement.
  let definitions: [(name: String, value: String)]

  /// Reads the output of `-dM -E`.
  init(table: [UInt8]) {
    let define = Array("#define ".utf8)
    definitions = table.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard line.starts(with: define) else { return nil }
      let text = line.dropFirst(define.count)
      // A parameter list contains no space, so the first one ends the name.
      let name = text.prefix { $0 != UInt8(ascii: " ") }
      return (String(decoding: name, as: UTF8.self), String(decoding: text.dropFirst(name.count + 1), as: UTF8.self))
    }
  }

  /// Why the real compiler's macros are not known.
  package struct Failure: Error, Hashable, CustomStringConvertible {
    package let description: String
  }

  /// Asks the command's compiler, with the command's options and an empty file of the source's kind in `folder`.
  init(of command: CompilerCommand, folder: String) throws {
    let empty = "\(folder)/empty.\(Paths.suffix(command.source))"
    try Files.write([], to: empty)
    defer { Files.remove(empty) }
    var options = command.options[...]
    var arguments = command.compiler
    while let option = options.popFirst() {
      // What these files define, libclang will read itself.
      if option == "-include" || option == "-imacros" {
        options = options.dropFirst()
      } else if !option.hasPrefix("-include") && !option.hasPrefix("-imacros") {
        arguments.append(option)
      }
    }
    let result = try Subprocess.run(arguments + ["-dM", "-E", empty], folder: folder)
    guard result.status.isSuccess else {
      throw Failure(description: "\(command.compiler.joined(separator: " ")) does not tell its macros")
    }
    self.init(table: result.output)
  }

  var isCPlusPlus: Bool { defines("__cplusplus") }

  /// clang's major version, nil for another compiler.
  var clangVersion: Int? { value("__clang_major__").flatMap { Int($0) } }

  /// Options that make libclang's preprocessor look like the real one's.
  ///
  /// - Parameter options: the command's own options for libclang, which name a language standard or not.
  func analysisOptions(behind options: [String]) -> [String] {
    var result = ["-x", isCPlusPlus ? "c++" : "c"]
    if !options.contains(where: { $0.contains("-std=") || $0 == "-ansi" }), let standard { result.append(standard) }
    result += options
    // Redefinitions of what libclang has itself, to the same value or not, are intended.
    result.append("-w")
    for (name, value) in definitions where !Self.isOmitted(name) { result += ["-D", "\(name)=\(value)"] }
    if !defines("__clang__") {
      result += Self.clangOnly.flatMap { ["-U", $0] }
      // glibc takes a gcc from 7 on to have these types in C; libclang has none of these names.
      if !isCPlusPlus, defines("__GNUC__") { result += Self.extendedFloats.flatMap { ["-D", $0] } }
    }
    // Its wrappers use builtins of gcc that clang lacks, and no call is in them.
    return result + ["-U", "_FORTIFY_SOURCE"]
  }

  private func defines(_ name: String) -> Bool { definitions.contains { $0.name == name } }

  private func value(_ name: String) -> String? { definitions.first { $0.name == name }?.value }

  /// The compiler's default standard, from the year in which it was published.
  private var standard: String? {
    let year = value(isCPlusPlus ? "__cplusplus" : "__STDC_VERSION__")?.prefix(4)
    let standards =
      isCPlusPlus
      ? ["1997": "98", "2011": "11", "2014": "14", "2017": "17", "2020": "20", "2023": "23"]
      : ["1999": "99", "2011": "11", "2017": "17", "2023": "23"]
    guard let year, let number = standards[String(year)] else { return nil }
    return "-std=\(defines("__STRICT_ANSI__") ? (isCPlusPlus ? "c++" : "c") : (isCPlusPlus ? "gnu++" : "gnu"))\(number)"
  }

  /// What libclang is not told: what follows from the language standard, which clang refuses to have defined, and
  /// what announces types that clang does not have.
  private static func isOmitted(_ name: String) -> Bool {
    name == "__cplusplus" || name.hasPrefix("__STDC") || name.hasPrefix("__cpp_") || name == "_FORTIFY_SOURCE"
      || name == "__SIZEOF_FLOAT80__" || name == "__SIZEOF_IBM128__"
  }

  private static let clangOnly = [
    "__clang__", "__clang_major__", "__clang_minor__", "__clang_patchlevel__", "__clang_version__", "__llvm__",
    "__clang_literal_encoding__", "__clang_wide_literal_encoding__",
  ]

  private static let extendedFloats = [
    "_Float32=float", "_Float64=double", "_Float32x=double", "_Float64x=long double", "_Float128=__float128",
  ]
}
