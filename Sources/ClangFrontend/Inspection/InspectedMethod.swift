import FormatSema

/// A function that the translation unit declares.
public struct FunctionIdentity: Hashable, Sendable {
  /// With the namespaces and classes around it.
  public let name: String
  /// Tells it from others of the same name in the translation unit.
  public let identity: Int

  public init(name: String, identity: Int) {
    self.name = name
    self.identity = identity
  }
}

/// An entry of a method table.
public struct InspectedMethod: Hashable, Sendable {
  /// The name that Python sees, nil if it is not a literal.
  public let name: [UInt8]?
  public let place: SourceSpan
  /// The value of `ml_flags`, nil if it is not known.
  public let flags: Int?
  public let function: FunctionIdentity?
  /// The types of the function's parameters and its result; nil where they are not known.
  public let parameters: [CType]?
  public let result: CType?
  /// The function's name where it is first declared.
  public let declaration: SourcePosition?

  public init(
    name: [UInt8]?, place: SourceSpan, flags: Int?, function: FunctionIdentity?, parameters: [CType]?, result: CType?,
    declaration: SourcePosition?
  ) {
    self.name = name
    self.place = place
    self.flags = flags
    self.function = function
    self.parameters = parameters
    self.result = result
    self.declaration = declaration
  }
}

/// An array of `PyMethodDef` that a project file defines.
public struct InspectedTable: Hashable, Sendable {
  public let name: String
  /// The place of the name in the definition.
  public let position: SourcePosition
  public let methods: [InspectedMethod]
  /// Whether an entry without a name ends it.
  public let isTerminated: Bool
  /// Whether it is a part of what CPython reads as a whole table, such as a `PyModuleDef`.
  public let isHandedOver: Bool

  public init(
    name: String, position: SourcePosition, methods: [InspectedMethod], isTerminated: Bool, isHandedOver: Bool
  ) {
    self.name = name
    self.position = position
    self.methods = methods
    self.isTerminated = isTerminated
    self.isHandedOver = isHandedOver
  }
}
