import FormatUnits

/// Why a call that fits its format is left to CPython all the same.
public enum LoweringObstacle: Error, Hashable, Sendable {
  /// A required unit has no faster tier.
  case coldUnit(String)
  /// A required unit has no faster tier in the limited API that is asked for.
  case limitedUnit(String, PythonVersion)
  /// A format without units for `PyArg_Parse`, which then refuses every object.
  case nothingToParse
  /// A dict with objects as keys behind other units: if one of those fails, CPython makes the dict all the same, which
  /// hashes its keys, and drops it.
  case lateDict
  /// `N` or `O&` behind a group that has such a unit: if that group fails, CPython drops its objects before it goes on.
  case ownerBehindOwners
  /// `PyObject_CallMethod` in the limited API, where the text for an attribute that is not callable cannot be made.
  case limitedMethod
  /// `PyArg_Parse` in a function that METH_FASTCALL enters: it reads one object, and there is none.
  case noVector
  /// METH_FASTCALL in a limited API that has none.
  case limitedVector(PythonVersion)
  /// A mistake in the lowering: the plan would run something twice. No call is compiled by such a plan.
  case unsafePlan
  /// More C arguments than generated functions take.
  case tooManySlots(Int)

  /// The most C arguments a generated function takes.
  public static let maximumSlots = 64

  /// The reason, as a sentence without a full stop.
  public var message: String {
    switch self {
    case .coldUnit(let unit): "only CPython's own function serves '\(unit)'"
    case .limitedUnit(let unit, let version):
      "the limited API of Python \(version) has no faster way for '\(unit)'"
    case .nothingToParse: "PyArg_Parse takes no object with a format without units"
    case .lateDict: "a dict whose keys are objects stands behind other units: it is made even if they fail"
    case .ownerBehindOwners: "'N' or 'O&' stands behind a group with such a unit, which is dropped first if it fails"
    case .limitedMethod: "the limited API has no faster way for PyObject_CallMethod"
    case .noVector: "PyArg_Parse takes one object, and METH_FASTCALL gives none that holds the arguments"
    case .limitedVector(let version): "the limited API of Python \(version) has no METH_FASTCALL"
    case .unsafePlan: "Argot's own plan for this format is not safe; please report this"
    case .tooManySlots(let count):
      "\(count) C arguments are more than generated functions take (\(Self.maximumSlots))"
    }
  }
}
