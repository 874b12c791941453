import Differential
import FormatDiagnostics
import FormatSyntax
import FormatUnits

/// What Argot says about a format of the parse language.
struct ParseClaims: Claims {
  /// Something outside parentheses that takes an argument.
  struct Argument {
    let range: ByteRange
    let units: [(unit: FormatUnit, range: ByteRange)]
  }

  let tree: ParseFormat
  let errors: [SyntaxError]
  let arguments: [Argument]
  /// How many arguments a call must give.
  let required: Int

  init(_ result: ParseResult<ParseFormat>) {
    tree = result.tree
    errors = result.errors
    let end = tree.bytes.firstIndex { [0, UInt8(ascii: ":"), UInt8(ascii: ";")].contains($0) } ?? tree.bytes.count
    var arguments: [Argument] = []
    var required: Int?
    var isOutOfStep = false
    for node in result.tree.nodes where node.range.start < end {
      if node.kind == .optionalMarker {
        // With keywords, a '|' behind strange bytes is not seen in time.
        let isSeen = tree.family != .keyword || node.range.start == arguments.last?.range.end ?? 0 && !isOutOfStep
        if required == nil && isSeen { required = arguments.count }
      } else if Self.isArgument(node, tree.bytes) {
        arguments.append(Argument(range: node.range, units: Self.units(node)))
        isOutOfStep = isOutOfStep || Self.hasSurplus(node, tree.bytes)
      }
    }
    self.arguments = arguments
    self.required = required ?? arguments.count
  }

  /// Units and groups are arguments, and of other bytes every letter but a lone "e".
  private static func isArgument(_ node: ParseNode, _ bytes: [UInt8]) -> Bool {
    switch node.kind {
    case .unit, .group: true
    case .optionalMarker, .keywordOnlyMarker: false
    case .invalid:
      bytes[node.range.start..<node.range.end].contains { byte in
        byte != UInt8(ascii: "e") && ((0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte))
      }
    }
  }

  /// Whether bytes too many stand in front of the end of a group.
  private static func hasSurplus(_ node: ParseNode, _ bytes: [UInt8]) -> Bool {
    guard case .group(let children) = node.kind, let last = children.last else { return false }
    return last.kind == .invalid && !isArgument(last, bytes) || hasSurplus(last, bytes)
  }

  private static func units(_ node: ParseNode) -> [(unit: FormatUnit, range: ByteRange)] {
    switch node.kind {
    case .unit(let spelling): FormatUnit.parse(spelling).map { [($0, node.range)] } ?? []
    case .group(let children): children.flatMap(units)
    case .optionalMarker, .keywordOnlyMarker, .invalid: []
    }
  }

  var argumentCount: Int { arguments.count }

  func expectations(_ version: Interpreter) -> [Expectation] {
    let errors = findings(version)
    switch tree.family {
    case .positional: return (0...arguments.count + 1).map { positional(given: $0, errors) }
    case .single: return [single(errors)]
    case .keyword:
      return (0...arguments.count + 1).map { keyword(from: 0, to: $0, errors) }
        + arguments.indices.map { keyword(from: $0, to: $0 + 1, errors) }
    }
  }

  /// A finding as it concerns one version: met by calls that give this argument or a later one; 0 is every call.
  private struct Finding {
    let error: SyntaxError
    let reach: Int
    /// Not met where the argument is passed over.
    let needsValue: Bool
  }

  /// The findings that make calls fail in this version, first those that CPython comes to first.
  private func findings(_ version: Interpreter) -> [Finding] {
    var findings: [Finding] = []
    for error in errors {
      switch error.effect {
      case .rejectsEveryCall: findings.append(Finding(error: error, reach: 0, needsValue: false))
      case .rejectsWhenReached(let argument):
        findings.append(Finding(error: error, reach: argument, needsValue: false))
      case .rejectsWhenGiven(let argument):
        findings.append(Finding(error: error, reach: argument, needsValue: version.hexversion < 0x030D_0000))
      case .rejects(let releases) where releases.contains(versionHex: version.hexversion):
        let needsValue = releases == .withEncodedUnitsMiscounted
        findings.append(Finding(error: error, reach: number(of: error.range), needsValue: needsValue))
      case .aborts, .undefined, .misread, .unsupported, .accepts, .rejects: break
      }
    }
    for (index, argument) in arguments.enumerated() {
      for (unit, range) in argument.units where !unit.exists(in: version.minorVersion) {
        let error = SyntaxError(
          .unknownUnit(tree.bytes[range.start], .parse), range, .rejectsWhenReached(argument: index + 1))
        findings.append(Finding(error: error, reach: index + 1, needsValue: false))
      }
    }
    return findings.sorted { place(of: $0.error) < place(of: $1.error) }
  }

  /// Where CPython notices it: items that it miscounts, in front of them all; that a ")" is missing, behind all the rest.
  private func place(of error: SyntaxError) -> Int {
    switch error.kind {
    case .unmatchedLeftParenthesis: tree.bytes.count
    case .encodedUnitInGroup: Self.innermostGroup(around: error.range, in: tree.nodes) ?? error.range.start
    default: error.range.start
    }
  }

  private static func innermostGroup(around range: ByteRange, in nodes: [ParseNode]) -> Int? {
    for node in nodes where node.range.start <= range.start && range.end <= node.range.end {
      if case .group(let children) = node.kind {
        return innermostGroup(around: range, in: children) ?? node.range.start
      }
    }
    return nil
  }

  /// The number, from 1 on, of the argument that a place belongs to, or of the next one.
  private func number(of range: ByteRange) -> Int {
    arguments.count { $0.range.end <= range.start } + 1
  }

