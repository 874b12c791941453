import FormatSema

/// A stretch of source text.
public struct SourceSpan: Hashable, Sendable {
  public let start: SourcePosition
  /// In bytes; 0 if the end is not known.
  public let length: Int

  public init(start: SourcePosition, length: Int) {
    self.start = start
    self.length = length
  }
}

/// How an argument is written.
public enum ArgumentForm: Hashable, Sendable {
  /// The name of a variable.
  case variable(Variable)
  /// The address of a variable.
  case address(of: Variable)
  /// A number, character or string.
  case literal
  /// The call of a function with this name.
  case call(String)
  case other
}

/// A variable or parameter that an argument names.
public struct Variable: Hashable, Sendable {
  public let name: String
  /// Which parameter of the function around the call it is, counted from 0; nil for another variable.
  public let parameter: Int?
  /// Tells it from others of the same name in the translation unit.
  public let identity: Int

  public init(name: String, parameter: Int?, identity: Int) {
    self.name = name
    self.parameter = parameter
    self.identity = identity
  }
}

/// One argument of a call.
public struct InspectedArgument: Hashable, Sendable {
  /// Its type and bytes, as compiling the call needs them.
  public let description: CallDescription.Argument
  /// The type before promotions and conversions of the compiler, as the source writes it.
  public let spelling: String
  /// The type before promotions, reduced.
  public let unpromoted: CType
  /// Where the argument is written; for one that a macro makes, where the macro is used.
  public let span: SourceSpan?
  /// The value of a constant integer expression.
  public let value: Int?
  /// The argument is a null pointer constant, or `NULL`.
  public let isNull: Bool
  public let form: ArgumentForm

  public init(
    description: CallDescription.Argument, spelling: String, unpromoted: CType, span: SourceSpan?, value: Int? = nil,
    isNull: Bool = false, form: ArgumentForm = .other
  ) {
    self.description = description
    self.spelling = spelling
    self.unpromoted = unpromoted
    self.span = span
    self.value = value
    self.isNull = isNull
    self.form = form
  }
}

/// What the code around a call does with its result.
public enum ResultUse: Hashable, Sendable {
  /// The call is a statement of its own.
  case ignored
  /// The result is cast to `void`.
  case discarded
  /// The result is compared: `< 0`.
  case compared(operator: String, with: Int)
  /// Anything else.
  case used
}

/// The names of a keyword list and the places where they are written.
public struct InspectedKeywords: Hashable, Sendable {
  public let list: KeywordList
  /// Where each name stands; nil for a name that a macro makes.
  public let positions: [SourceSpan?]
  /// The array's name in its definition.
  public let definition: SourcePosition?

  public init(list: KeywordList, positions: [SourceSpan?], definition: SourcePosition?) {
    self.list = list
    self.positions = positions
    self.definition = definition
  }
}

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

/// A call of a function with variadic arguments, with all that rules ask about it.
public struct InspectedCall: Hashable, Sendable {
  public let function: VariadicFunction
  /// The callee's name in the source; for a call inside a macro, the macro's use.
  public let callee: SourceSpan
  /// The function around the call, nil outside of all functions.
  public let enclosingFunction: FunctionIdentity?
  /// The literals that the format can be: none where it is not known, several where a condition chooses.
  public let formats: [Format]
  public let keywords: InspectedKeywords?
  /// All arguments, those in front of the variadic ones too.
  public let arguments: [InspectedArgument]
  public let resultUse: ResultUse

  public init(
    function: VariadicFunction, callee: SourceSpan, enclosingFunction: FunctionIdentity?, formats: [Format],
    keywords: InspectedKeywords?, arguments: [InspectedArgument], resultUse: ResultUse
  ) {
    self.function = function
    self.callee = callee
    self.enclosingFunction = enclosingFunction
    self.formats = formats
    self.keywords = keywords
    self.arguments = arguments
    self.resultUse = resultUse
  }

  /// The arguments that the format is about; empty for a function that takes a `va_list`.
  public var variadicArguments: ArraySlice<InspectedArgument> {
    function.firstVariadicIndex.map { arguments.dropFirst($0) } ?? []
  }
}

/// What `ClangFrontend.inspect` tells of a translation unit.
public struct Inspection: Sendable {
  /// What the unit is compiled against, nil if it does not include Python.h.
  public let target: CompileTarget?
  public let isCPlusPlus: Bool
  /// The calls in project files, in the order in which the compiler meets them.
  public let calls: [InspectedCall]
  /// The method tables that project files define, in the same order.
  public let tables: [InspectedTable]
  /// The text of each project file by its name.
  public let sources: [String: [UInt8]]

  public init(
    target: CompileTarget?, isCPlusPlus: Bool, calls: [InspectedCall], tables: [InspectedTable],
    sources: [String: [UInt8]]
  ) {
    self.target = target
    self.isCPlusPlus = isCPlusPlus
    self.calls = calls
    self.tables = tables
    self.sources = sources
  }
}
