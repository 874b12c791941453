/// What a format is spelled from, with what was chosen for its C arguments.
public indirect enum CallNode: Hashable, Sendable {
  case unit(ChosenUnit)
  case group(CallBracket, [CallNode])
  /// Bytes that take no C argument: markers, separators, the trailer, and what CPython pays no attention to.
  case mark([UInt8])

  /// The bytes of the format.
  public var spelling: [UInt8] {
    switch self {
    case .unit(let chosen): Array(chosen.unit.utf8)
    case .group(let bracket, let nodes): [bracket.opening] + nodes.flatMap(\.spelling) + [bracket.closing]
    case .mark(let bytes): bytes
    }
  }

  /// Whether a value belongs to it.
  public var isItem: Bool {
    if case .mark = self { false } else { true }
  }

  /// The units in it, from left to right.
  public var units: [ChosenUnit] {
    switch self {
    case .unit(let chosen): [chosen]
    case .group(_, let nodes): nodes.flatMap(\.units)
    case .mark: []
    }
  }
}

extension [CallNode] {
  /// These parameters with `|` in front of that of the number `optional`, `$` in front of `keywordOnly`, and a trailer,
  /// which may be empty, behind them.
  func marked(optional: Int? = nil, keywordOnly: Int? = nil, trailer: String) -> [CallNode] {
    var result: [CallNode] = []
    for index in 0...count {
      if index == optional { result.append(.mark("|")) }
      if index == keywordOnly { result.append(.mark("$")) }
      if index < count { result.append(self[index]) }
    }
    return trailer.isEmpty ? result : result + [.mark(trailer)]
  }
}

/// A unit and what was chosen for each of its C arguments; nil stands for what is usual.
public struct ChosenUnit: Hashable, Sendable {
  public let unit: String
  public var choices: [ArgumentChoice?]

  public init(_ unit: String, _ choices: [ArgumentChoice?]) {
    self.unit = unit
    self.choices = choices
  }

  /// Whether the memory that the unit writes into is the caller's.
  var usesCallersMemory: Bool { choices.contains(.callersMemory) }
}

/// What a tested call passes for a C argument of which there is more than one kind.
public enum ArgumentChoice: Hashable, Sendable {
  /// A string literal as the text: the name of an encoding, or the text of a unit that builds.
  case literal([UInt8])
  /// A null pointer as the text.
  case null
  /// The type behind `O!`.
  case type(TestedType)
  /// Memory of the caller's, which `es#` and `et#` fill if they are given some.
  case callersMemory
}

/// The types that stand behind `O!`; the raw value is the C expression.
public enum TestedType: String, Hashable, Sendable, CaseIterable {
  /// A class made in Python.
  case lent = "environment->type"
  case list = "&PyList_Type"
  case int = "&PyLong_Type"
  case str = "&PyUnicode_Type"
  case tuple = "&PyTuple_Type"
  case dict = "&PyDict_Type"
  case float = "&PyFloat_Type"
  case bytes = "&PyBytes_Type"
  case bytearray = "&PyByteArray_Type"
  case bool = "&PyBool_Type"
  case type = "&PyType_Type"
  case object = "&PyBaseObject_Type"

  /// What stands there if nothing is chosen, by the place behind the format.
  static func usual(at slot: Int) -> TestedType { [.lent, .list, .int][slot % 3] }
}

/// The brackets of either language.
public enum CallBracket: String, Hashable, Sendable {
  case parentheses = "("
  case square = "["
  case curly = "{"

  var opening: UInt8 { Array(rawValue.utf8)[0] }

  var closing: UInt8 {
    switch self {
    case .parentheses: UInt8(ascii: ")")
    case .square: UInt8(ascii: "]")
    case .curly: UInt8(ascii: "}")
    }
  }
}
