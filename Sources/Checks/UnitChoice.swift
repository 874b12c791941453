import ClangFrontend
import FormatSema
import FormatUnits

/// The unit that an argument asks for, in the place of one that takes no other argument.
enum UnitChoice {
  /// The parse unit for a pointer to a number, in the place of one for another number.
  static func parse(for argument: InspectedArgument, insteadOf slot: Slot) -> String? {
    guard slot.argument.type.numberSize != nil, FormatUnit.parse(slot.unit)?.arguments.count == 1,
      case .pointer(let target) = argument.unpromoted
    else { return nil }
    let name = argument.spelling.split(separator: "*").first.map { $0.trimmed } ?? ""
    switch target {
    // No unit stores a bool: `p` wants an int.
    case .integer(1, _): return name == "unsigned char" || name == "uint8_t" || name == "char" ? "b" : nil
    case .integer(2, let isSigned): return isSigned ? "h" : "H"
    case .integer(4, let isSigned): return isSigned ? "i" : "I"
    case .integer(8, let isSigned): return wide(name, isSigned)
    case .floating(4): return "f"
    case .floating(8): return "d"
    default: return nil
    }
  }

  /// The build unit for a number, in the place of one for another number.
  static func build(for argument: InspectedArgument, insteadOf slot: Slot) -> String? {
    guard slot.argument.type.numberSize != nil, FormatUnit.build(slot.unit)?.arguments.count == 1
    else { return nil }
    switch argument.description.type {
    case .integer(4, let isSigned): return isSigned ? "i" : "I"
    case .integer(8, let isSigned): return wide(argument.spelling, isSigned)
    case .floating(8): return "d"
    default: return nil
    }
  }

  /// Types that are as wide as another one here are told apart by their names: elsewhere they are not.
  private static func wide(_ name: String, _ isSigned: Bool) -> String {
    switch name {
    case "Py_ssize_t", "ssize_t", "size_t", "Py_hash_t": "n"
    case "long": "l"
    case "unsigned long": "k"
    default: isSigned ? "L" : "K"
    }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text.hasPrefix("const ") ? String(text.dropFirst(6)) : String(text)
  }
}
