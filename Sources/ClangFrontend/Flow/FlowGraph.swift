import FormatSema

/// The ways that control can take through a function, with what happens to its local variables on each.
///
/// Blocks run from their first event to their last and end in one of a few ways. Functions in which something changes
/// the order of things in a way that the text does not show (`asm`, exceptions, computed jumps) have no graph.
public struct FlowGraph: Hashable, Sendable {
  /// A local variable or parameter.
  public struct Variable: Hashable, Sendable {
    public let name: String
    /// The place of its name in its declaration.
    public let declaration: SourceSpan
    public let isParameter: Bool
    public let isPointer: Bool
  }

  /// A call, by the offset of what names the callee: for one in a macro, of the macro's use.
  public typealias CallMark = Int

  /// What a variable is set to.
  public enum Value: Hashable, Sendable {
    /// The constant 0, or NULL.
    case null
    /// A constant that is not.
    case nonzero
    /// What a function returns, and the variables that are its arguments.
    case call(String, CallMark, arguments: [Int?])
    case other
  }

  /// Something that happens to a variable.
  public struct Event: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      /// It begins to exist, without a value.
      case declared
      case assigned(Value)
      /// Its address is an argument of a function with this public name, empty where it has none.
      case addressPassed(to: String, CallMark)
      /// Its address goes somewhere else, or it is used in a way that is not followed.
      case addressTaken
      /// Its value is an argument of a function with this public name, empty where it has none.
      case passed(to: String, CallMark, index: Int)
      /// A member of it, or what it points to, is used.
      case accessed
      /// Its value is returned.
      case returned
      /// Its value becomes part of something else.
      case copied
      /// Its value is looked at.
      case read
    }

    /// As `Variable.identity` of arguments.
    public let variable: Int
    public let kind: Kind
    public let place: SourceSpan
  }

  /// What decides which of two ways is taken.
  public struct Condition: Hashable, Sendable {
    public enum Subject: Hashable, Sendable {
      /// Whether a variable is not 0 or NULL.
      case variable(Int)
      /// Whether the result of a call is not 0 or NULL.
      case call(String, CallMark)
      /// Anything else, by its text; empty for what a macro makes.
      case other(String)
    }

    public let subject: Subject
    /// All variables that the condition names.
    public let variables: Set<Int>
  }

  /// How a block ends.
  public enum End: Hashable, Sendable {
    case next(Int)
    case branch(Condition, yes: Int, no: Int)
    /// One of several ways, by the value of an expression.
    case choice([Int], Condition)
    /// The function returns.
    case leave(SourceSpan)
    /// Control does not come back.
    case stop
  }

  public struct Block: Hashable, Sendable {
    public internal(set) var events: [Event] = []
    public internal(set) var end: End = .stop

    /// The blocks that may follow.
    public var successors: [Int] {
      switch end {
      case .next(let target): [target]
      case .branch(_, let yes, let no): [yes, no]
      case .choice(let targets, _): targets
      case .leave, .stop: []
      }
    }
  }

  /// The function, as calls name the one around them.
  public let function: FunctionIdentity
  /// By identity.
  public let variables: [Int: Variable]
  /// The first is the one where the function starts.
  public let blocks: [Block]
}
