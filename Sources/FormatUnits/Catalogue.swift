extension FormatUnit {
  /// The units of the parse language, in the order of `Grammar/parse.units`.
  public static let parseUnits: [FormatUnit] = GrammarTables.parseUnits

  /// The units of the build language, in the order of `Grammar/build.units`.
  public static let buildUnits: [FormatUnit] = GrammarTables.buildUnits

  /// The unit of the parse language that is written `spelling`, in whatever version it exists.
  public static func parse(_ spelling: String) -> FormatUnit? {
    parseIndex[spelling]
  }

  /// The unit of the build language that is written `spelling`, in whatever version it exists.
  public static func build(_ spelling: String) -> FormatUnit? {
    buildIndex[spelling]
  }

  private static let parseIndex = Dictionary(uniqueKeysWithValues: parseUnits.map { ($0.spelling, $0) })
  private static let buildIndex = Dictionary(uniqueKeysWithValues: buildUnits.map { ($0.spelling, $0) })
}

extension FormatConversion {
  /// The conversions of the text language, in the order of `Grammar/text.units`.
  public static let all: [FormatConversion] = GrammarTables.conversions

  /// The conversion whose length and letter are written `spelling`, in whatever version the family has it.
  public static func find(_ spelling: String, family: TextFamily) -> FormatConversion? {
    guard let found = index[spelling], found.families.contains(family) else { return nil }
    return found
  }

  private static let index = Dictionary(uniqueKeysWithValues: all.map { ($0.spelling, $0) })
}

extension FormatGroup {
  /// The groups of the parse language: `(items)`.
  public static let parseGroups: [FormatGroup] = GrammarTables.parseGroups

  /// The groups of the build language: `(items)`, `[items]` and `{items}`.
  public static let buildGroups: [FormatGroup] = GrammarTables.buildGroups

  /// The group of the parse language with the brackets of `spelling`, such as `(items)`.
  public static func parse(_ spelling: String) -> FormatGroup? {
    parseGroups.first { $0.spelling == spelling }
  }

  /// The group of the build language with the brackets of `spelling`, such as `{items}`.
  public static func build(_ spelling: String) -> FormatGroup? {
    buildGroups.first { $0.spelling == spelling }
  }
}
