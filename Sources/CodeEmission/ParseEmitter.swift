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

  enum Tier { case first, second }

  private var signature: ParseSignature { plan.signature }
  private var isKeyword: Bool { plan.keywords != nil }
  private var isSingle: Bool { signature.format.family == .single }
  private var guards: [ParsePlan.Step] { plan.steps.filter { $0.action.mayFallBack } }
  private var effects: [ParsePlan.Step] { plan.steps.filter { !$0.action.mayFallBack } }
  /// Whether nothing can fail but the taking of views, which in the first tier cannot: it takes those of objects only
  /// whose memory is their own.
  private var hasViewsOnly: Bool {
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
    let fixed = isKeyword ? ["args", "kwargs", "format", "names"] : ["object", "format"]
    let passed =
      (isKeyword ? ["args", "kwargs", "format", "ARGOT_PTR(names)"] : ["object", "format"])
      + signature.slots.indices.map { "\(castingMacro($0))(p\($0))" }
    return CPrinter.callMacro(
      token: token, parameters: fixed + slots,
      expansion: "\(name)(\(passed.joined(separator: ", ")))")
  }

  private func castingMacro(_ slot: Int) -> String {
    signature.slots[slot].argument.type == .parseConverter ? "ARGOT_PARSE_CONVERTER" : "ARGOT_PTR"
  }

  // MARK: Names

  private var parameters: String {
    let fixed =
      isKeyword
      ? ["PyObject *args", "PyObject *kwargs", "const char *format", "void *names"]
      : ["PyObject *args", "const char *format"]
    return (fixed + signature.slots.indices.map(slotDeclaration)).joined(separator: ", ")
  }

  private var forwarded: String {
    (fixedNames + signature.slots.indices.map { "p\($0)" }).joined(separator: ", ")
  }

  /// Formats that differ in their trailer only share their functions, so the format is handed on, to tier 3.
  private var fixedNames: [String] {
    isKeyword ? ["args", "kwargs", "format", "names"] : ["args", "format"]
  }

  private func slotDeclaration(_ slot: Int) -> String {
    signature.slots[slot].argument.type == .parseConverter
      ? "int (*p\(slot))(PyObject *, void *)" : "void *p\(slot)"
  }

  private func name(_ object: ObjectPath) -> String {
    (["o\(object.parameter)"] + object.items.map(String.init)).joined(separator: "_")
  }

  private func fallback(_ arguments: (Int) -> String) -> String {
    let slots = signature.slots.indices.map(arguments)
    switch signature.format.family {
    case .positional: return "PyArg_ParseTuple(\((["args", "format"] + slots).joined(separator: ", ")))"
    case .single: return "PyArg_Parse(\((["args", "format"] + slots).joined(separator: ", ")))"
    case .keyword:
      let list = (["args", "kwargs", "format", "(char **)names"] + slots).joined(separator: ", ")
      return "PyArg_ParseTupleAndKeywords(\(list))"
    }
  }

  // MARK: First tier

  private func emitFirstTier(_ printer: inout CPrinter) {
    printer.block("ARGOT_INLINE int \(name)(\(parameters))") { printer in
      emitLocals(&printer, .first)
      emitCount(&printer, .first)
      if signature.parameters.isEmpty {
        printer.line("return 1;")
      } else {
        emitSteps(&printer, .first)
      }
      printer.line("slow:")
      printer.line("return \(name)_slow(\(forwarded));")
    }
    printer.line("")
  }

  private func emitSlow(_ printer: inout CPrinter) {
    let storage = plan.hasSecondTier ? "ARGOT_NOINLINE" : "ARGOT_COLD"
    printer.block("\(storage) int \(name)_slow(\(parameters))") { printer in
      if plan.hasSecondTier {
        emitLocals(&printer, .second)
        if isKeyword { emitMatching(&printer) } else { emitCount(&printer, .second) }
        emitSteps(&printer, .second)
        printer.line("slow:")
      }
      printer.line("return \(fallback { "p\($0)" });")
    }
    printer.line("")
  }

  /// Whether a tier reads the parameters from an array that the keyword matcher filled.
  private func readsMatched(_ tier: Tier) -> Bool { isKeyword && tier == .second }

  /// Whether a tier has its effects once for each number of arguments, so that none of them is under a condition.
  private func repeatsEffects(_ tier: Tier) -> Bool {
    let optional = reachable(tier) - max(signature.minimum, plan.leading)
    return tier == .first && !isSingle && hasViewsOnly && optional <= Self.mostRepetitions
  }

  /// Beyond, the code would grow faster than the calls.
  private static let mostRepetitions = 3

  /// How many parameters a tier can see: those beyond the positional ones are never given to the first.
  private func reachable(_ tier: Tier) -> Int {
    readsMatched(tier) || !isKeyword ? signature.parameters.count : signature.positionalMaximum
  }

  private func emitLocals(_ printer: inout CPrinter, _ tier: Tier) {
    let steps = plan.steps.filter { $0.parameter < reachable(tier) }
    if readsMatched(tier) {
      printer.line("PyObject *given[\(max(signature.parameters.count, 1))] = {NULL};")
      printer.line("Py_ssize_t i, n;")
    } else if !isSingle {
      printer.line("Py_ssize_t n;")
    }
    for object in objects(steps) { printer.line("PyObject *\(name(object));") }
    for (slot, type) in remembered(steps) {
      let isOptional = !repeatsEffects(tier) && parameter(of: slot) >= max(signature.minimum, plan.leading)
      printer.line("\(declaration(type, "v\(slot)"))\(isOptional ? " = \(zero(type))" : "");")
    }
    for step in steps {
      if case .copyable(_, _, _, let target) = step.action {
        let isOptional = step.parameter >= signature.minimum
        printer.line("const char *v\(target)\(isOptional ? " = NULL" : "");")
        printer.line("Py_ssize_t size\(target)\(isOptional ? " = 0" : "");")
      }
    }
    let canFail = tier == .second || !hasViewsOnly
    if canFail, steps.contains(where: { needsUndo($0) }) { printer.line("unsigned long long taken = 0;") }
    let needsResult = steps.contains { $0.action.runsUserCode }
    if needsResult { printer.line("int r;") }
  }

  private func declaration(_ type: CValueType, _ name: String) -> String {
    type.rawValue.hasSuffix("*") ? type.rawValue + name : type.rawValue + " " + name
  }

  private func zero(_ type: CValueType) -> String {
    switch type {
    case .complex: "{0.0, 0.0}"
    case .text, .object: "NULL"
    default: "0"
    }
  }

  /// Every object that a step names, in order of first use.
  private func objects(_ steps: [ParsePlan.Step]) -> [ObjectPath] {
    var found: [ObjectPath] = []
    for step in steps {
      let object: ObjectPath? =
        switch step.action {
        case .tuple(let object, _), .convert(let object, _, _), .typed(let object, _), .viewable(let object, _),
          .copyable(let object, _, _, _), .storeObject(let object, _), .storeTyped(let object, _, _),
          .takeView(let object, _), .callConverter(let object, _, _):
          object
        case .refuse, .store, .takeCopy: nil
        }
      if let object, !found.contains(object) { found.append(object) }
    }
    return found
  }

  /// The slots whose values are remembered between a conversion and its store.
  private func remembered(_ steps: [ParsePlan.Step]) -> [(slot: Int, type: CValueType)] {
    steps.flatMap { step -> [(Int, CValueType)] in
      guard case .convert(_, _, let slots) = step.action else { return [] }
      return slots.map { ($0, signature.slots[$0].argument.type) }
    }
  }

  private func parameter(of slot: Int) -> Int {
    signature.parameters.firstIndex { $0.slots.contains(slot) } ?? 0
  }

  private func emitCount(_ printer: inout CPrinter, _ tier: Tier) {
    if isSingle {
      printer.line("if (ARGOT_UNLIKELY(!args)) goto slow;")
      return
    }
    let minimum = signature.minimum
    let maximum = signature.positionalMaximum
    // Without an argument tuple the keyword family raises an exception; the positional one crashes.
    var conditions = isKeyword ? ["kwargs || !args"] : []
    conditions.append("!argot_count(args, &n)")
    if minimum > maximum {
      // Keyword-only parameters are required: without keywords nothing is accepted.
      conditions.append("1")
    } else if minimum == maximum {
      conditions.append("n != \(minimum)")
    } else if minimum == 0 {
      conditions.append("n > \(maximum)")
    } else {
      conditions.append("n < \(minimum) || n > \(maximum)")
    }
    printer.line("if (ARGOT_UNLIKELY(\(conditions.joined(separator: " || ")))) goto slow;")
  }

  // MARK: Steps

  private func emitSteps(_ printer: inout CPrinter, _ tier: Tier) {
    var fetched: Set<ObjectPath> = []
    let reachable = reachable(tier)
    let leading = min(plan.leading, reachable)
    for index in 0..<leading {
      if readsMatched(tier) {
        emitGroup(plan.steps, index, &printer, tier, &fetched)
      } else {
        if index >= signature.minimum, !isSingle { printer.line("if (n == \(index)) return 1;") }
        emit(plan.steps, index..<(index + 1), &printer, tier, &fetched)
      }
    }
    if repeatsEffects(tier) {
      for index in leading..<reachable {
        if index >= signature.minimum {
          // The fewer arguments a call gives, the more it notices the way there.
          // What is fetched in there is not there for the code behind it.
          var inner = fetched
          printer.block("if (ARGOT_LIKELY(n == \(index)))") { printer in
            emit(effects, leading..<index, &printer, tier, &inner)
            printer.line("return 1;")
          }
        }
        emit(guards, index..<(index + 1), &printer, tier, &fetched)
      }
      emit(effects, leading..<reachable, &printer, tier, &fetched)
    } else {
      for index in leading..<reachable { emitGroup(guards, index, &printer, tier, &fetched) }
      for index in leading..<reachable { emitGroup(effects, index, &printer, tier, &fetched) }
    }
    printer.line("return 1;")
  }

  /// The steps of some parameters, all of which are given.
  private func emit(
    _ steps: [ParsePlan.Step], _ parameters: Range<Int>, _ printer: inout CPrinter, _ tier: Tier,
    _ fetched: inout Set<ObjectPath>
  ) {
    for step in steps where parameters.contains(step.parameter) { emit(step, &printer, tier, &fetched) }
  }

  /// Some steps of one parameter, under the condition that it is given.
  private func emitGroup(
    _ steps: [ParsePlan.Step], _ index: Int, _ printer: inout CPrinter, _ tier: Tier,
    _ fetched: inout Set<ObjectPath>
  ) {
    let steps = steps.filter { $0.parameter == index }
    guard !steps.isEmpty else { return }
    guard index >= signature.minimum else {
      for step in steps { emit(step, &printer, tier, &fetched) }
      return
    }
    // What is fetched under a condition is not there for the code behind it.
    var inner = fetched
    let condition = readsMatched(tier) ? "given[\(index)]" : "n > \(index)"
    printer.block("if (\(condition))") { printer in
      for step in steps { emit(step, &printer, tier, &inner) }
    }
  }

  /// Makes the local variable of an object hold it.
  private func fetch(
    _ object: ObjectPath, _ printer: inout CPrinter, _ tier: Tier, _ fetched: inout Set<ObjectPath>
  ) -> String {
    let local = name(object)
    guard fetched.insert(object).inserted else { return local }
    if let last = object.items.last {
      let outer = ObjectPath(parameter: object.parameter, items: object.items.dropLast())
      let tuple = fetch(outer, &printer, tier, &fetched)
      printer.line("\(local) = argot_item(\(tuple), \(last));")
    } else if isSingle {
      printer.line("\(local) = args;")
    } else if readsMatched(tier) {
      printer.line("\(local) = given[\(object.parameter)];")
    } else {
      printer.line("\(local) = argot_item(args, \(object.parameter));")
    }
    return local
  }

  private func emit(
    _ step: ParsePlan.Step, _ printer: inout CPrinter, _ tier: Tier, _ fetched: inout Set<ObjectPath>
  ) {
    func object(_ path: ObjectPath) -> String { fetch(path, &printer, tier, &fetched) }
    func require(_ condition: String) { printer.line("if (ARGOT_UNLIKELY(!\(condition))) goto slow;") }
    let verb = tier == .first ? "get" : "any"
    switch step.action {
    case .tuple(let path, let count):
      require("argot_is_tuple(\(object(path)), \(count))")
    case .convert(let path, let primitive, let slots):
      let values = slots.map { "&v\($0)" }
      require("argot_\(verb)_\(primitive)(\(([object(path)] + values).joined(separator: ", ")))")
    case .typed(let path, let type):
      require("argot_is_\(tier == .first ? "exactly" : "instance")(\(object(path)), p\(type))")
    case .viewable(let path, let primitive):
      require("argot_\(verb)_\(primitive)(\(object(path)))")
    case .copyable(let path, let primitive, let encoding, let target):
      let list = "\(object(path)), (const char *)p\(encoding), &v\(target), &size\(target)"
      // A missing target is an error that CPython words.
      require("(p\(target) && argot_get_\(primitive)(\(list)))")
    case .refuse:
      printer.line("goto slow;")
    case .store(let slot):
      printer.line("ARGOT_STORE(p\(slot), v\(slot));")
    case .storeObject(let path, let slot):
      printer.line("ARGOT_STORE(p\(slot), \(object(path)));")
    case .storeTyped(let path, let type, let slot):
      emitFailable("argot_is_instance(\(object(path)), p\(type))", step, &printer, tier)
      printer.line("ARGOT_STORE(p\(slot), \(object(path)));")
    case .takeView(let path, let slot):
      if hasViewsOnly, tier == .first {
        printer.line("(void)argot_take_view(\(object(path)), p\(slot));")
      } else {
        emitFailable("argot_take_view(\(object(path)), p\(slot))", step, &printer, tier)
      }
    case .takeCopy(let slot):
      emitFailable("argot_take_copy(p\(slot), v\(slot), size\(slot))", step, &printer, tier)
    case .callConverter(let path, let converter, let address):
      printer.line("r = p\(converter)(\(object(path)), p\(address));")
      emitFailable("r", step, &printer, tier)
    }
  }

  // MARK: Failure after effects began

  private func index(of step: ParsePlan.Step) -> Int { effects.firstIndex(of: step) ?? 0 }

  /// Whether the step's failure leaves anything to do but to return 0.
  private func needsUndo(_ step: ParsePlan.Step) -> Bool {
    step.action.mayFail
      && (step.action.owesText || effects[..<index(of: step)].contains { $0.action.isUndone })
  }

  private func emitFailable(_ call: String, _ step: ParsePlan.Step, _ printer: inout CPrinter, _ tier: Tier) {
    let index = index(of: step)
    let undo = "\(name)_undo(\((["\(index)", "taken"] + [forwarded]).joined(separator: ", ")))"
    printer.line("if (ARGOT_UNLIKELY(!\(call))) return \(needsUndo(step) ? undo : "0");")
    let later = effects[(index + 1)...].filter { $0.parameter < reachable(tier) }
    guard step.action.isUndone, later.contains(where: { needsUndo($0) }) else { return }
    if step.action.runsUserCode {
      printer.line("if (r == ARGOT_CLEANUP) taken |= 1ULL << \(index);")
    } else {
      printer.line("taken |= 1ULL << \(index);")
    }
  }

  private func emitUndo(_ printer: inout CPrinter) {
    printer.block("ARGOT_COLD int \(name)_undo(int failed, unsigned long long taken, \(parameters))") { printer in
      let isReplayed = effects.contains { $0.action.owesText }
      if isReplayed {
        emitReplay(&printer)
      } else {
        let unused = ["failed"] + fixedNames
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

  private func slotsUsedByUndo(_ step: ParsePlan.Step) -> [Int] {
    switch step.action {
    case .takeView(_, let slot), .takeCopy(let slot): [slot]
    case .callConverter(_, let converter, let address): [converter, address]
    default: []
    }
  }

  /// CPython still owes the text where a converter failed without an exception or a type changed: its own function
  /// runs the format again, on targets of no use, with stubs in the converters' places.
  private func emitReplay(_ printer: inout CPrinter) {
    printer.block("if (!PyErr_Occurred())") { printer in
      if signature.slots.contains(where: { $0.argument.role != .input }) {
        printer.line("ArgotUnused unused[\(signature.slots.count)];")
      }
      printer.line("(void)\(fallback(replayArgument));")
    }
  }

  private func replayArgument(_ slot: Int) -> String {
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

  // MARK: Keywords

  private var matched: [(index: Int, name: [UInt8])] {
    // Names outside ASCII are matched by CPython: up to 3.12 its own comparison is ASCII only.
    (plan.keywords ?? []).enumerated().filter { !$1.isEmpty && $1.allSatisfy { $0 < 0x80 } }.map { ($0, $1) }
  }

  /// The parameter that a keyword names, or -1: by length and bytes, without building anything.
  private func emitMatcher(_ printer: inout CPrinter) {
    printer.block("ARGOT_NOINLINE int \(name)_keyword(PyObject *key)") { printer in
      for (index, name) in matched {
        let list = "key, \(CLiteral.string(name)), \(name.count)"
        printer.line("if (argot_keyword_is(\(list))) return \(index);")
      }
      if matched.isEmpty { printer.line("(void)key;") }
      printer.line("return -1;")
    }
    printer.line("")
  }

  private func emitMatching(_ printer: inout CPrinter) {
    let count = signature.parameters.count
    printer.line("if (!args || !argot_count(args, &n) || n > \(signature.positionalMaximum)) goto slow;")
    printer.line("for (i = 0; i < n; i++) given[i] = argot_item(args, i);")
    printer.block("if (kwargs)") { printer in
      printer.line("PyObject *key, *value;")
      printer.line("Py_ssize_t position = 0;")
      // CPython looks each name up when its turn comes: a dict that user code could change is left to it.
      let isShared = plan.runsUserCode ? " || Py_REFCNT(kwargs) != 1" : ""
      printer.line("if (!argot_can_walk(kwargs)\(isShared)) goto slow;")
      printer.block("while (PyDict_Next(kwargs, &position, &key, &value))") { printer in
        printer.line("int index = \(name)_keyword(key);")
        printer.line("if (index < 0 || given[index]) goto slow;")
        printer.line("given[index] = value;")
      }
    }
    let required = (0..<min(signature.minimum, count)).map { "!given[\($0)]" }
    if !required.isEmpty { printer.line("if (\(required.joined(separator: " || "))) goto slow;") }
  }
}
