import FormatSema
import FormatSyntax
import FormatUnits
import Marshaling

// Calls that fail after their effects began.
extension ParseEmitter {
  func index(of step: ParsePlan.Step) -> Int { effects.firstIndex(of: step) ?? 0 }

  /// Whether the step's failure leaves anything to do but to return 0.
  func needsUndo(_ step: ParsePlan.Step) -> Bool {
    step.action.mayFail
      && (step.action.owesText || effects[..<index(of: step)].contains { $0.action.isUndone })
  }

  func emitFailable(_ call: String, _ step: ParsePlan.Step, _ printer: inout CPrinter, _ tier: Tier) {
    let index = index(of: step)
    let undo = "\(name)_undo(\((["\(index)", "taken"] + [forwarded(tier)]).joined(separator: ", ")))"
    printer.line("if (ARGOT_UNLIKELY(!\(call))) return \(needsUndo(step) ? undo : "0");")
    let later = effects[(index + 1)...].filter { $0.parameter < reachable(tier) }
    guard step.action.isUndone, later.contains(where: { needsUndo($0) }) else { return }
    if step.action.runsUserCode {
      printer.line("if (r == ARGOT_CLEANUP) taken |= 1ULL << \(index);")
    } else {
      printer.line("taken |= 1ULL << \(index);")
    }
  }

  func emitUndo(_ printer: inout CPrinter) {
    printer.block("ARGOT_COLD int \(name)_undo(int failed, unsigned long long taken, \(parameters))") { printer in
      let isReplayed = effects.contains { $0.action.owesText }
      if isReplayed {
        emitReplay(&printer)
      } else {
        let unused = ["failed"] + source.names
        printer.line(unused.map { "(void)\($0);" }.joined(separator: " "))
      }
      for (index, step) in effects.enumerated() where step.action.isUndone {
        let undo: String
        switch step.action {
        case .takeView(_, let slot): undo = "argot_drop_view(p\(slot));"
        case .takeCopy(let slot): undo = "argot_drop_copy(p\(slot));"
        case .callConverter(_, let converter, let address): undo = "(void)p\(converter)(NULL, p\(address));"
        default: continue
        }
        printer.line("if (taken & 1ULL << \(index)) \(undo)")
      }
      // Stubs take the place of converters.
      let inputs = signature.slots.indices.filter {
        signature.slots[$0].argument.role == .input && signature.slots[$0].argument.type != .parseConverter
      }
      let used = Set(effects.flatMap { slotsUsedByUndo($0) } + (isReplayed ? inputs : []))
      let unused = signature.slots.indices.filter { !used.contains($0) }
      if !unused.isEmpty { printer.line(unused.map { "(void)p\($0);" }.joined(separator: " ")) }
      printer.line("return 0;")
    }
    printer.line("")
  }

  func slotsUsedByUndo(_ step: ParsePlan.Step) -> [Int] {
    switch step.action {
    case .takeView(_, let slot), .takeCopy(let slot): [slot]
    case .callConverter(_, let converter, let address): [converter, address]
    default: []
    }
  }

  /// CPython still owes the text where a converter failed without an exception or a type changed: its own function
  /// runs the format again, on targets of no use, with stubs in the converters' places.
  func emitReplay(_ printer: inout CPrinter) {
    printer.block("if (!PyErr_Occurred())") { printer in
      if signature.slots.contains(where: { $0.argument.role != .input }) {
        printer.line("ArgotUnused unused[\(signature.slots.count)];")
      }
      printer.line("(void)\(fallback(.first, replayArgument));")
    }
  }

  func replayArgument(_ slot: Int) -> String {
    let argument = signature.slots[slot].argument
    if argument.role != .input { return "&unused[\(slot)]" }
    switch argument.type {
    case .parseConverter:
      let index = effects.firstIndex {
        if case .callConverter(_, slot, _) = $0.action { true } else { false }
      }
      // One that only CPython calls stands behind the arguments of such a call.
      guard let index else { return "argot_refuse_converter" }
      return "failed > \(index) ? argot_accept_converter : argot_refuse_converter"
    case .type:
      // What passed its test before must not fail it now, whatever user code did to its class.
      let index = effects.firstIndex { $0.action.writtenSlot == slot + 1 } ?? 0
      return "failed > \(index) ? (void *)&PyBaseObject_Type : p\(slot)"
    default: return "p\(slot)"
    }
  }
}
