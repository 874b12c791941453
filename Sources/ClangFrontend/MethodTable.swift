/// A piece of source text that can be replaced where it stands.
public struct SourceToken: Hashable, Sendable {
  /// The file's path as libclang names it.
  public let file: String
  /// In bytes.
  public let offset: Int
  public let line: Int
  /// What stands there.
  public let text: String

  public init(file: String, offset: Int, line: Int, text: String) {
    self.file = file
    self.offset = offset
    self.line = line
    self.text = text
  }
}

/// A variable of the type `PyMethodDef` or an array of it that a project file defines.
public struct MethodTable: Hashable, Sendable {
  public let name: String
  /// The place of the name in the definition.
  public let position: SourcePosition
  /// Whether the variable is `constexpr` or `constinit`.
  public let isConstantExpression: Bool
  /// Whether other translation units can name the variable.
  public let hasExternalLinkage: Bool
  /// Whether a file other than the one that defines the variable declares it.
  public let isDeclaredElsewhere: Bool
  /// The uses of the variable, in the order of the text, but for those that hand it to CPython, which only keeps it:
  /// `m_methods`, `tp_methods`, `Py_tp_methods`, and the functions that make functions and descriptors. A use of the
  /// fields `ml_meth` and `ml_flags`, of whatever method, counts as a use of every table: a pointer may lead there.
  public let otherUses: [SourcePosition]
  public let entries: [MethodEntry]
}

/// One element of a method table.
public struct MethodEntry: Hashable, Sendable {
  public let position: SourcePosition
  /// Nil if the name is not a literal.
  public let methodName: [UInt8]?
  /// The value of `ml_flags`, nil if it is not known.
  public let flags: Int?
  /// The function in `TranslationUnitAnalysis.methodFunctions`, nil if the entry names none.
  public let function: Int?
  /// The function's name as it is written, with qualifiers and with the `&` in front.
  public let functionToken: EntryToken
  /// The token `METH_VARARGS`.
  public let flagToken: EntryToken
}

/// A part of an entry that is to be replaced.
public enum EntryToken: Hashable, Sendable {
  case spelled(SourceToken)
  /// It cannot be replaced, for this reason: a sentence without a full stop.
  case absent(reason: String)
}

/// A function that a method table names.
public struct MethodFunction: Hashable, Sendable {
  /// The function's name with the namespaces and classes around it.
  public let qualifiedName: String
  /// The place of the name in the definition, nil if no project file of the unit defines the function.
  public let definition: SourcePosition?
  /// Whether other translation units can name the function.
  public let hasExternalLinkage: Bool
  /// Whether a file other than the one that defines the function declares it.
  public let isDeclaredElsewhere: Bool
  /// Why the function cannot be called from a function that stands behind it in the same file, nil if it can.
  public let obstacle: String?
  /// The uses of the function's name outside of method tables, in the order of the text.
  public let otherUses: [SourcePosition]
  /// Empty if `definition` is nil.
  public let parameters: [MethodParameter]
  /// The functions and fields by which an object's reference count is seen or its value changed in place, as far as
  /// the project's functions that this one can reach name them.
  public let mutators: [String]
}

/// A parameter of a function that a method table names.
public struct MethodParameter: Hashable, Sendable {
  /// Empty for a parameter without a name.
  public let name: String
  /// The name in the definition, nil if it has none or a macro makes it.
  public let token: SourceToken?
  public let isPointer: Bool
  /// The uses in the definition, each place once, in the order of the text.
  public let uses: [ParameterUse]
  /// Whether a macro, or a declaration outside of functions, has the parameter's name too.
  public let hasNamesake: Bool
}

/// One use of a parameter.
public struct ParameterUse: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// The use is the whole argument number `index`, perhaps in parentheses or cast, of the call of an API function
    /// whose `CallSite` has this file and offset. `hasNullKeywords` tells whether the call's kwargs is a null pointer.
    case argument(index: Int, file: String, offset: Int, hasNullKeywords: Bool)
    /// The use is the tuple that CPython's `PyTuple_Size`, `PyTuple_GET_SIZE`, `PyTuple_GetItem` or `PyTuple_GET_ITEM`
    /// reads; the token is that name.
    case tupleRead(SourceToken)
    /// `(void)parameter`
    case discarded
    case other
  }

  public let kind: Kind
  public let line: Int
  /// The parameter's name as it is written, nil if a macro makes it.
  public let token: SourceToken?
}
