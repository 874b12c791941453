import CodeEmission
import FormatSema
import FormatUnits

/// One C argument of a tested call.
public struct TestedArgument: Hashable, Sendable {
  /// How the harness fills what stands behind the argument before the call, and what it looks at afterwards.
  public let kind: SlotKind
  /// The argument as it is written in C.
  public let expression: String
  /// What the compiler of formats is told about it.
  public let description: CallDescription.Argument

  /// The argument of a unit at a place behind the format.
  ///
  /// - Parameter length: how long the literal in front is, if this is its length.
  init(
    _ argument: CArgument, of unit: FormatUnit, slot: Int, choice: ArgumentChoice?, length: Int?
  ) throws(TestedCall.Obstacle) {
    guard let kind = SlotKind(argument, of: unit, isCallersMemory: choice == .callersMemory) else {
      throw .unknownArgument(unit: unit.spelling, type: argument.spelling)
    }
    self.kind = kind
    switch (argument.type, choice) {
    case (.text, .literal(let bytes)?) where argument.role == .input:
      expression = CLiteral.string(bytes)
      description = CallDescription.Argument(type: .pointer(.integer(size: 1, isSigned: true)), literal: bytes)
    case (.text, .null?) where argument.role == .input:
      expression = "NULL"
      description = CallDescription.Argument(type: .pointer(.void))
    case (.text, nil) where unit.language == .parse && argument.role == .input:
      expression = CLiteral.string(Array("utf-8".utf8))
      description = CallDescription.Argument(type: .pointer(.integer(size: 1, isSigned: true)))
    case (.type, .type(let type)?):
      expression = type.rawValue
      description = CallDescription.Argument(type: .pointer(.record(name: "_typeobject", size: nil)))
    case (.type, nil):
      expression = TestedType.usual(at: slot).rawValue
      description = CallDescription.Argument(type: .pointer(.record(name: "_typeobject", size: nil)))
    case (.memory, .callersMemory?) where argument.role == .inout, (_, nil):
      expression =
        switch kind {
        case .input: unit.language == .parse ? "environment->converter" : "environment->maker"
        case .bytes, .view, .copy, .sizedCopy, .callersMemory: "(void *)s[\(slot)].memory"
        case .complex: "v[\(slot)].p"
        case .stolen: "v[\(slot)].O"
        case .size where length != nil: "(Py_ssize_t)\(length!)"
        default: "v[\(slot)].\(kind.rawValue)"
        }
      description = CallDescription.Argument(type: argument.role == .input ? argument.type.passed : .pointer(.void))
    default:
      throw .unfitChoice(unit: unit.spelling, slot: slot)
    }
  }
}

/// A letter for each C argument, by which the harness knows what it is.
public enum SlotKind: String, Hashable, Sendable, CaseIterable {
  // MARK: Parse language

  /// An input of the call, no variable; also the converter of the build language.
  case input = "-"
  /// A variable with nothing to release.
  case bytes = "r"
  /// A `Py_buffer`.
  case view = "v"
  /// A `char *` that receives new memory, which ends with NUL.
  case copy = "e"
  /// The same, its length in the next variable.
  case sizedCopy = "E"
  /// A `char *` that points to memory, its size in the next variable.
  case callersMemory = "W"

  // MARK: Build language

  case int = "i"
  case unsignedInt = "u"
  case long = "l"
  case unsignedLong = "k"
  case longLong = "L"
  case unsignedLongLong = "K"
  case size = "n"
  case double = "d"
  /// A pointer to a `Py_complex`.
  case complex = "D"
  case text = "s"
  case wideText = "w"
  case object = "O"
  /// An object whose reference the call consumes.
  case stolen = "N"

  /// The kind of a unit's argument; nil if the harness has nothing like it.
  init?(_ argument: CArgument, of unit: FormatUnit, isCallersMemory: Bool) {
    switch unit.language {
    case .parse: self.init(parse: argument, isCallersMemory: isCallersMemory)
    case .build: self.init(build: argument, isStolen: unit.ownership == .stolen)
    }
  }

  private init?(parse argument: CArgument, isCallersMemory: Bool) {
    switch (argument.role, argument.type) {
    // The address that a converter writes to is a variable of the caller's too.
    case (.input, .address): self = .bytes
    case (.input, .text), (.input, .type), (.input, .parseConverter): self = .input
    case (.input, _): return nil
    case (.output, .buffer): self = .view
    case (.output, .memory): self = .copy
    case (.inout, .memory): self = isCallersMemory ? .callersMemory : .sizedCopy
    case (.output, _), (.inout, _): self = .bytes
    }
  }

  private init?(build argument: CArgument, isStolen: Bool) {
    switch argument.type {
    case .char, .unsignedChar, .short, .unsignedShort, .int: self = .int
    case .unsignedInt: self = .unsignedInt
    case .long: self = .long
    case .unsignedLong: self = .unsignedLong
    case .longLong: self = .longLong
    case .unsignedLongLong: self = .unsignedLongLong
    case .ssize: self = .size
    case .float, .double: self = .double
    case .complexPointer: self = .complex
    case .text: self = .text
    case .wideText: self = .wideText
    case .object: self = isStolen ? .stolen : .object
    case .buildConverter: self = .input
    // What a converter gets is an object here.
    case .address: self = .object
    case .complex, .buffer, .memory, .type, .parseConverter, .size, .difference, .longest, .unsignedLongest:
      return nil
    }
  }
}

extension CValueType {
  /// The type of an argument that is read as this one, on the LP64 systems that the harness runs on.
  fileprivate var passed: CType {
    switch self {
    case .char, .short, .int, .unsignedChar, .unsignedShort: .integer(size: 4, isSigned: true)
    case .unsignedInt: .integer(size: 4, isSigned: false)
    case .long, .longLong, .ssize, .difference, .longest: .integer(size: 8, isSigned: true)
    case .unsignedLong, .unsignedLongLong, .size, .unsignedLongest: .integer(size: 8, isSigned: false)
    case .float, .double: .floating(size: 8)
    case .text, .memory: .pointer(.integer(size: 1, isSigned: true))
    case .wideText: .pointer(.integer(size: 4, isSigned: true))
    case .object: .pointer(.record(name: "_object", size: nil))
    case .type: .pointer(.record(name: "_typeobject", size: nil))
    case .parseConverter, .buildConverter: .pointer(.function)
    case .complex, .buffer, .complexPointer, .address: .pointer(.void)
    }
  }

  /// The limited API from which on a variable of the type can be declared; nil if none has it.
  var limitedSince: PythonVersion? {
    switch self {
    case .complex, .complexPointer: nil
    case .buffer: PythonVersion(3, 11)
    default: PythonVersion(3, 2)
    }
  }
}
