import FormatSema
import FormatSyntax
import FormatUnits
import Marshaling

// Single steps.
extension ParseEmitter {
  /// The primitives of values that user code can change, with a guard `argot_now_P` for formats that run none.
  private static let changeable: Set = ["f", "d", "p", "c", "y", "s_size", "z_size", "y_size"]

  /// Whether a guard is more than that: it converts what it does not know as CPython does.
  func converts(_ step: ParsePlan.Step, _ tier: Tier) -> Bool {
    if tier == .second, step == plan.closing, case .convert = step.action { true } else { false }
  }

  /// The primitives whose pointer is stored even where the conversion fails.
  private static let storedOnFailure: Set = ["y", "s_size", "z_size", "y_size"]

  /// The local variable that holds an object.
  func name(_ object: ObjectPath) -> String {
    (["o\(object.parameter)"] + object.items.map(String.init)).joined(separator: "_")
  }

  /// Makes the local variable of an object hold it.
  func fetch(
    _ object: ObjectPath, _ printer: inout CPrinter, _ tier: Tier, _ fetched: inout Set<ObjectPath>
  ) -> String {
    let local = name(object)
    guard fetched.insert(object).inserted else { return local }
    if let last = object.items.last {
      let outer = ObjectPath(parameter: object.parameter, items: object.items.dropLast())
      let tuple = fetch(outer, &printer, tier, &fetched)
      printer.line("\(local) = argot_item(\(tuple), \(last));")
    } else {
      printer.line("\(local) = \(argument(object.parameter, tier));")
    }
    return local
  }

  func emit(
    _ step: ParsePlan.Step, _ printer: inout CPrinter, _ tier: Tier, _ fetched: inout Set<ObjectPath>
  ) {
    func object(_ path: ObjectPath) -> String { fetch(path, &printer, tier, &fetched) }
    let leave = tier == .named ? "goto second;" : "goto slow;"
    func require(_ condition: String) { printer.line("if (ARGOT_UNLIKELY(!\(condition))) \(leave)") }
    let verb = tier == .second ? "any" : "get"
    // Nothing changes before the value is stored.
    let isNow = tier == .second && !plan.runsUserCode
    switch step.action {
    case .tuple(let path, let count):
      require("argot_is_tuple(\(object(path)), \(count))")
    case .convert(let path, let primitive, let slots):
      let list = ([object(path)] + slots.map { "&v\($0)" }).joined(separator: ", ")
      guard !converts(step, tier) else {
        printer.line("r = argot_last_\(primitive)(\(list));")
        printer.line("if (ARGOT_UNLIKELY(r <= 0)) {")
        if Self.storedOnFailure.contains(primitive) {
          printer.line("  if (r) ARGOT_STORE(p\(slots[0]), v\(slots[0]));")
        }
        printer.line("  if (r) return 0;")
        printer.line("  \(leave)")
        printer.line("}")
        break
      }
      let guarding = isNow && Self.changeable.contains(primitive) ? "now" : verb
      require("argot_\(guarding)_\(primitive)(\(list))")
    case .typed(let path, let type):
      require("argot_is_\(tier == .second ? "instance" : "exactly")(\(object(path)), p\(type))")
    case .viewable(let path, let primitive, let slot):
      let guarding = tier == .second && step == plan.closing ? "last" : verb
      require("argot_\(guarding)_\(primitive)(\(object(path)), &v\(slot), &size\(slot))")
    case .copyable(let path, let primitive, let encoding, let target):
      let list = "\(object(path)), (const char *)p\(encoding), &v\(target), &size\(target)"
      // A missing target is an error that CPython words.
      require("(p\(target) && argot_\(isNow ? "now" : "get")_\(primitive)(\(list)))")
    case .refuse:
      printer.line(leave)
    case .store(let slot):
      printer.line("ARGOT_STORE(p\(slot), v\(slot));")
    case .storeObject(let path, let slot):
      printer.line("ARGOT_STORE(p\(slot), \(object(path)));")
    case .storeTyped(let path, let type, let slot):
      emitFailable("argot_is_instance(\(object(path)), p\(type))", step, &printer, tier)
      printer.line("ARGOT_STORE(p\(slot), \(object(path)));")
    case .takeView(let path, let slot):
      let call = "argot_take_view(\(object(path)), v\(slot), size\(slot), p\(slot))"
      if hasViewsOnly, tier != .second {
        printer.line("(void)\(call);")
      } else {
        emitFailable(call, step, &printer, tier)
      }
    case .takeCopy(let slot):
      emitFailable("argot_take_copy(p\(slot), v\(slot), size\(slot))", step, &printer, tier)
    case .callConverter(let path, let converter, let address):
      printer.line("r = p\(converter)(\(object(path)), p\(address));")
      emitFailable("r", step, &printer, tier)
    }
  }
}
