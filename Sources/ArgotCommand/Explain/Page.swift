import FormatDiagnostics
import FormatSyntax
import FormatUnits

/// Prints an explanation for a person who reads it in a terminal.
struct Page {
  let terminal = Terminal()
  /// A drawing has a line for each part, as wide as the format.
  private static let mostRows = 200

  func show(_ explanation: Explanation, python: PythonVersion?) {
    print(terminal.bold(explanation.title))
    print()
    for problem in explanation.problems { show(problem, explanation) }
    let parts = explanation.drawing.rows.count
    let drawing =
      switch parts {
      case 0: "(the empty format)"
      case ...Self.mostRows: explanation.drawing.text
      default: "(\(parts) parts: too many to draw)"
      }
    for line in drawing.split(separator: "\n") { print("    \(line)") }
    if !explanation.summary.isEmpty {
      print()
      for line in explanation.summary { show(line, indent: 0) }
    }
    if let python { show(python, explanation) }
    for entry in explanation.entries {
      print()
      switch entry {
      case .unit(let unit): show(unit)
      case .group(let group): show(group)
      case .conversion(let conversion, let family): show(conversion, family)
      }
    }
  }

  /// A finding as compilers show it, with the caret under the bytes it is about.
  private func show(_ problem: Explanation.Problem, _ explanation: Explanation) {
    let diagnostic = problem.diagnostic
    let format = explanation.drawing.format
    let severity = diagnostic.severity == .error ? terminal.red("error:") : terminal.magenta("warning:")
    print("\(severity) \(terminal.bold(diagnostic.message)) [\(diagnostic.id)]")
    print("    \(format.text)")
    print("    \(terminal.green(format.underline(diagnostic.range)))")
    for note in diagnostic.notes { print("note: \(note.message)") }
    let complaints = problem.complaints.map { "'\($0.rawValue)'" }
    if !complaints.isEmpty { print("note: its message then contains \(complaints.joined(separator: " or "))") }
    for fix in diagnostic.fixIts { print("fix: \(fix.message)") }
    print()
  }

  /// What is different in one version.
  private func show(_ version: PythonVersion, _ explanation: Explanation) {
    let objections = explanation.objections(in: version)
    print()
    if objections.isEmpty {
      switch explanation.language {
      case .units: print("Python \(version) has all units of this format.")
      case .text: print("Python \(version) formats all of this.")
      }
    }
    for objection in objections {
      print("\(terminal.red("error:")) \(terminal.bold(objection.what)): \(objection.why)")
    }
  }

  private func show(_ unit: FormatUnit) {
    let arguments = unit.arguments.map(\.spelling).joined(separator: ", ")
    print(terminal.bold("\(unit.spelling)  \(arguments)"))
    show("Python", unit.python)
    show("converts", unit.conversion)
    show("range", unit.range)
    show("ownership", unit.ownershipNote)
    show("on failure", unit.onFailure)
    show(errors: unit.errors)
    show("versions", versions(unit.since, unit.removed))
    show("deprecated", unit.deprecated)
    show("notes", unit.notes)
  }

  private func show(_ group: FormatGroup) {
    print(terminal.bold(group.spelling))
    show("Python", group.python)
    show("converts", group.conversion)
    show("ownership", group.ownershipNote)
    show("on failure", group.onFailure)
    show(errors: group.errors)
    show("versions", versions(group.since, group.removed))
    show("deprecated", group.deprecated)
    show("notes", group.notes)
  }

  private func show(_ conversion: FormatConversion, _ family: TextFamily) {
    let arguments = conversion.arguments.map(\.spelling).joined(separator: ", ")
    print(terminal.bold("%\(conversion.spelling)  \(arguments.isEmpty ? "no argument" : arguments)"))
    show("makes", conversion.result)
    show("options", Self.list(conversion.uses(in: family)))
    if family == .unicode, !conversion.refuses.isEmpty {
      show("refuses", "\(Self.list(conversion.refuses)), with SystemError from 3.12 on")
    }
    show("range", conversion.range)
    show("ownership", conversion.ownershipNote)
    show(errors: conversion.errors)
    show("versions", versions(conversion.since, conversion.removed))
    show("notes", conversion.notes)
  }

  private static func list(_ options: Set<FormatConversion.Option>) -> String {
    let phrases = FormatConversion.Option.allCases.filter(options.contains).map(\.phrase)
    guard let last = phrases.last else { return "none changes what is made" }
    return phrases.count == 1 ? last : phrases.dropLast().joined(separator: ", ") + " and " + last
  }

  private func show(errors: [String]) {
    for (index, error) in errors.enumerated() { show(index == 0 ? "errors" : "", error) }
  }

  private func versions(_ since: PythonVersion, _ removed: PythonVersion?) -> String {
    // Nobody who reads this has an older one.
    let start = since <= .oldestSupported ? "all from 3.9 on" : "from \(since) on"
    return removed.map { "\(start == "all from 3.9 on" ? "from 3.9" : start), until \($0) removes it" } ?? start
  }

  /// A field with its name in the left column; nothing for an empty one.
  private func show(_ name: String, _ text: String) {
    guard !text.isEmpty else { return }
    let column = 12
    let label = "  " + name
    let padding = String(repeating: " ", count: max(column - label.count, 0) + 2)
    show(text, label: terminal.dim(label) + padding, indent: column + 2)
  }

  private func show(_ text: String, label: String = "", indent: Int) {
    let lines = Self.wrapped(text, width: terminal.width - indent)
    for (index, line) in lines.enumerated() {
      print(index == 0 ? label + line : String(repeating: " ", count: indent) + line)
    }
  }

  /// Breaks text at spaces into lines of at most `width` characters; a longer word stays whole.
  static func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
