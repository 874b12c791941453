import FormatSema

/// What `ClangFrontend.inspect` tells of a translation unit.
public struct Inspection: Sendable {
  /// What the unit is compiled against, nil if it does not include Python.h.
  public let target: CompileTarget?
  public let isCPlusPlus: Bool
  /// The calls in project files, in the order in which the compiler meets them.
  public let calls: [InspectedCall]
  /// The method tables that project files define, in the same order.
  public let tables: [InspectedTable]
  /// The comments that declare functions which hand a format on.
  public let wrapperComments: [WrapperComment]
  /// The ways through the functions that project files define, if that was asked for.
  public let flow: [FlowGraph]
  /// The text of each project file by its name.
  public let sources: [String: [UInt8]]
  /// The files that were read, those of the system too.
  public let dependencies: [String]
  /// The same unit as compiling its calls sees it, if that was asked for.
  public let analysis: TranslationUnitAnalysis?

  public init(
    target: CompileTarget?, isCPlusPlus: Bool, calls: [InspectedCall], tables: [InspectedTable],
    wrapperComments: [WrapperComment] = [], flow: [FlowGraph], sources: [String: [UInt8]], dependencies: [String],
    analysis: TranslationUnitAnalysis? = nil
  ) {
    self.target = target
    self.isCPlusPlus = isCPlusPlus
    self.calls = calls
    self.tables = tables
    self.wrapperComments = wrapperComments
    self.flow = flow
    self.sources = sources
    self.dependencies = dependencies
    self.analysis = analysis
  }
}
