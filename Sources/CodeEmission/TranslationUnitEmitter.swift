import FormatSema

/// Collects the generated C of one translation unit: equal calls share one function.
public struct TranslationUnitEmitter {
  /// What became of one call.
  public enum Outcome: Hashable, Sendable {
    /// The callee is to be replaced by `token`, which is as long as the function's name.
    case compiled(token: String, tiers: [Int])
    /// The call stays as it is, for this reason (a sentence without a full stop).
    case left(reason: String)
  }

  /// The generated text, to be placed behind `argot.h`; empty while nothing was compiled.
  public private(set) var text = ""

  private let target: CompileTarget

  public init(target: CompileTarget) {
    self.target = target
  }

  /// Compiles one call.
  public mutating func compile(_ call: CallDescription) -> Outcome {
    .left(reason: "\(call.function.rawValue) is not compiled for Python \(target.headers)")
  }
}
