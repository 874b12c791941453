/// Tells the names of a keyword list apart by as few questions as possible: the length, then a byte that differs, then
/// one comparison of all bytes.
struct KeywordTree {
  /// A name, and the parameter it names.
  struct Name {
    let index: Int
    let bytes: [UInt8]
  }

  indirect enum Node {
    /// These names are compared one after the other.
    case names([Name])
    /// The byte at an offset decides which names are left.
    case byte(offset: Int, [(byte: UInt8, node: Node)])
  }

  /// What is left of the names once the length is known, by length.
  let lengths: [(length: Int, node: Node)]

  /// A tree for names of which no two are equal.
  init(_ names: [Name]) {
    let groups = Dictionary(grouping: names) { $0.bytes.count }
    lengths = groups.sorted { $0.key < $1.key }.map { ($0, Self.node($1)) }
  }

  /// So few names are compared as fast as they are told apart.
  private static let fewNames = 2

  private static func node(_ names: [Name]) -> Node {
    guard names.count > fewNames, let length = names.first?.bytes.count else { return .names(names) }
    func groups(_ offset: Int) -> [UInt8: [Name]] { Dictionary(grouping: names) { $0.bytes[offset] } }
    // The byte that leaves the fewest names in the largest group, the first of equal ones.
    func largest(_ offset: Int) -> Int { groups(offset).values.map(\.count).max() ?? 0 }
    guard let best = (0..<length).min(by: { largest($0) < largest($1) }), largest(best) < names.count else {
      return .names(names)
    }
    return .byte(offset: best, groups(best).sorted { $0.key < $1.key }.map { ($0, node($1)) })
  }
}

extension KeywordTree {
  /// Prints C that returns the index of the name that `size` bytes at `text` spell, and falls through without one.
  func emit(_ printer: inout CPrinter) {
    printer.block("switch (size)") { printer in
      for (length, node) in lengths {
        printer.line("case \(length):")
        Self.emit(node, &printer)
        printer.line("break;")
      }
    }
  }

  private static func emit(_ node: Node, _ printer: inout CPrinter) {
    switch node {
    case .names(let names):
      for name in names {
        printer.line(
          "if (ARGOT_EQUAL(text, \(CLiteral.string(name.bytes)), \(name.bytes.count))) return \(name.index);")
      }
    case .byte(let offset, let nodes):
      printer.block("switch (text[\(offset)])") { printer in
        for (byte, node) in nodes {
          printer.line("case \(CLiteral.character(byte)):")
          if case .names(let names) = node, let name = names.first, name.bytes.count == 1 {
            printer.line("return \(name.index);")
            continue
          }
          emit(node, &printer)
          printer.line("break;")
        }
      }
    }
  }
}
