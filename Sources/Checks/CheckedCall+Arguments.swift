import ClangFrontend
import FormatDiagnostics
import FormatSema
import FormatUnits

extension CheckedCall {
  /// The remark that shows an argument.
  func label(_ argument: InspectedArgument, _ slot: Slot) -> Label {
    Label("the argument for '\(slot.unit)' (\(slot.argument.spelling))", at: argument.span)
  }

  /// The remark that shows where the call gets its format, for a place in a macro or variable that holds it.
  func labels(ofUse place: SourceSpan) -> [Label] {
    let use = formatSpan
    let own = use.start.offset..<use.start.offset + max(use.length, 1)
    guard place.start.file != use.start.file || !own.contains(place.start.offset),
      formats.contains(where: { $0.format.positions.contains(place.start) })
    else { return [] }
    return [Label("the call has its format from there", at: use)]
  }

  /// A change of a part of the format; nil if the part is not written as it is in a literal of the call itself: others
  /// could use it, too.
  func edit(replacing range: ByteRange, of format: CheckedFormat, with replacement: [UInt8]) -> Edit? {
    let positions = format.format.positions
    guard range.end <= positions.count, range.count > 0, let index = function.formatIndex,
      index < inspected.arguments.count, let text = inspected.arguments[index].text
    else { return nil }
    let places = positions[range.start..<range.end].compactMap(\.self)
    guard places.count == range.count, let first = places.first, let last = places.last,
      places.allSatisfy({ $0.isWrittenLiterally && $0.file == inspected.callee.start.file }),
      text.start < first.offset, last.offset < text.end,
      last.offset - first.offset == range.count - 1, !replacement.contains(where: { $0 == 34 || $0 == 92 || $0 < 32 })
    else { return nil }
    return Edit(file: first.file, range: ByteRange(first.offset, last.offset + 1), replacement: replacement)
  }

  /// The keyword list's argument.
  var keywordListSpan: SourceSpan {
    guard let index = function.keywordListIndex, index < inspected.arguments.count else { return inspected.callee }
    return inspected.arguments[index].span ?? inspected.callee
  }
}

extension InspectedKeywords {
  /// The name of the list in its definition.
  var place: SourceSpan? { definition.map { SourceSpan(start: $0, length: 0) } }
}

extension InspectedArgument {
  /// Whether the type is one of which width and kind are known.
  var isJudgeable: Bool { description.type.isKnown && description.uncast.isKnown }

  /// The name of the type that is read or, behind a pointer, stored, as the source has it.
  func numberName(for role: CArgument.Role) -> String? {
    var name = spelling[...]
    if role != .input {
      guard name.hasSuffix("*") else { return nil }
      name = name.dropLast()
    }
    while name.last == " " { name = name.dropLast() }
    if name.hasPrefix("const ") { name = name.dropFirst(6) }
    return String(name)
  }

  /// The argument's type for a message, with its size where that matters.
  var quoted: String {
    let type =
      switch unpromoted {
      case .pointer(let pointee): pointee
      case let other: other
      }
    return "'\(spelling)'" + (type.size.map { " (\($0) byte\($0 == 1 ? "" : "s"))" } ?? "")
  }
}

extension CType {
  fileprivate var isKnown: Bool {
    switch self {
    case .integer, .floating, .record, .function, .void: true
    case .pointer(let pointee): pointee.isKnown
    case .other: false
    }
  }

  /// The size in bytes of a number.
  fileprivate var size: Int? {
    switch self {
    case .integer(let size, _), .floating(let size): size
    case .pointer, .record, .function, .void, .other: nil
    }
  }
}

extension Slot {
  func fits(_ given: InspectedArgument) -> Bool {
    argument.fits(given.description) || isMemory && Self.isAddressOfNumbers(given.description.type, argument.role)
  }

  /// Whether the slot is the memory of a unit with a length. That may hold anything, numbers of some width too.
  private var isMemory: Bool { unit.hasSuffix("#") && (argument.type == .text || argument.type == .memory) }

  private static func isAddressOfNumbers(_ type: CType, _ role: CArgument.Role) -> Bool {
    switch (role, type) {
    case (.input, .pointer(.integer)), (.input, .pointer(.floating)), (.output, .pointer(.pointer(.integer))),
      (.output, .pointer(.pointer(.floating))):
      true
    default: false
    }
  }

  /// Whether the slot is the length of a unit with `#`.
  var isLength: Bool { unit.hasSuffix("#") && argument.type == .ssize }

  func withType(_ type: CValueType) -> Slot {
    Slot(argument: CArgument(argument.role, type), unit: unit, range: range)
  }

  /// Whether the slot is the function of `O&`.
  var isConverter: Bool { argument.type == .parseConverter || argument.type == .buildConverter }

  /// Whether the address of a variable of this type is what the slot takes.
  func takesAddress(of type: CType) -> Bool {
    argument.fits(CallDescription.Argument(type: .pointer(type)))
  }

  /// Whether the slot reads an integer that is wider than an `int`.
  var readsWideInteger: Bool {
    switch argument.type {
    case .long, .unsignedLong, .longLong, .unsignedLongLong, .ssize: argument.role == .input
    default: false
    }
  }
}

extension CValueType {
  /// The type with its article, and with the size of a number on LP64 systems.
  var phrase: String {
    let article = "aeiou".contains(rawValue.first ?? "x") ? "an" : "a"
    return "\(article) \(rawValue)" + (numberSize.map { " (\($0) byte\($0 == 1 ? "" : "s"))" } ?? "")
  }
}
