import FormatSema
import FormatSyntax
import FormatUnits

/// One call that is made twice: by CPython's function, and compiled.
///
/// What the call passes follows from its format and the catalogue of units.
public struct TestedCall: Hashable, Sendable {
  public let function: APIFunction
  /// The bytes of the format up to its first NUL.
  public let format: [UInt8]
  /// The names of the keyword list; nil for functions without one.
  public let keywords: [[UInt8]]?
  /// The C arguments behind the format and the keyword list.
  public let arguments: [TestedArgument]
  /// What the format is spelled from: `nodes` and `format` hold the same bytes.
  public let nodes: [CallNode]
  /// How many leading parameters must be given; the number of items in the build language.
  public let minimum: Int
  /// How many parameters can be given by position; the number of items in the build language.
  public let positional: Int

  /// The most C arguments that the harness has room for.
  public static let maximumArguments = 64

  /// A call of `function` with this format.
  ///
  /// - Parameter choices: by place behind the format, what is passed there instead of what is usual: the encoding UTF-8,
  ///   a type that goes by the place, memory that is still to be made, a text that changes from call to call.
  /// - Throws: `Obstacle` for formats that are malformed or excluded, and for choices that fit no unit there.
  public init(
    function: APIFunction, format: [UInt8], keywords: [[UInt8]]? = nil, choices: [Int: ArgumentChoice] = [:]
  ) throws(Obstacle) {
    let format = Array(format.prefix { $0 != 0 })
    var reader = FormatReader(format: format, choices: choices)
    switch function.language {
    case .parse(let family):
      let result = parseFormat(format, family: family)
      try Self.check(result.errors)
      let signature = ParseSignature(result.tree)
      nodes = try reader.nodes(result.tree)
      minimum = signature.minimum
      positional = signature.positionalMaximum
      try Self.check(keywords, family: family, signature)
    case .build(let family):
      let result = buildFormat(format, family: family)
      try Self.check(result.errors)
      nodes = try reader.nodes(result.tree)
      minimum = nodes.count(where: \.isItem)
      positional = minimum
      if keywords != nil { throw .keywordsOfAnotherFunction }
    }
    if let slot = choices.keys.filter({ !reader.arguments.indices.contains($0) }).min() {
      throw .unfitChoice(unit: nil, slot: slot)
    }
    guard reader.arguments.count <= Self.maximumArguments else { throw .tooManyArguments(reader.arguments.count) }
    arguments = reader.arguments
    self.function = function
    self.format = format
    self.keywords = keywords
  }

  /// The call that a source makes, with what it writes in the place of each C argument, as far as a test can pass that:
  /// texts that it builds from, encodings, types that are CPython's.
  ///
  /// - Throws: `Obstacle` for formats that are malformed or excluded.
  public init(
    function: APIFunction, format: [UInt8], keywords: [[UInt8]]?, written: [ArgumentChoice?]
  ) throws(Obstacle) {
    var choices: [Int: ArgumentChoice] = [:]
    let usual = try TestedCall(function: function, format: format, keywords: keywords)
    let arguments = usual.units.flatMap(\.arguments)
    for (slot, (argument, choice)) in zip(arguments, written).enumerated() {
      switch (argument.type, choice) {
      case (.text, .literal?) where argument.role == .input, (.text, .null?) where argument.role == .input,
        (.type, .type?):
        choices[slot] = choice
      case (.type, _):
        choices[slot] = .type(.lent)
      default: break
      }
    }
    try self.init(function: function, format: format, keywords: keywords, choices: choices)
  }

  /// The call of `function` whose format is spelled from `nodes`.
  ///
  /// - Throws: `Obstacle` as the other initializer does.
  public init(function: APIFunction, nodes: [CallNode], keywords: [[UInt8]]? = nil) throws(Obstacle) {
    var choices: [Int: ArgumentChoice] = [:]
    for (slot, choice) in nodes.flatMap(\.units).flatMap(\.choices).enumerated() { choices[slot] = choice }
    try self.init(function: function, format: nodes.flatMap(\.spelling), keywords: keywords, choices: choices)
  }

  /// The call as the compiler of formats gets it.
  public var description: CallDescription {
    CallDescription(
      function: function, format: format, keywords: keywords, arguments: arguments.map(\.description))
  }

  /// Whether `version` of CPython has all units of the format.
  public func exists(in version: PythonVersion) -> Bool {
    units.allSatisfy { $0.exists(in: version) }
  }

  /// Whether a caller that keeps to the limited API of `version` can declare all that the call passes.
  public func canBeWritten(forLimitedAPI version: PythonVersion) -> Bool {
    units.flatMap(\.arguments).allSatisfy { argument in argument.type.limitedSince.map { $0 <= version } ?? false }
  }

  /// Whether the format is one of the parse language.
  package var isParse: Bool { if case .parse = function.language { true } else { false } }

  /// Whether the call reads the argument tuple of a function, and so can stand in one that METH_FASTCALL enters as if it
  /// had one: `PyArg_Parse` reads an object, and building calls read no arguments.
  public var takesTuple: Bool { function == .parseTuple || function == .parseTupleAndKeywords }

  /// The units of the format, from left to right.
  package var units: [FormatUnit] {
    nodes.flatMap(\.units).compactMap { isParse ? .parse($0.unit) : .build($0.unit) }
  }
}
