import FormatDiagnostics
import FormatUnits

/// Why a call does not fit its format.
public enum CallError: Hashable, Sendable {
  /// The format takes another number of C arguments than the call passes.
  case argumentCount(expected: Int, given: Int)
  /// An argument cannot be what its unit reads or writes.
  case argumentType(index: Int, unit: String, expected: String)
  /// The keyword list is not known.
  case unknownKeywords
  /// The keyword list names another number of parameters than the format has.
  case keywordCount(expected: Int, given: Int)
  /// A name of the keyword list is empty behind one that is not.
  case emptyKeyword(index: Int)
  /// Two names of the keyword list are equal.
  case duplicateKeyword(String)
  /// `$` stands before the end of the positional-only names.
  case keywordOnlyBeforePositionalOnlyEnd
  /// A unit that the headers' Python does not have.
  case absentUnit(String, PythonVersion)
  /// `#` without `PY_SSIZE_T_CLEAN`: the length is an `int` on 3.9, an error on 3.10 to 3.12.
  case sizeNotClean(String)

  /// What is wrong, as a sentence without a full stop.
  public var message: String {
    switch self {
    case .argumentCount(let expected, let given):
      "the format takes \(expected) argument\(expected == 1 ? "" : "s"), the call passes \(given)"
    case .argumentType(let index, let unit, let expected):
      "argument \(index + 1) behind the format is not what '\(unit)' takes (\(expected))"
    case .unknownKeywords:
      "the keyword list is not known while compiling"
    case .keywordCount(let expected, let given):
      "the format has \(expected) parameter\(expected == 1 ? "" : "s"), the keyword list names \(given)"
    case .emptyKeyword(let index):
      "name \(index + 1) of the keyword list is empty behind a name that is not"
    case .duplicateKeyword(let name):
      "the keyword list holds '\(name)' twice"
    case .keywordOnlyBeforePositionalOnlyEnd:
      "'$' stands before the last positional-only parameter"
    case .absentUnit(let unit, let version):
      "Python \(version) has no unit '\(unit)'"
    case .sizeNotClean(let unit):
      "'\(unit)' needs PY_SSIZE_T_CLEAN to be defined before Python.h is included"
    }
  }
}
