import FormatSema
import FormatSyntax
import FormatUnits

/// What there is to say about a format, in the order in which it is said.
struct Explanation {
  /// A unit, or the brackets around others.
  enum Entry {
    case unit(FormatUnit)
    case group(FormatGroup)
  }

  let function: APIFunction
  let errors: [SyntaxError]
  let drawing: TreeDrawing
  /// What the whole format takes or makes, in a few short sentences; empty for a malformed one.
  let summary: [String]
  /// Each unit and each kind of brackets once, in the order of their first appearance.
  let entries: [Entry]

  init(format: [UInt8], function: APIFunction) {
    self.function = function
    switch function.language {
    case .parse(let family):
      let result = parseFormat(format, family: family)
      errors = result.errors
      drawing = TreeDrawing(result.tree)
      entries = Self.entries(result.tree.nodes)
      summary = result.isAccepted ? Self.summary(ParseSignature(result.tree), family) : []
    case .build(let family):
      let result = buildFormat(format, family: family)
      errors = result.errors
      drawing = TreeDrawing(result.tree)
      entries = Self.entries(result.tree.nodes)
      summary = result.isAccepted ? Self.summary(BuildSignature(result.tree), family) : []
    }
  }

  /// The words in which CPython rejects the format because of a finding.
  func complaints(of error: SyntaxError) -> [Complaint] {
    guard error.effect.isRejection else { return [] }
    return switch function.language {
    case .parse(let family): error.kind.complaints(in: family)
    case .build: error.kind.buildComplaints
    }
  }

  /// Whether a unit of the format does not exist in that version.
  func isAbsent(in version: PythonVersion) -> Bool { !absentUnits(in: version).isEmpty }

  func absentUnits(in version: PythonVersion) -> [FormatUnit] {
    entries.compactMap { entry in
      if case .unit(let unit) = entry, !unit.exists(in: version) { unit } else { nil }
    }
  }

  private static func summary(_ signature: ParseSignature, _ family: ParseFamily) -> [String] {
    var lines: [String] = []
    let count = signature.parameters.count
    if family == .single {
      lines.append("Converts one object.")
    } else {
      let range = signature.minimum == count ? "\(count)" : "\(signature.minimum) to \(count)"
      lines.append("Takes \(range) Python argument\(range == "1" ? "" : "s").")
      if family == .keyword, signature.positionalMaximum < count {
        lines.append("At most \(signature.positionalMaximum) of them by position, the others by keyword only.")
      }
    }
    lines.append(arguments(signature.slots, behind: "the format"))
    if let name = signature.functionName {
      lines.append("Error messages call the function \(escapedText(name))().")
    } else if let trailer = signature.format.trailer, trailer.kind == .message {
      let text = signature.format.bytes[trailer.text.start..<trailer.text.end]
      lines.append("Errors about an argument say \"\(escapedText(Array(text)))\" instead of CPython's text.")
    }
    return lines
  }

  private static func summary(_ signature: BuildSignature, _ family: BuildFamily) -> [String] {
    let result =
      switch (family, signature.items.count) {
      case (.value, 0): "Makes None."
      case (.value, 1): "Makes the one value that the format describes."
      case (.value, let count): "Makes a tuple of \(count)."
      case (.call, 0): "Calls without arguments."
      case (.call, 1):
        "Calls with the one value as argument; if it is a tuple, with the tuple's items as arguments."
      case (.call, let count): "Calls with \(count) arguments."
      }
    return [result, arguments(signature.slots, behind: "the format")]
  }

  private static func arguments(_ slots: [Slot], behind: String) -> String {
    guard !slots.isEmpty else { return "C arguments behind \(behind): none." }
    return "C arguments behind \(behind): \(slots.map(\.argument.spelling).joined(separator: ", "))."
  }

  private static func escapedText(_ bytes: [UInt8]) -> String { EscapedFormat(bytes).text }

  private static func entries(_ nodes: [ParseNode]) -> [Entry] {
    var found: [Entry] = []
    var seen: Set<String> = []
    func visit(_ nodes: [ParseNode]) {
      for node in nodes {
        switch node.kind {
        case .unit(let spelling):
          if let unit = FormatUnit.parse(spelling), seen.insert(spelling).inserted { found.append(.unit(unit)) }
        case .group(let items):
          if let group = FormatGroup.parse("(items)"), seen.insert("(items)").inserted { found.append(.group(group)) }
          visit(items)
        case .optionalMarker, .keywordOnlyMarker, .invalid: break
        }
      }
    }
    visit(nodes)
    return found
  }

  private static func entries(_ nodes: [BuildNode]) -> [Entry] {
    var found: [Entry] = []
    var seen: Set<String> = []
    func visit(_ nodes: [BuildNode]) {
      for node in nodes {
        switch node.kind {
        case .unit(let spelling):
          if let unit = FormatUnit.build(spelling), seen.insert(spelling).inserted { found.append(.unit(unit)) }
        case .container(let container, let items):
          let spelling =
            switch container {
            case .tuple: "(items)"
            case .list: "[items]"
            case .dict: "{items}"
            }
          if let group = FormatGroup.build(spelling), seen.insert(spelling).inserted { found.append(.group(group)) }
          visit(items)
        case .separator, .invalid: break
        }
      }
    }
    visit(nodes)
    return found
  }
}
