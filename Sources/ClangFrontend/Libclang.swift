import CLibclang

/// A loaded libclang. It stays loaded until the process ends.
final class Libclang: @unchecked Sendable {  // immutable; libclang's functions may be called from any thread
  let functions: argot_libclang
  /// The path it was loaded from.
  let path: String
  /// What the library calls itself, such as `clang version 18.1.1`.
  let version: String
  /// The version number in `version`, such as 18.1.1.
  let number: String

  init(path: String) throws(FrontendError) {
    var loaded = argot_libclang()
    var message = [CChar](repeating: 0, count: 1024)
    guard argot_libclang_load(path, &loaded, &message, message.count) == 0 else {
      let text = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw .unusableLibrary(path: path, reason: String(decoding: text, as: UTF8.self))
    }
    functions = loaded
    self.path = path
    let text = loaded.getClangVersion()
    version = loaded.getCString(text).map { String(cString: $0) } ?? ""
    loaded.disposeString(text)
    let words = version.split(separator: " ")
    let numbers = words.first { $0.first?.isNumber == true && $0.contains(".") } ?? ""
    number = String(numbers.prefix { $0.isNumber || $0 == "." })
  }

  /// The first part of `number`.
  var major: String { String(number.prefix { $0 != "." }) }

  /// Takes over a string that libclang made.
  func string(_ text: CXString) -> String {
    defer { functions.disposeString(text) }
    return functions.getCString(text).map { String(cString: $0) } ?? ""
  }
}
