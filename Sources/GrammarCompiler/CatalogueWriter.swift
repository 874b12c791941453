/// Prints the entries as one Swift file.
///
/// Each entry is a function of its own with a declared result: one nested literal of all entries takes the type
/// checker seconds, this takes none.
struct CatalogueWriter {
  private(set) var text = "// Generated from the files in Grammar by GrammarCompiler.\n"

  init(_ grammar: Grammar) {
    text += "\nenum GrammarTables {\n"
    for language in ["parse", "build"] {
      let units = grammar.units.filter { $0.language == language }
      let groups = grammar.groups.filter { $0.language == language }
      list("\(language)Units", of: "FormatUnit", functions: units.indices.map { "\(language)Unit\($0)" })
      list("\(language)Groups", of: "FormatGroup", functions: groups.indices.map { "\(language)Group\($0)" })
      for (index, unit) in units.enumerated() { function("\(language)Unit\(index)", unit) }
      for (index, group) in groups.enumerated() { function("\(language)Group\(index)", group) }
    }
    let conversions = grammar.conversions
    list("conversions", of: "FormatConversion", functions: conversions.indices.map { "conversion\($0)" })
    for (index, conversion) in conversions.enumerated() { function("conversion\(index)", conversion) }
    text += "}\n"
  }

  private mutating func list(_ name: String, of type: String, functions: [String]) {
    text += "  static let \(name): [\(type)] = [\n"
    for function in functions { text += "    \(function)(),\n" }
    text += "  ]\n\n"
  }

  private mutating func function(_ name: String, _ unit: Unit) {
    text += """
        private static func \(name)() -> FormatUnit {
          FormatUnit(
            language: .\(unit.language),
            spelling: \(literal(unit.spelling)),
            arguments: \(list(unit.arguments)),
            python: \(literal(unit.text.python)),
            conversion: \(literal(unit.text.conversion)),
            range: \(literal(unit.text.range)),
            ownership: .\(unit.ownership),
            ownershipNote: \(literal(unit.text.ownershipNote)),
            onFailure: \(literal(unit.text.onFailure)),
            errors: \(list(unit.text.errors)),
            since: \(version(unit.text.since)),
            removed: \(version(unit.text.removed)),
            deprecated: \(literal(unit.text.deprecated)),
            notes: \(literal(unit.text.notes)),
            lowering: .\(unit.lowering),
            primitive: \(literal(unit.primitive)),
            limitedSince: \(version(unit.limitedSince)))
        }


      """
  }

  private mutating func function(_ name: String, _ group: Group) {
    text += """
        private static func \(name)() -> FormatGroup {
          FormatGroup(
            language: .\(group.language),
            spelling: \(literal(group.spelling)),
            python: \(literal(group.text.python)),
            conversion: \(literal(group.text.conversion)),
            ownershipNote: \(literal(group.text.ownershipNote)),
            onFailure: \(literal(group.text.onFailure)),
            errors: \(list(group.text.errors)),
            since: \(version(group.text.since)),
            removed: \(version(group.text.removed)),
            deprecated: \(literal(group.text.deprecated)),
            notes: \(literal(group.text.notes)))
        }


      """
  }

  private mutating func function(_ name: String, _ conversion: Conversion) {
    text += """
        private static func \(name)() -> FormatConversion {
          FormatConversion(
            spelling: \(literal(conversion.spelling)),
            families: \(cases(conversion.families)),
            arguments: \(list(conversion.arguments)),
            result: \(literal(conversion.result)),
            uses: \(cases(conversion.uses)),
            bytesUses: \(cases(conversion.bytesUses)),
            refuses: \(cases(conversion.refuses)),
            range: \(literal(conversion.range)),
            ownership: .\(conversion.ownership),
            ownershipNote: \(literal(conversion.ownershipNote)),
            errors: \(list(conversion.errors)),
            since: \(version(conversion.since)),
            removed: \(version(conversion.removed)),
            notes: \(literal(conversion.notes)))
        }


      """
  }

  private func list(_ arguments: [Argument]) -> String {
    "[\(arguments.map { "CArgument(.\($0.role), .\($0.type))" }.joined(separator: ", "))]"
  }

  /// An array or a set of enumeration cases.
  private func cases(_ names: [String]) -> String {
    "[\(names.map { ".\($0)" }.joined(separator: ", "))]"
  }

  private func list(_ values: [String]) -> String {
    "[\(values.map(literal).joined(separator: ", "))]"
  }

  private func version(_ version: Version?) -> String {
    version.map { "PythonVersion(\($0.major), \($0.minor))" } ?? "nil"
  }

  /// A string literal; values are single lines, so only quotes and backslashes need an escape.
  private func literal(_ value: String) -> String {
    var result = "\""
    for character in value {
      if character == "\"" || character == "\\" { result += "\\" }
      result.append(character)
    }
    return result + "\""
  }
}
