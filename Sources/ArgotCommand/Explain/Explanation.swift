import FormatDiagnostics
import FormatSema
import FormatSyntax
import FormatUnits

/// What there is to say about a format, in the order in which it is said.
struct Explanation {
  /// A unit, the brackets around others, or a conversion.
  enum Entry {
    case unit(FormatUnit)
    case group(FormatGroup)
    case conversion(FormatConversion, TextFamily)
  }

  /// What is wrong with the format, and the words in which CPython rejects it for that.
  struct Problem {
    let diagnostic: Diagnostic
    let complaints: [Complaint]
  }

  /// What a version of CPython has against the format.
  struct Objection {
    let what: String
    let why: String
  }

  enum Language {
    /// The parse language and the build language: a version has a unit or not.
    case units
    /// The text language: a version formats all, or stops somewhere.
    case text(TextFormatResult)
  }

  /// The functions that read the format.
  let title: String
  let language: Language
  let problems: [Problem]
  let drawing: TreeDrawing
  /// What the whole format takes or makes, in a few short sentences; empty for a malformed one.
  let summary: [String]
  /// Each unit, each kind of brackets and each conversion once, in the order of their first appearance.
  let entries: [Entry]

  init(format: [UInt8], function: APIFunction) {
    title = function.rawValue
    language = .units
    switch function.language {
    case .parse(let family):
      let result = parseFormat(format, family: family)
      problems = result.errors.map { Self.problem($0, $0.kind.complaints(in: family)) }
      drawing = TreeDrawing(result.tree)
      entries = Self.entries(result.tree.nodes)
      summary = result.isAccepted ? Self.summary(ParseSignature(result.tree), family) : []
    case .build(let family):
      let result = buildFormat(format, family: family)
      problems = result.errors.map { Self.problem($0, $0.kind.buildComplaints) }
      drawing = TreeDrawing(result.tree)
      entries = Self.entries(result.tree.nodes)
      summary = result.isAccepted ? Self.summary(BuildSignature(result.tree), family) : []
    }
  }

  private static func problem(_ error: SyntaxError, _ complaints: [Complaint]) -> Problem {
    Problem(diagnostic: error.diagnostic, complaints: error.effect.isRejection ? complaints : [])
  }

  func objections(in version: PythonVersion) -> [Objection] {
    switch language {
    case .text(let result): return Self.objections(to: result, in: version)
    case .units:
      return entries.compactMap { entry in
        guard case .unit(let unit) = entry, !unit.exists(in: version) else { return nil }
        let why = unit.since > version ? "it is new in \(unit.since)" : "it was removed in \(unit.removed ?? version)"
        return Objection(what: "Python \(version) has no unit '\(unit.spelling)'", why: why)
      }
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
    lines.append(arguments(signature.slots))
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
    return [result, arguments(signature.slots)]
  }

  static func arguments(_ slots: [Slot]) -> String {
    guard !slots.isEmpty else { return "C arguments behind the format: none." }
    return "C arguments behind the format: \(slots.map(\.argument.spelling).joined(separator: ", "))."
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
