import FormatSema
import FormatUnits

/// Names an object that a plan looks at: a parameter, or an item of a nested tuple in it.
public struct ObjectPath: Hashable, Sendable {
  public let parameter: Int
  /// Item indices from the outermost tuple inwards; empty for the parameter itself.
  public let items: [Int]

  public init(parameter: Int, items: [Int] = []) {
    self.parameter = parameter
    self.items = items
  }

  public func item(_ index: Int) -> ObjectPath { ObjectPath(parameter: parameter, items: items + [index]) }
}

/// One step of a parse plan. Slots are indices into the signature's C arguments.
public enum ParseAction: Hashable, Sendable {
  // Guards: without side effect; where they do not hold, the call goes to the next tier.

  /// The object is an exact tuple of that many items.
  case tuple(ObjectPath, count: Int)
  /// The object converts by primitive `primitive`; the values of these slots are remembered.
  case convert(ObjectPath, primitive: String, slots: [Int])
  /// The object is an instance of the type in the slot.
  case typed(ObjectPath, type: Int)
  /// A view of the object can be taken without user code; text and size, where known, are remembered for the slot.
  case viewable(ObjectPath, primitive: String, slot: Int)
  /// The object's text can be copied without a codec look-up; text and size are remembered for slot `target`.
  case copyable(ObjectPath, primitive: String, encoding: Int, target: Int)
  /// Only CPython serves the unit: a call that gives it leaves the tier.
  case refuse

  // Effects, in the order of the C arguments.

  /// The remembered value of the slot is stored.
  case store(slot: Int)
  /// The object itself is stored.
  case storeObject(ObjectPath, slot: Int)
  /// The type test again, after user code could have changed the object's class; then the object is stored.
  case storeTyped(ObjectPath, type: Int, slot: Int)
  /// A view is taken into the slot's `Py_buffer`.
  case takeView(ObjectPath, slot: Int)
  /// The remembered text is copied into new memory for the slot.
  case takeCopy(slot: Int)
  /// The user's converter is called.
  case callConverter(ObjectPath, converter: Int, address: Int)
}

extension ParseAction {
  /// Whether the step can send the whole call to the next tier.
  public var mayFallBack: Bool {
    switch self {
    case .tuple, .convert, .typed, .viewable, .copyable, .refuse: true
    case .store, .storeObject, .storeTyped, .takeView, .takeCopy, .callConverter: false
    }
  }

  /// Whether the step can fail for good, with an exception that is CPython's or the user's.
  public var mayFail: Bool {
    switch self {
    case .storeTyped, .takeView, .takeCopy, .callConverter: true
    default: false
    }
  }

  /// Whether the step must be undone when a later one fails.
  public var isUndone: Bool {
    switch self {
    case .takeView, .takeCopy, .callConverter: true
    default: false
    }
  }

  /// Whether the step can run code that is not CPython's own.
  public var runsUserCode: Bool {
    if case .callConverter = self { true } else { false }
  }

  /// Whether doing the step twice is the same as doing it once: storing the same value again is, the rest is not.
  var isRepeatable: Bool {
    switch self {
    case .store, .storeObject: true
    default: mayFallBack
    }
  }

  /// Whether CPython still owes the text of the exception when the step fails.
  public var owesText: Bool {
    switch self {
    case .callConverter, .storeTyped: true
    default: false
    }
  }

  /// The slot that the step writes, nil for guards.
  public var writtenSlot: Int? {
    switch self {
    case .store(let slot), .storeObject(_, let slot), .storeTyped(_, _, let slot), .takeView(_, let slot),
      .takeCopy(let slot), .callConverter(_, _, let slot):
      slot
    default: nil
    }
  }
}

/// How one parse call is served without interpreting its format.
public struct ParsePlan: Sendable {
  /// A step, and the parameter that must be given for it to run.
  public struct Step: Hashable, Sendable {
    /// Index of the parameter that must be given for the step to run.
    public let parameter: Int
    public let action: ParseAction

    public init(parameter: Int, _ action: ParseAction) {
      self.parameter = parameter
      self.action = action
    }
  }

  /// The format's meaning: slots in steps are indices into its C arguments.
  public let signature: ParseSignature
  /// The names of the keyword list, nil for the families without one.
  public let keywords: [[UInt8]]?
  /// The steps, in the order in which they run; `violations(of:)` finds nothing in them.
  public let steps: [Step]
  /// How many leading parameters have their values stored as soon as they are known. The steps of the others are in
  /// two parts: all guards, then all effects.
  public let leading: Int
  /// The last guard, if its unit may be converted in its place, by user code where that takes some, and fail for good:
  /// all that CPython does before it has happened then, and behind it nothing can fail. nil if there is none.
  public let closing: Step?
  /// Whether the second tier accepts anything that the first does not.
  public let hasSecondTier: Bool

  /// The tiers that generated code has: 1 inline, 2 out of line, 3 CPython's own function.
  public var tiers: [Int] { hasSecondTier ? [1, 2, 3] : [1, 3] }

  /// Whether any step runs user code.
  public var runsUserCode: Bool { steps.contains { $0.action.runsUserCode } }
}
