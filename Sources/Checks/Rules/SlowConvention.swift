import CallingConvention
import ClangFrontend
import CodeEmission
import FormatSema

/// A method with `METH_VARARGS` that CPython could call without making a tuple.
///
/// CPython puts the arguments of a `METH_VARARGS` function into a tuple, which takes longer than parsing most of them. A
/// function without parameters can be `METH_NOARGS`; `argot cc` has the others called by `METH_FASTCALL`, without a
/// change of the source, where nothing in the file can tell the difference. The finding says so, or what is in the way.
///
///     {"count", count, METH_VARARGS, NULL},       /* PyArg_ParseTuple(args, ":count") */
///     {"resize", resize, METH_VARARGS, NULL},     /* PyArg_ParseTuple(args, "ii", …) */
struct SlowConvention: UnitRule {
  static let id = "slow-convention"
  let info = RuleInfo(
    Self.id, .performance, .warning, summary: "CPython makes a tuple for a method that could do without")

  func findings(in unit: CheckedUnit) -> [Finding] {
    guard let analysis = unit.inspection.analysis, let target = analysis.target else { return [] }
    let emitter = TranslationUnitEmitter(target: target)
    let conventions = ConventionAnalysis(analysis, target: target) { site in
      site.obstacle == nil && site.format != nil && emitter.obstacle(to: site.description, convention: .fastcall) == nil
    }
    let empty = functionsWithoutParameters(unit)
    let places = unit.inspection.tables.flatMap(\.methods).map(\.place)
    return conventions.entries.compactMap { entry in
      guard
        let place = places.first(where: {
          $0.start.offset == entry.position.offset && $0.start.line == entry.position.line
        })
      else { return nil }
      let message =
        switch entry.decision {
        case .fastcall where empty.contains(entry.function): "the method takes no arguments and could be METH_NOARGS"
        case .fastcall: "the method could be METH_FASTCALL; argot cc has it called so"
        case .varargs(let reason): "argot cc leaves the method its tuple: \(reason)"
        }
      return finding(message, at: place)
    }
  }

  /// The functions in which each parse call has a format without units.
  private func functionsWithoutParameters(_ unit: CheckedUnit) -> Set<String> {
    var counts: [String: Int] = [:]
    for call in unit.calls {
      guard case .parse = call.function.shape, let name = call.inspected.enclosingFunction?.name else { continue }
      let slots = call.formats.map(\.slots.count).max() ?? 1
      counts[name] = max(counts[name] ?? 0, slots)
    }
    return Set(counts.filter { $0.value == 0 }.keys)
  }
}
