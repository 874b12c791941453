import CodeEmission

/// The header that stands in front of Python.h on the include path and brings the generated code behind it.
enum ShadowHeader {
  /// Name of the header with the generated code, beside the shadow.
  static let generatedName = "argot-generated.h"
  /// Name of the header with the functions that METH_FASTCALL enters, in the same folder.
  static let entriesName = "argot-entries.h"

  /// How the shadow reaches the real Python.h.
  enum Way: Hashable {
    /// Through the next folder on the include path. gcc accepts that without a word unless `-Wpedantic` is given.
    case next
    /// By its full path: for gcc with `-Wpedantic`.
    case path(String)
    /// As a system header, where the real one is a system header, too: for gcc with `-Wpedantic`.
    case nextOfSystem
  }

  /// The text of the shadow `Python.h`.
  ///
  /// It is no system header if the real one is none, because everything that a system header includes becomes one, too:
  /// warnings in Python.h would be lost, and `-MMD` would leave it out.
  static func shadow(_ way: Way) -> String {
    let include =
      switch way {
      case .next: "#include_next <Python.h>"
      case .path(let path): "#include \"\(path)\""
      case .nextOfSystem: "#pragma GCC system_header\n#include_next <Python.h>"
      }
    return """
      #ifdef __clang__
      #pragma clang diagnostic push
      #pragma clang diagnostic ignored "-Wgnu-include-next"
      #endif
      \(include)
      #ifdef __clang__
      #pragma clang diagnostic pop
      #endif
      #include "\(generatedName)"

      """
  }

  /// The text of the header with the generated code.
  static func generated(_ code: String) -> String {
    """
    #ifndef ARGOT_GENERATED_H
    #define ARGOT_GENERATED_H
    \(silent("\(ArgotHeader.text)\n\(code)"))
    #endif

    """
  }

  /// The text of the header with the functions that METH_FASTCALL enters.
  static func entries(_ definitions: String) -> String { silent(definitions) + "\n" }

  private static func silent(_ code: String) -> String {
    """
    #pragma GCC system_header
    #pragma GCC diagnostic push
    \(silenced)
    \(code)
    #pragma GCC diagnostic pop
    """
  }

  /// A system header is silent, but not where it uses a macro of a Python.h that is none: what its text says is then
  /// judged by the user's options. These are the warnings that CPython's macros give, in one compiler or the other.
  private static var silenced: String {
    let options = [
      // Not every compiler knows all that follow.
      "pragmas", "unknown-warning-option", "conversion", "sign-conversion", "sign-compare", "arith-conversion", "undef",
      "cast-qual", "cast-align", "shadow", "redundant-decls", "switch-default", "switch-enum", "pedantic",
      "declaration-after-statement", "bad-function-cast", "old-style-cast", "useless-cast",
      "zero-as-null-pointer-constant", "extra-semi", "inline", "deprecated-declarations", "strict-prototypes",
    ]
    return options.map { "#pragma GCC diagnostic ignored \"-W\($0)\"" }.joined(separator: "\n")
  }
}
