import ClangFrontend
import FormatSema

/// What becomes of one entry of a method table whose function parses its arguments by a format.
public struct EntryDecision: Hashable, Sendable {
  public enum Decision: Hashable, Sendable {
    /// The method is entered by `METH_FASTCALL`.
    case fastcall
    /// The method keeps its tuple, for this reason: a sentence without a full stop.
    case varargs(reason: String)
  }

  /// The table's name.
  public let table: String
  /// Empty if the entry's name is not a literal.
  public let methodName: String
  /// The function's qualified name, empty if the entry names none.
  public let function: String
  /// Where the entry stands.
  public let position: SourcePosition
  public let decision: Decision
}

/// A function that is to be entered by `METH_FASTCALL`, and all that has to be edited for it.
public struct ConvertedFunction: Hashable, Sendable {
  /// A call that reads the arguments from the vector: the `CallSite` with this file and offset.
  public struct Call: Hashable, Sendable {
    public let file: String
    public let offset: Int

    public init(file: String, offset: Int) {
      self.file = file
      self.offset = offset
    }
  }

  /// A parameter to be renamed.
  public struct Parameter: Hashable, Sendable {
    public let name: String
    /// The name's places: at the definition, then at every use. The text of each is `name`.
    public let tokens: [SourceToken]
  }

  /// What an entry's text becomes.
  public struct Entry: Hashable, Sendable {
    /// The function's name, with qualifiers and with the `&` in front.
    public let function: SourceToken
    /// `METH_VARARGS`
    public let flag: SourceToken
  }

  public let qualifiedName: String
  /// 2 or 3, the object itself included.
  public let parameterCount: Int
  /// Whether the flags have `METH_KEYWORDS`.
  public let hasKeywords: Bool
  /// The argument tuple and, if it has a name, the keyword dictionary.
  public let parameters: [Parameter]
  /// The calls to be compiled with the convention `fastcall`, in the order of the text.
  public let calls: [Call]
  /// `PyTuple_Size` and its like, which are to read the vector.
  public let tupleReads: [SourceToken]
  public let entries: [Entry]
}

/// Which methods of a translation unit can be entered by `METH_FASTCALL`, and why the others cannot.
public struct ConventionAnalysis: Sendable {
  /// The entries with `METH_VARARGS`, in the order of the tables, whose function is defined in the unit and parses its
  /// arguments by a format, or which do not name a function.
  public let entries: [EntryDecision]
  public let functions: [ConvertedFunction]
}
