import FormatDiagnostics
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

/// The types of a function's parameters and of its result.
public struct FunctionPrototype: Hashable, Sendable {
  public let parameters: [CType]
  public let result: CType

  public init(parameters: [CType], result: CType) {
    self.parameters = parameters
    self.result = result
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
  /// The text between the commas of the call, in the file where the callee's name stands, which nothing but this call
  /// uses; nil where macros leave that open.
  public let text: ByteRange?
  /// The value of a constant integer expression.
  public let value: Int?
  /// The argument is a null pointer constant, or `NULL`.
  public let isNull: Bool
  public let form: ArgumentForm
  /// For a function: what it takes and returns, before the casts at the call; nil where that is not known.
  public let prototype: FunctionPrototype?

  public init(
    description: CallDescription.Argument, spelling: String, unpromoted: CType, span: SourceSpan?,
    text: ByteRange? = nil, value: Int? = nil, isNull: Bool = false, form: ArgumentForm = .other,
    prototype: FunctionPrototype? = nil
  ) {
    self.description = description
    self.spelling = spelling
    self.unpromoted = unpromoted
    self.span = span
    self.text = text
    self.value = value
    self.isNull = isNull
    self.form = form
    self.prototype = prototype
  }

  /// Whether the argument is all of its own text: what is written in front of that is in front of the argument.
  public var isSpelledOut: Bool {
    guard let text, let span else { return false }
    return text == ByteRange(span.start.offset, span.start.offset + span.length)
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

/// A call of a function with variadic arguments, with all that rules ask about it.
public struct InspectedCall: Hashable, Sendable {
  public let function: VariadicFunction
  /// The name under which the headers declare the function.
  public let declaredName: String
  /// The callee's name in the source; for a call inside a macro, the macro's use.
  public let callee: SourceSpan
  /// The function around the call, nil outside of all functions.
  public let enclosingFunction: FunctionIdentity?
  /// Whether the text of that function names `PyTuple_Check` or `PyTuple_CheckExact`.
  public let isInTupleTest: Bool
  /// The literals that the format can be: none where it is not known, several where a condition chooses.
  public let formats: [Format]
  public let keywords: InspectedKeywords?
  /// All arguments, those in front of the variadic ones too.
  public let arguments: [InspectedArgument]
  public let resultUse: ResultUse

  public init(
    function: VariadicFunction, declaredName: String, callee: SourceSpan, enclosingFunction: FunctionIdentity?,
    isInTupleTest: Bool,
    formats: [Format],
    keywords: InspectedKeywords?, arguments: [InspectedArgument], resultUse: ResultUse
  ) {
    self.function = function
    self.declaredName = declaredName
    self.callee = callee
    self.enclosingFunction = enclosingFunction
    self.isInTupleTest = isInTupleTest
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
