import FormatSyntax

/// The five families of functions, under the letters that the oracle knows them by.
enum Family: Hashable, CaseIterable {
  case positional, keyword, single, value, call

  var letter: UInt8 {
    switch self {
    case .positional: UInt8(ascii: "p")
    case .keyword: UInt8(ascii: "k")
    case .single: UInt8(ascii: "s")
    case .value: UInt8(ascii: "v")
    case .call: UInt8(ascii: "c")
    }
  }

  /// The name of the family's production in `Grammar/`.
  var production: String { "\(self)" }

  var parse: ParseFamily? {
    switch self {
    case .positional: .positional
    case .keyword: .keyword
    case .single: .single
    case .value, .call: nil
    }
  }

  /// How often the oracle calls a format with so many arguments.
  func calls(arguments: Int) -> Int {
    switch self {
    case .positional: arguments + 2
    case .keyword: arguments + 2 + arguments
    case .single, .value, .call: 1
    }
  }
}
