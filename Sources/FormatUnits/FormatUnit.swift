/// One format unit of one language, as an entry in `Grammar/` describes it.
///
/// The entries are the only home of what a unit means: parser, signature, plan, emitter and `argot explain` read them.
public struct FormatUnit: Sendable {
  /// The language a unit belongs to: the same letters mean different things in the two.
  public enum Language: String, Sendable {
    /// `PyArg_Parse*`
    case parse
    /// `Py_BuildValue` and its users
    case build
  }

  /// Who owns what the unit hands over.
  public enum Ownership: String, Sendable {
    /// A plain value.
    case none
    /// A borrowed reference, or a pointer into a borrowed object.
    case borrowed
    /// A `Py_buffer` that the caller releases with `PyBuffer_Release`.
    case buffer
    /// Memory that the caller frees with `PyMem_Free`.
    case memory
    /// Whatever the converter function says.
    case converter
    /// A new reference is made (build language).
    case new
    /// The argument's reference is consumed (build language).
    case stolen
  }

  /// How the plan treats the unit; one case for each shape of generated code, not for each unit.
  public enum Lowering: String, Sendable {
    /// Parse: `argot_get_P(object, &value…)`, then the values are stored; no effect but the store.
    /// Build: `argot_new_P(value…)` returns a new reference.
    case value
    /// `O!`: a type test, then the object is stored.
    case typed
    /// `s* z* y*`: a guard, then a view is taken (an effect that a later failure undoes).
    case view
    /// `es et`: a guard, then a copy is allocated (an effect that a later failure undoes).
    case copy
    /// `O&`: user code.
    case converter
    /// Only CPython's own function serves the unit.
    case cold
  }

  public let language: Language
  /// The unit as it is written, modifier included: `i`, `s#`, `O&`.
  public let spelling: String
  /// The C arguments it takes, in order.
  public let arguments: [CArgument]
  /// Python types accepted (parse) or produced (build).
  public let python: String
  /// Which conversion protocol is used, in which order.
  public let conversion: String
  /// The range rule, empty where there is none.
  public let range: String
  public let ownership: Ownership
  /// Ownership in a sentence.
  public let ownershipNote: String
  /// What a failing conversion has written.
  public let onFailure: String
  /// Error templates, in the order in which they can occur.
  public let errors: [String]
  public let since: PythonVersion
  /// First version without the unit.
  public let removed: PythonVersion?
  /// Deprecations, empty where there are none.
  public let deprecated: String
  public let notes: String
  public let lowering: Lowering
  /// The part of the primitives' names in `argot.h` that stands for this unit: `i`, `s_size`; empty for `.cold`.
  /// `O`, `O!` and `O&` need nothing from there.
  public let primitive: String
  /// Whether the faster tiers exist in limited-API mode, and from which limited API on (`3.2` means any).
  public let limitedSince: PythonVersion?

  /// Whether CPython `version` has the unit.
  public func exists(in version: PythonVersion) -> Bool {
    since <= version && removed.map { version < $0 } ?? true
  }
}
