import FormatSema
import FormatUnits

private func u(_ units: String...) -> [CallNode] { units.map { .build($0) } }
private func t(_ nodes: [CallNode]) -> CallNode { .group(.parentheses, nodes) }
private func l(_ nodes: [CallNode]) -> CallNode { .group(.square, nodes) }
private func d(_ nodes: [CallNode]) -> CallNode { .group(.curly, nodes) }
private func literal(_ text: String) -> ArgumentChoice { .literal(Array(text.utf8)) }

extension StandardFormats.Collection {
  mutating func addBuildFormats() {
    addBuildUnits()
    addBuildShapes()
    addLiteralKeys()
    addSpellings()
    addCalls()
  }

  /// Every unit: alone, in each container, and behind and in front of those whose failure it has to survive.
  private mutating func addBuildUnits() {
    add(.buildValue, [])
    for unit in FormatUnit.buildUnits.map(\.spelling) {
      let node = u(unit)
      add(.buildValue, node)
      add(.buildValue, [t(node)])
      add(.buildValue, [l(node)])
      add(.buildValue, [d(node + u("i"))])
      add(.buildValue, [d([.build("s", text: literal("key"))] + node)])
      add(.buildValue, [d(u("s") + node)])
      for other in ["O", "N", "O&", "s"] {
        add(.buildValue, node + u(other))
        add(.buildValue, u(other) + node)
      }
    }
  }

  private mutating func addBuildShapes() {
    let shapes: [[CallNode]] = [
      [t([])], [l([])], [d([])], [t([]), l([]), d([])], [t([t([t([])])])], [t(u("O", "N", "O&"))] + u("N"),
      [l(u("N", "O", "N")), t(u("N", "O&"))], [d(u("O", "N", "O", "N"))], [d(u("N", "N", "N", "N"))] + u("N", "O&"),
      [d(u("s") + [d(u("s", "i", "s", "N"))] + u("s") + [l(u("i", "O"))])] + u("N"),
      [t([l([d(u("O", "O"))] + u("N"))] + u("O&"))] + u("O&"), [t(u("i", "i"))] + u("i"), u("i", "i", "i"),
      [d(u("O") + [t(u("s", "i"))] + u("O") + [l(u("N"))])], [d([t(u("O", "i"))] + u("N"))],
      [d([l(u("N"))] + u("N"))], [d([d([])] + u("N"))] + u("O&", "N"), u("s#", "y#", "U#", "z#", "N"),
      u("O&", "O&", "N", "O&"), [l(u("O&", "N")), l(u("O&", "N"))] + u("O&"),
      Array(repeating: .build("O"), count: 12), Array(repeating: .build("N"), count: 12),
      [d((0..<6).flatMap { _ in u("s", "i") })],
    ]
    for nodes in shapes { add(.buildValue, nodes) }
  }

  /// Keys that are literals: ASCII, equal, not ASCII, empty, not UTF-8, null, long, with a NUL in them.
  private mutating func addLiteralKeys() {
    let pairs: [(ArgumentChoice, ArgumentChoice)] = [
      (literal("a"), literal("b")), (literal("same"), literal("same")), (literal("café"), literal("")),
      (.literal([0xC3, 0x28]), literal("ok")), (.null, literal("b")),
      (literal("x"), literal(String(repeating: "long", count: 30))), (literal("onetwo"), literal("b\0c")),
    ]
    for (first, second) in pairs {
      let one = [CallNode.build("s", text: first)]
      let other = [CallNode.build("s", text: second)]
      add(.buildValue, [d(one + u("i") + other + u("N"))])
      add(.buildValue, [d(one + u("O") + other + [t(u("i", "O&"))])] + u("N"))
      add(.buildValue, [d(one + u("d")), d(other + u("N"))])
    }
    for unit in ["s#", "z", "U", "y", "z#", "U#", "y#"] {
      add(.buildValue, [d([.build(unit, text: literal("key"))] + u("i"))])
      add(.buildValue, [.build(unit, text: literal("no key"))])
    }
  }

  /// Separators where they are legal on every version, and on some; and the `:` that is no trailer here.
  private mutating func addSpellings() {
    let comma = [CallNode.mark(",")]
    let space = [CallNode.mark(" ")]
    let colon = [CallNode.mark(":")]
    let shapes: [[CallNode]] = [
      u("i") + comma + u("i"), space + u("i") + [.mark(" : ")] + u("i") + [.mark("\t")],
      [d(u("s", "i") + comma + u("s", "i"))],
      [d(u("s") + colon + u("i") + [.mark(", ")] + u("s") + colon + u("i"))], u("i") + comma,
      [t(u("i") + comma + u("O"))], [l(space + u("i") + colon + u("N"))], comma + u("i"), [.mark("  ")],
      u("s") + [.mark(" #")], u("i") + [.mark(" )")], u("O") + colon + u("f"), [t(u("i", "i") + space)],
      u("S&", "N&"),
    ]
    for nodes in shapes { add(.buildValue, nodes) }
  }

  private mutating func addCalls() {
    let shapes: [[CallNode]] = [
      [], u("i"), u("i", "i"), u("O"), u("N"), u("O&"), [t([])], [t(u("i", "i"))], [t(u("O"))], [t(u("N"))],
      [t(u("i"))] + u("i"), u("O", "O"), u("N", "N", "O&"), [l(u("i", "N"))], [d(u("s", "N"))], u("s", "i", "d"),
      [d(u("s", "N"))] + u("N"), u("s#", "y"), [t([l(u("O&"))] + u("N"))], u("O", "s"), u("S"), [t([t(u("i"))])],
      [.mark(" ")], u("i") + [.mark(",")] + u("i"), [t(u("i") + [.mark(",")])], u("i") + [.mark(" ")],
    ]
    for nodes in shapes {
      add(.callFunction, nodes)
      add(.callMethod, nodes)
    }
  }
}
