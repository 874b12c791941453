import FormatSema
import FormatSyntax
import FormatUnits
import Marshaling
import Testing

@Suite("Marshaling plans")
struct PlanTests {
  private static let target = CompileTarget(headers: PythonVersion(3, 13), limitedAPI: nil, isSizeClean: true)

  private func plan(_ format: String, keywords: [String]? = nil) throws -> ParsePlan {
    let family: ParseFamily = keywords == nil ? .positional : .keyword
    let result = parseFormat(Array(format.utf8), family: family)
    #expect(result.errors.isEmpty)
    return try ParsePlan(
      ParseSignature(result.tree), keywords: keywords?.map { Array($0.utf8) }, target: Self.target)
  }

  @Test("a format of plain values stores each as soon as it is known")
  func fused() throws {
    let actions = try plan("iO|d").steps.map(\.action)
    let number = ObjectPath(parameter: 0)
    let object = ObjectPath(parameter: 1)
    let real = ObjectPath(parameter: 2)
    #expect(
      actions == [
        .convert(number, primitive: "i", slots: [0]), .store(slot: 0),
        .storeObject(object, slot: 1),
        .convert(real, primitive: "d", slots: [2]), .store(slot: 2),
      ])
  }

  @Test("with a converter all guards come first, then the effects in order")
  func staged() throws {
    let actions = try plan("iO&i").steps.map(\.action)
    let middle = ObjectPath(parameter: 1)
    #expect(
      actions == [
        .convert(ObjectPath(parameter: 0), primitive: "i", slots: [0]),
        .convert(ObjectPath(parameter: 2), primitive: "i", slots: [3]),
        .store(slot: 0), .callConverter(middle, converter: 1, address: 2), .store(slot: 3),
      ])
  }

  @Test("a type is tested again only behind user code")
  func retest() throws {
    let actions = try plan("O!O&O!").steps.map(\.action)
    #expect(actions.contains(.storeObject(ObjectPath(parameter: 0), slot: 1)))
    #expect(actions.contains(.storeTyped(ObjectPath(parameter: 2), type: 4, slot: 5)))
  }

  @Test("a view is taken behind every guard")
  func view() throws {
    let actions = try plan("s#y*|n").steps.map(\.action)
    let taken = try #require(actions.firstIndex(of: .takeView(ObjectPath(parameter: 1), slot: 2)))
    #expect(actions[taken...].allSatisfy { !$0.mayFallBack })
  }

  @Test("the deepest groups are looked at once", .timeLimit(.minutes(1)))
  func deep() {
    let format = String(repeating: "(", count: 29) + "w*" + String(repeating: ")", count: 29)
    #expect(throws: LoweringObstacle.coldUnit("w*")) { try plan(format) }
  }

  @Test("an optional unit that only CPython serves is refused when given; a required one leaves the call")
  func cold() throws {
    #expect(try plan("i|w*").steps.map(\.action).contains(.refuse))
    #expect(throws: LoweringObstacle.coldUnit("w*")) { try plan("iw*") }
    #expect(throws: LoweringObstacle.coldUnit("es#")) { try plan("es#|i") }
  }

  @Test(
    "the limited API has the tiers that its version allows",
    arguments: [
      ("i", PythonVersion(3, 6), true), ("s", PythonVersion(3, 9), false), ("s", PythonVersion(3, 10), true),
      ("y*", PythonVersion(3, 10), false), ("y*", PythonVersion(3, 11), true), ("D", PythonVersion(3, 13), false),
    ])
  func limited(format: String, version: PythonVersion, isServed: Bool) throws {
    let target = CompileTarget(headers: PythonVersion(3, 11), limitedAPI: version, isSizeClean: true)
    let signature = ParseSignature(parseFormat(Array(format.utf8), family: .positional).tree)
    let plan = try? ParsePlan(signature, keywords: nil, target: target)
    #expect((plan != nil) == isServed)
  }

  @Test("every pair of units makes a plan that runs nothing twice")
  func everyPair() throws {
    let units = FormatUnit.parseUnits.map(\.spelling)
    var plans = 0
    for first in units {
      for second in units {
        for format in ["\(first)\(second)", "\(first)|\(second)", "(\(first)i)O&\(second)"] {
          let result = parseFormat(Array(format.utf8), family: .positional)
          guard result.errors.isEmpty else { continue }
          guard let plan = try? ParsePlan(ParseSignature(result.tree), keywords: nil, target: Self.target) else {
            continue
          }
          plans += 1
          #expect(ParsePlan.violations(of: plan.steps).isEmpty, "\(format)")
        }
      }
    }
    #expect(plans > 1500)
  }

  @Test("the invariant finds what breaks it")
  func violations() {
    let object = ObjectPath(parameter: 0)
    let guardStep = ParsePlan.Step(parameter: 1, .convert(object, primitive: "i", slots: [9]))
    let converter = ParsePlan.Step(parameter: 0, .callConverter(object, converter: 0, address: 1))
    let view = ParsePlan.Step(parameter: 0, .takeView(object, slot: 2))
    #expect(ParsePlan.violations(of: [view, guardStep]) == [.fallBackAfterEffect(step: 1)])
    #expect(
      ParsePlan.violations(of: [converter, guardStep])
        == [.guardAfterUserCode(step: 1), .fallBackAfterEffect(step: 1)])
    // Where user code runs at all, even a store to its left must not be repeated.
    let store = ParsePlan.Step(parameter: 0, .store(slot: 0))
    #expect(ParsePlan.violations(of: [store, guardStep, converter]) == [.fallBackAfterEffect(step: 1)])
    #expect(ParsePlan.violations(of: [store, guardStep]).isEmpty)
    let late = ParsePlan.Step(parameter: 0, .store(slot: 0))
    #expect(ParsePlan.violations(of: [converter, late]) == [.effectOutOfOrder(step: 1)])
  }

  @Test("a build plan consumes what later units own when an earlier one fails")
  func build() throws {
    let tree = buildFormat(Array("(iNO&)".utf8), family: .value).tree
    let plan = try BuildPlan(BuildSignature(tree), literals: [:], target: Self.target)
    #expect(plan.units == 3)
    #expect(plan.consumptions[0] == nil)
    #expect(plan.consumptions[1] == .stolen(slot: 1))
    #expect(plan.consumptions[2] == .converter(slot: 2, argument: 3))
  }

  @Test("a literal key is shared, any other key and every value is made anew")
  func keys() throws {
    let tree = buildFormat(Array("{s:s,s:i}".utf8), family: .value).tree
    #expect(BuildSignature(tree).keySlots == [0, 2])
    let literals: [Int: [UInt8]] = [0: Array("a".utf8), 1: Array("b".utf8)]
    let plan = try BuildPlan(BuildSignature(tree), literals: literals, target: Self.target)
    let keys = plan.steps.compactMap { if case .key(_, let slot, let text, _) = $0 { (slot, text) } else { nil } }
    #expect(keys.map(\.0) == [0])
    #expect(keys.map(\.1) == [Array("a".utf8)])
  }

  @Test("a dict that hashes objects is left where an earlier unit can fail")
  func lateDict() {
    for (format, isLowered) in [("{O:i,O:i}", true), ("s{s:i}", true), ("s{O:i}", false), ("{s:{O:i}}", false)] {
      let tree = buildFormat(Array(format.utf8), family: .value).tree
      let plan = try? BuildPlan(BuildSignature(tree), literals: [:], target: Self.target)
      #expect((plan != nil) == isLowered, "\(format)")
    }
  }

  @Test("units that own something are left behind a group that owns something")
  func ownerBehindOwners() {
    for (format, isLowered) in [("(sN)i", true), ("N(sN)", true), ("(sN)N", false), ("{s:[O&]}O&", false)] {
      let tree = buildFormat(Array(format.utf8), family: .value).tree
      let plan = try? BuildPlan(BuildSignature(tree), literals: [:], target: Self.target)
      #expect((plan != nil) == isLowered, "\(format)")
    }
  }

  @Test("values in front of a view are stored at once, those behind it in their turn")
  func order() throws {
    let plan = try plan("iy*d")
    #expect(plan.leading == 1)
    let slots = plan.steps.compactMap { step -> Int? in
      switch step.action {
      case .store(let slot), .takeView(_, let slot): slot
      default: nil
      }
    }
    #expect(slots == [0, 1, 2])
  }

  @Test("the last unit that can fail may run user code, if all that comes before it has happened then")
  func closing() throws {
    let expected: [(String, Int?)] = [
      ("i", 0), ("si", 1), ("iO", 0), ("s|iO", 1), ("iy*", 1), ("y*", 0), ("y*O", 0), ("(y*)", 0), ("y*y*", 1),
      ("O", nil), ("(i)", nil), ("i(i)", nil), ("y*i", nil), ("y*es", nil), ("iO!", nil), ("iO&", nil), ("O&y*", nil),
      ("i|w*", nil), ("y*(i)", nil),
    ]
    for (format, parameter) in expected { #expect(try plan(format).closing?.parameter == parameter, "\(format)") }
  }

  @Test("one object as the only argument of a call is unpacked if it is a tuple; a written tuple always is")
  func call() throws {
    func result(_ format: String) throws -> BuildPlan.Result {
      let tree = buildFormat(Array(format.utf8), family: .call).tree
      return try BuildPlan(BuildSignature(tree), literals: [:], target: Self.target).result
    }
    #expect(try result("O") == .unpacked(0))
    #expect(try result("N") == .unpacked(0))
    #expect(try result("i") == .arguments([0]))
    #expect(try result("[O]") == .arguments([1]))
    #expect(try result("(O)") == .arguments([0]))
    #expect(try result("OO") == .arguments([0, 1]))
    #expect(try result("") == .arguments([]))
  }
}
