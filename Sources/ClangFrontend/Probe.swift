import CLibclang
import FormatSema
import FormatUnits

/// Declarations that are appended to the analysed file, from which libclang tells the values of macros: the version of
/// the Python headers, the limited API that is asked for, the language and the widths of its types.
enum Probe {
  private static let version = "argot_probe_version"
  private static let limitedAPI = "argot_probe_limited_api"
  private static let sizeClean = "argot_probe_size_clean"
  private static let longSize = "argot_probe_long_size"
  private static let pointerSize = "argot_probe_pointer_size"
  private static let language = "argot_probe_language"

  /// The empty line ends a last line that has no end of its own, or that a backslash continues. A file that includes
  /// itself must not declare the names twice. `PY_VERSION_HEX` is not asked for: CPython's own tests change it.
  static let text = """


    #if __INCLUDE_LEVEL__ == 0
    enum {
    #ifdef PY_MINOR_VERSION
      \(version) = PY_MAJOR_VERSION << 24 | PY_MINOR_VERSION << 16,
    #ifdef Py_LIMITED_API
      \(limitedAPI) = Py_LIMITED_API + 0,
    #endif
    #endif
    #ifdef PY_SSIZE_T_CLEAN
      \(sizeClean) = 1,
    #endif
      \(longSize) = sizeof(long),
      \(pointerSize) = sizeof(void *),
    #ifdef __cplusplus
      \(language) = 1
    #else
      \(language) = 0
    #endif
    };
    #endif

    """

  struct Answer {
    let headers: PythonVersion?
    let limitedAPI: PythonVersion?
    let isSizeClean: Bool
    let isCPlusPlus: Bool
    /// Whether `long` and pointers have eight bytes, as the sizes of units do.
    let isLP64: Bool
  }

  /// Reads the probe from a unit's declarations; nil if it is not there as written.
  static func read(_ unit: TranslationUnit, declarations: [CXCursor]) -> Answer? {
    guard let last = declarations.last, last.kind == CursorKind.enumDeclaration else { return nil }
    var values: [String: Int] = [:]
    for constant in unit.children(of: last) {
      values[unit.spelling(constant)] = Int(unit.library.functions.getEnumConstantDeclValue(constant))
    }
    guard let language = values[language] else { return nil }
    return Answer(
      headers: values[version].map { PythonVersion(hex: $0) }, limitedAPI: values[limitedAPI].map(limitedVersion),
      isSizeClean: values[sizeClean] != nil, isCPlusPlus: language == 1,
      isLP64: values[longSize] == 8 && values[pointerSize] == 8)
  }

  /// `Py_LIMITED_API` without a value or with 3 asks for the first limited API, that of 3.2.
  private static func limitedVersion(_ value: Int) -> PythonVersion {
    value < 0x0302_0000 ? PythonVersion(3, 2) : PythonVersion(hex: value)
  }
}
