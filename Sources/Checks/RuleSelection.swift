/// All rules there are, and those that a run uses.
public struct RuleSelection: Sendable {
  /// All rules, in the order in which their manual lists them.
  public static let all: [any Rule] = [
    MalformedFormat(), UnavailableUnit(), ArgumentCount(), ParseTarget(), InputArgument(), ConverterFunction(),
    BuildValue(), MalformedTextFormat(), TextValue(), MissingSizeClean(), KeywordListSentinel(), KeywordListLength(),
    KeywordListNames(),
    UncheckedParse(), ObjectCount(), ObjectSentinel(), NewReferenceLost(), BorrowedReferenceStolen(),
    UntrustedFormat(), MethodSignature(), MethodTableSentinel(), ParseOfNoTuple(), WrapperDeclaration(),
    UnusedSuppression(), TrailingNull(),
    FunctionName(), UnpackedTuple(), Signedness(), DataModelWidth(), MethodParameterCount(), DeprecatedUse(),
    OptionalTargetUninitialized(), BufferNotReleased(), EncodedBufferNotFreed(), LentReferenceReleased(),
    ReferenceLost(),
    BorrowedAfterRelease(), SlowConvention(),
  ]

  /// A word that names neither a rule nor a group.
  public struct UnknownName: Error, Hashable {
    public let name: String
  }

  /// The identifiers of the rules in use.
  public let ids: Set<String>

  /// The rules that are on by default.
  public init() { ids = Set(Self.all.map(\.info).filter { $0.group == .certain }.map(\.id)) }

  /// - Parameters:
  ///   - selected: Identifiers and groups of the rules to use; `all` is every rule. Empty for those on by default.
  ///   - ignored: Identifiers and groups of rules to leave out of these.
  public init(selected: [String], ignored: [String]) throws(UnknownName) {
    var ids = selected.isEmpty ? RuleSelection().ids : []
    for name in selected { ids.formUnion(try Self.named(name)) }
    for name in ignored { ids.subtract(try Self.named(name)) }
    self.ids = ids
  }

  private static func named(_ name: String) throws(UnknownName) -> [String] {
    let infos = all.map(\.info)
    if name == "all" { return infos.map(\.id) }
    let found = infos.filter { $0.id == name || $0.group.rawValue == name }
    guard !found.isEmpty else { throw UnknownName(name: name) }
    return found.map(\.id)
  }

  /// Whether a rule in use looks at what compiling the calls would do.
  public var needsAnalysis: Bool { ids.contains(SlowConvention.id) }

  /// Whether a rule in use follows the ways through functions.
  public var needsFlow: Bool { Self.all.contains { $0.info.group == .flow && ids.contains($0.info.id) } }

  /// The rules in use.
  var rules: [any Rule] { Self.all.filter { ids.contains($0.info.id) } }
}