  private func positional(given: Int, _ findings: [Finding]) -> Expectation {
    if aborts { return .abort }
    if given < required || given > arguments.count {
      return hasInvalid(.message) ? .failure : .typeError(countText(given: given))
    }
    if let met = findings.first(where: { $0.reach <= given }) {
      return rejection(met.error, orAlso: complaints(inGroupOf: met.error))
    }
    return .success(shape: "0")
  }

  private func single(_ findings: [Finding]) -> Expectation {
    if aborts { return .abort }
    // The units and the optional ones are counted before any of them is read, whatever stands in front of them.
    let counts = findings.first { finding in
      switch finding.error.kind {
      case .unitCountInSingle, .optionalMarkerInSingle: true
      default: false
      }
    }
    if let counts, counts.error.kind != .optionalMarkerInSingle { return rejection(counts.error) }
    if let met = findings.first {
      return rejection(
        met.error, orAlso: (counts.map { promises($0.error) } ?? []) + complaints(inGroupOf: met.error))
    }
    return .success(shape: "0")
  }

  /// Arguments from `first` to before `last` are given, those behind a "$" by name, or the only one by name.
  private func keyword(from first: Int, to last: Int, _ findings: [Finding]) -> Expectation {
    if last > arguments.count {
      let given = arguments.count + 1
      return .typeError(
        "\(function(200)) takes at most \(plural(arguments.count, "argument")) (\(given) given)")
    }
    let met = findings.first { finding in
      finding.reach <= last && (!finding.needsValue || (first..<last).contains(finding.reach - 1))
    }
    // The first argument that is required and not given.
    let missing = first > 0 ? 0 : last
    if missing < required && missing < arguments.count {
      guard met == nil else { return .failure }
      return .typeError("\(function(200)) missing required argument 'k\(missing)' (pos \(missing + 1))")
    }
    if let met { return rejection(met.error, orAlso: complaints(inGroupOf: met.error)) }
    return .success(shape: "0")
  }

  private var aborts: Bool { errors.contains { $0.effect == .aborts } }
}

// MARK: CPython's texts

extension ParseClaims {
  /// The text behind ":" or ";".
  private func trailer(_ kind: Trailer.Kind) -> String? {
    guard let trailer = tree.trailer, trailer.kind == kind else { return nil }
    return String(decoding: tree.bytes[trailer.text.start..<trailer.text.end], as: UTF8.self)
  }

  private func function(_ limit: Int) -> String {
    trailer(.functionName).map { "\(String(decoding: $0.utf8.prefix(limit), as: UTF8.self))()" } ?? "function"
  }

  private func plural(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  private func countText(given: Int) -> String {
    if let message = trailer(.message) { return message }
    let (few, many) = (given < required, required < arguments.count)
    let number = few ? required : arguments.count
    let bound = many ? (few ? "at least" : "at most") : "exactly"
    return "\(function(150)) takes \(bound) \(plural(number, "argument")) (\(given) given)"
  }

  /// Whether the trailer is not UTF-8; CPython then makes an empty text of it, or a UnicodeDecodeError.
  private func hasInvalid(_ kind: Trailer.Kind) -> Bool { trailer(kind)?.contains("\u{FFFD}") == true }

  private func promises(_ error: SyntaxError) -> [(Complaint, String)] {
    error.kind.complaints(in: tree.family).map { ($0, error.kind.id) }
  }

  /// A byte in front of the end of a group may be taken for the end without complaint; another one is met then.
  private func complaints(inGroupOf error: SyntaxError) -> [(Complaint, String)] {
    guard let group = arguments.first(where: { $0.range.start < error.range.start && error.range.end < $0.range.end })
    else { return [] }
    return errors.filter { $0.range.start > error.range.start && $0.range.end <= group.range.end }.flatMap(promises)
  }

  private func rejection(_ error: SyntaxError, orAlso others: [(Complaint, String)] = []) -> Expectation {
    if hasInvalid(.message) || hasInvalid(.functionName) { return .failure }
    let prefix = trailer(.functionName).map { "\($0)() " } ?? ""
    let message = trailer(.message)
    let argument = number(of: error.range)
    let family = tree.family
    // What stands behind the last item of a group is met in it, or by the next argument.
    let isInside = arguments.contains { $0.range.start < error.range.start && error.range.end <= $0.range.end }
    let starts = (family == .single ? [""] : isInside ? ["\(argument)", "\(argument + 1)"] : ["\(argument)"])
      .map { "\(prefix)argument \($0)" }
    let format = tree.bytes.prefix { $0 != 0 }
    let complaints = promises(error) + others
    return .rejection(
      Rejection(errors: [error], complaints: complaints) { text, complaint in
        switch complaint {
        case .badFormatCharacter, .unknownMarkerCombination, .invalidWritableUnit:
          if family == .keyword && text.hasPrefix("\(complaint.rawValue): '") { return true }
          if let message { return text == message }
          return starts.contains { text.hasPrefix($0) } && text.hasSuffix("(\(complaint.rawValue))")
        case .badFormatString:
          return text == "bad format string: \(String(decoding: format.prefix(200), as: UTF8.self))"
        case .newFeatures, .optionalMarkerTwice, .keywordOnlyMarkerTwice, .keywordOnlyBeforeOptional:
          return text == complaint.rawValue
        case .itemsMiscounted:
          return message.map { text == $0 } ?? text.contains(complaint.rawValue)
        default: return text.contains(complaint.rawValue)
        }
      })
  }
}
