import FormatSema
import FormatSyntax

extension TestedCall {
  /// Why a format is not tested.
  public enum Obstacle: Error, Hashable, Sendable {
    /// CPython rejects it, or reads it differently; the message is the parser's.
    case malformed(String)
    case excluded(Exclusion)
    /// The keyword list does not fit the format.
    case keywords(CallError)
    /// A name of the keyword list is not UTF-8: CPython cannot make a `str` of it.
    case nameNotUTF8
    /// A function that takes no keyword list was given one.
    case keywordsOfAnotherFunction
    /// More C arguments than the harness has room for.
    case tooManyArguments(Int)
    /// A unit of the catalogue takes what the harness cannot pass.
    case unknownArgument(unit: String, type: String)
    /// What was chosen for a C argument is nothing that it can be; nil stands for an argument that is not there.
    case unfitChoice(unit: String?, slot: Int)

    /// What obstacles of this sort are counted under.
    public var name: String {
      switch self {
      case .malformed: "malformed"
      case .excluded(let exclusion): exclusion.rawValue
      case .keywords: "keywords"
      case .nameNotUTF8: "name not UTF-8"
      case .keywordsOfAnotherFunction: "keywords of another function"
      case .tooManyArguments: "too many arguments"
      case .unknownArgument: "unknown argument"
      case .unfitChoice: "unfit choice"
      }
    }

    /// The reason, as a sentence without a full stop.
    public var message: String {
      switch self {
      case .malformed(let message): message
      case .excluded(let exclusion): exclusion.reason
      case .keywords(let error): error.message
      case .nameNotUTF8: "a name of the keyword list is not UTF-8"
      case .keywordsOfAnotherFunction: "only PyArg_ParseTupleAndKeywords takes a keyword list"
      case .tooManyArguments(let count):
        "\(count) C arguments are more than the harness has room for (\(TestedCall.maximumArguments))"
      case .unknownArgument(let unit, let type): "the harness cannot pass what '\(unit)' takes (\(type))"
      case .unfitChoice(let unit?, let slot): "argument \(slot + 1) behind the format, of '\(unit)', cannot be that"
      case .unfitChoice(nil, let slot): "the format takes no argument \(slot + 1)"
      }
    }
  }

  /// Formats that CPython takes as their tree says, in some version at least, are tested.
  static func check(_ errors: [SyntaxError]) throws(Obstacle) {
    for error in errors {
      if let exclusion = Exclusion(error.effect) { throw .excluded(exclusion) }
    }
    for error in errors {
      switch error.effect {
      case .accepts, .rejects: continue
      default: throw .malformed(error.kind.message)
      }
    }
  }

  /// A keyword list with two equal names is tested: CPython takes it.
  static func check(
    _ keywords: [[UInt8]]?, family: ParseFamily, _ signature: ParseSignature
  ) throws(Obstacle) {
    guard family == .keyword else {
      if keywords != nil { throw .keywordsOfAnotherFunction }
      return
    }
    guard let keywords else { throw .keywords(.unknownKeywords) }
    let count = signature.parameters.count
    guard keywords.count == count else { throw .keywords(.keywordCount(expected: count, given: keywords.count)) }
    let positionalOnly = keywords.prefix(while: \.isEmpty).count
    if let index = keywords.indices.first(where: { $0 >= positionalOnly && keywords[$0].isEmpty }) {
      throw .keywords(.emptyKeyword(index: index))
    }
    if signature.positionalMaximum < positionalOnly { throw .keywords(.keywordOnlyBeforePositionalOnlyEnd) }
    for name in keywords where String(validating: name, as: UTF8.self) == nil { throw .nameNotUTF8 }
  }
}
