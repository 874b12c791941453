import FormatSema
import FormatSyntax
import FormatUnits
import Marshaling

/// Emits the C of one parse plan.
///
///     argot_parse_N        inline: first tier; leaves by one call of
///     argot_parse_N_slow   out of line: second tier, keywords; leaves by CPython's own function
///     argot_parse_N_undo   out of line: the end of a call that failed after its effects began
struct ParseEmitter {
  let plan: ParsePlan
  /// `argot_parse_N`
  let name: String
  let source: ArgumentSource

  init(plan: ParsePlan, name: String, convention: MethodConvention) {
    self.plan = plan
    self.name = name
    source = ArgumentSource(family: plan.signature.format.family, convention: convention)
  }

  enum Tier { case first, second }

  var signature: ParseSignature { plan.signature }
  var isKeyword: Bool { source.isKeyword }
  var guards: [ParsePlan.Step] { plan.steps.filter { $0.action.mayFallBack } }
  var effects: [ParsePlan.Step] { plan.steps.filter { !$0.action.mayFallBack } }
  /// Whether nothing can fail but the taking of views, which in the first tier cannot: it takes those of objects only
  /// whose memory is their own.
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
    if needsUndo { emitUndo(&printer) }
    emitSlow(&printer)
    emitFirstTier(&printer)
    return printer.text
  }

  /// The macro that stands in for the API function at the call.
  func macro(token: String) -> String {
    let slots = signature.slots.indices.map { "p\($0)" }
    let casts = signature.slots.indices.map { "\(castingMacro($0))(p\($0))" }
    let call = "\(name)(\((source.macroArguments + casts).joined(separator: ", ")))"
    return CPrinter.callMacro(
      token: token, parameters: source.macroParameters + slots,
      expansion: source.isCounted && isKeyword ? "((void)(kwargs), \(call))" : call)
  }

  private func castingMacro(_ slot: Int) -> String {
    signature.slots[slot].argument.type == .parseConverter ? "ARGOT_PARSE_CONVERTER" : "ARGOT_PTR"
  }

  // MARK: What generated functions take

  var parameters: String {
    (source.declarations + signature.slots.indices.map(slotDeclaration)).joined(separator: ", ")
  }

  var forwarded: String {
    (source.names + signature.slots.indices.map { "p\($0)" }).joined(separator: ", ")
  }

  private func slotDeclaration(_ slot: Int) -> String {
    signature.slots[slot].argument.type == .parseConverter
      ? "int (*p\(slot))(PyObject *, void *)" : "void *p\(slot)"
  }

  func fallback(_ arguments: (Int) -> String) -> String {
    source.fallback(signature.slots.indices.map(arguments))
  }
}
