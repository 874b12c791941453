import FormatDiagnostics
import FormatSema

/// A place in a source file. Lines and columns count from 1, columns and offsets in bytes.
public struct SourcePosition: Hashable, Sendable {
  /// The file's path as libclang names it.
  public let file: String
  public let line: Int
  public let column: Int
  public let offset: Int
  /// Whether the character stands there as itself, not as an escape sequence.
  public let isWrittenLiterally: Bool

  public init(file: String, line: Int, column: Int, offset: Int, isWrittenLiterally: Bool = true) {
    self.file = file
    self.line = line
    self.column = column
    self.offset = offset
    self.isWrittenLiterally = isWrittenLiterally
  }
}

/// The text of a format argument that is known while compiling.
public struct Format: Hashable, Sendable {
  /// The bytes up to the first NUL.
  public let bytes: [UInt8]
  /// For each byte the place of the source character that it comes from: inside the literal, which may stand in a
  /// macro's definition or in a variable's initialiser. Nil where that place is not known.
  public let positions: [SourcePosition?]

  public init(bytes: [UInt8], positions: [SourcePosition?]) {
    precondition(bytes.count == positions.count, "one position per byte")
    self.bytes = bytes
    self.positions = positions
  }
}

/// The keyword list of a `PyArg_ParseTupleAndKeywords` call, read from its initialiser.
public struct KeywordList: Hashable, Sendable {
  /// The names up to the terminating NULL.
  public let names: [[UInt8]]
  /// Whether a NULL ends the list.
  public let isTerminated: Bool
  /// Whether the list still has this content when the call runs: it is initialised, cannot be reached from other
  /// translation units unless constant, and is used in this one as keyword list of such calls only.
  public let isStable: Bool

  public init(names: [[UInt8]], isTerminated: Bool, isStable: Bool) {
    self.names = names
    self.isTerminated = isTerminated
    self.isStable = isStable
  }
}

/// One call of an API function that takes a format.
public struct CallSite: Hashable, Sendable {
  public let function: APIFunction
  /// The file in which the callee's name stands, as libclang names it.
  public let file: String
  /// Place of the callee's name; for a call that is written inside a macro, of the macro's use.
  public let line: Int
  public let column: Int
  public let offset: Int
  /// The qualified name of the function around the call, empty outside of all functions.
  public let enclosingFunction: String
  /// Nil if the format is not one literal; `obstacle` says why.
  public let format: Format?
  /// Nil for functions without a keyword list, and if the list's content is not known.
  public let keywords: KeywordList?
  /// The variadic arguments, with canonical types after the default promotions.
  public let arguments: [CallDescription.Argument]
  /// Why the call must stay as it is, nil if nothing speaks against changing it.
  public let obstacle: String?

  public init(
    function: APIFunction, file: String, line: Int, column: Int, offset: Int, enclosingFunction: String,
    format: Format?, keywords: KeywordList?, arguments: [CallDescription.Argument], obstacle: String?
  ) {
    self.function = function
    self.file = file
    self.line = line
    self.column = column
    self.offset = offset
    self.enclosingFunction = enclosingFunction
    self.format = format
    self.keywords = keywords
    self.arguments = arguments
    self.obstacle = obstacle
  }
}

extension CallSite {
  /// The call as the compiler of formats gets it; its format must be known.
  public var description: CallDescription {
    CallDescription(function: function, format: format?.bytes ?? [], keywords: keywords?.names, arguments: arguments)
  }
}

/// One `#include` of a translation unit.
public struct Inclusion: Hashable, Sendable {
  /// The file that holds the directive, as libclang names it.
  public let includer: String
  /// The file name with its quotes or angle brackets, or the macro that stands for it, as offsets in `includer`.
  public let directive: ByteRange
  public let line: Int
  /// Whether the name is written in quotes.
  public let isQuoted: Bool
  /// Whether the name comes from a macro.
  public let isComputed: Bool
  /// The file that was found, as libclang names it.
  public let resolved: String
  public let isSystemHeader: Bool

  public init(
    includer: String, directive: ByteRange, line: Int, isQuoted: Bool, isComputed: Bool, resolved: String,
    isSystemHeader: Bool
  ) {
    self.includer = includer
    self.directive = directive
    self.line = line
    self.isQuoted = isQuoted
    self.isComputed = isComputed
    self.resolved = resolved
    self.isSystemHeader = isSystemHeader
  }
}

/// What is known of one translation unit.
public struct TranslationUnitAnalysis: Sendable {
  /// What the unit is compiled against, nil if it does not include Python.h.
  public let target: CompileTarget?
  /// The calls in the unit's project files, in the order in which the compiler meets them. Project files are the main
  /// file and what project files include in quotes, without system headers and CPython's own headers.
  public let callSites: [CallSite]
  /// The `#include` directives in the order in which they are read, those of system headers too.
  public let inclusions: [Inclusion]
  public let isCPlusPlus: Bool
  /// The method tables that project files define, in the order in which the compiler meets them; empty if the flag
  /// `METH_VARARGS` stands in none of these files.
  public let methodTables: [MethodTable]
  /// The functions that the tables' entries name.
  public let methodFunctions: [MethodFunction]

  public init(
    target: CompileTarget?, callSites: [CallSite], inclusions: [Inclusion], isCPlusPlus: Bool,
    methodTables: [MethodTable] = [], methodFunctions: [MethodFunction] = []
  ) {
    self.target = target
    self.callSites = callSites
    self.inclusions = inclusions
    self.isCPlusPlus = isCPlusPlus
    self.methodTables = methodTables
    self.methodFunctions = methodFunctions
  }
}
