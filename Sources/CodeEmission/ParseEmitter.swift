import FormatSema
import FormatSyntax
import FormatUnits
import Marshaling

/// Emits the C of one parse plan.
///
///     argot_parse_N            inline: first tier; leaves by one call of
///     argot_parse_N_slow       out of line: second tier; leaves by CPython's own function
///     argot_parse_N_undo       out of line: the end of a call that failed after its effects began
///     argot_parse_N_bind       out of line: makes keywords that METH_FASTCALL gives arguments of their parameters
///     argot_parse_N_bind_slow  out of line: the same for keywords in any order, and for calls without them
///     argot_parse_N_bind_known out of line: the same for call sites that have called before, if they are remembered
///     argot_parse_N_bind_new   out of line: the same for a call site that may be remembered from now on
struct ParseEmitter {
  let plan: ParsePlan
  /// `argot_parse_N`
  let name: String
  let source: ArgumentSource
  /// Whether the characters of a str can be read. The limited API only compares: reading would keep the UTF-8 of names
  /// that are not ASCII.
  let readsNames: Bool
  /// Whether functions remember where call sites have their arguments. The limited API does not tell interpreters apart.
  let remembersSites: Bool

  init(plan: ParsePlan, name: String, convention: MethodConvention, target: CompileTarget, remembersSites: Bool) {
    self.plan = plan
    self.remembersSites = remembersSites && target.limitedAPI == nil
    self.name = name
    readsNames = target.limitedAPI == nil
    source = ArgumentSource(family: plan.signature.format.family, convention: convention)
  }

  enum Tier {
    /// Inline, for calls without keywords.
    case first
    /// The same for calls whose keywords are bound.
    case named
    /// Out of line, for all others.
    case second
  }

  var signature: ParseSignature { plan.signature }
  var isKeyword: Bool { source.isKeyword }
  var guards: [ParsePlan.Step] { plan.steps.filter { $0.action.mayFallBack } }
  var effects: [ParsePlan.Step] { plan.steps.filter { !$0.action.mayFallBack } }
  /// Whether nothing can fail but the taking of views, which in the first tier cannot: what it accepts gives a simple view
  /// to everybody who asks.
  var hasViewsOnly: Bool {
    effects.allSatisfy {
      if case .takeView = $0.action { true } else { !$0.action.mayFail }
    }
  }
  private var needsUndo: Bool { effects.contains { needsUndo($0) } }

  // MARK: Whole output

  func functions() -> String {
    var printer = CPrinter()
    if isKeyword { emitMatcher(&printer) }
    if source.isBinding { emitBinders(&printer) }
    if needsUndo { emitUndo(&printer) }
    emitSlow(&printer)
    emitFirstTier(&printer)
    return printer.text
  }

  /// The macro that stands in for the API function at the call.
  func macro(token: String) -> String {
    let slots = signature.slots.indices.map { "p\($0)" }
    let casts = signature.slots.indices.map { "\(castingMacro($0))(p\($0))" }
    let call = "\(name)(\(Self.ordered(source.macroArguments, casts)))"
    return CPrinter.callMacro(
      token: token, parameters: source.macroParameters + slots,
      expansion: source.isCounted && isKeyword ? "((void)(kwargs), \(call))" : call)
  }

  private func castingMacro(_ slot: Int) -> String {
    signature.slots[slot].argument.type == .parseConverter ? "ARGOT_PARSE_CONVERTER" : "ARGOT_PTR"
  }

  // MARK: What generated functions take

  var parameters: String {
    Self.ordered(source.declarations, signature.slots.indices.map(slotDeclaration))
  }

  /// The same in a call from a tier.
  func forwarded(_ tier: Tier) -> String { Self.ordered(sourceNames(tier), slotNames) }

  /// What the second tier takes: where arguments are bound, the structure that holds the call, and their places.
  var slowParameters: String {
    guard source.isBinding else { return parameters }
    let bound = ["const \(boundType) *bound", "const signed char *at"]
    return Self.ordered(bound + source.textDeclarations, signature.slots.indices.map(slotDeclaration))
  }

  /// The call of the second tier from the first.
  var slowCall: String {
    let names = source.isBinding ? ["&bound", "at"] + source.textNames : source.names
    return "\(name)_slow(\(Self.ordered(names, slotNames)))"
  }

  private var slotNames: [String] { signature.slots.indices.map { "p\($0)" } }

  private func sourceNames(_ tier: Tier) -> [String] {
    source.isBinding && tier == .second ? source.boundNames : source.names
  }

  /// A C argument first, then what reaches the Python arguments. That is where `self` stands in the function around the
  /// call: so the others are in the registers in which they came, and nothing is moved on the way to the second tier.
  private static func ordered(_ source: [String], _ slots: [String]) -> String {
    (slots.prefix(1) + source + slots.dropFirst()).joined(separator: ", ")
  }

  private func slotDeclaration(_ slot: Int) -> String {
    signature.slots[slot].argument.type == .parseConverter
      ? "int (*p\(slot))(PyObject *, void *)" : "void *p\(slot)"
  }

  /// The call of CPython's own function from a tier.
  func fallback(_ tier: Tier, _ arguments: (Int) -> String) -> String {
    source.fallback(signature.slots.indices.map(arguments), sourceNames(tier))
  }
}
