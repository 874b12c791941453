import Checks

extension Page {
  /// Prints a rule's manual. Its text is Markdown with code blocks, which reads well as it is.
  func show(_ manual: RuleManual) {
    let info = manual.info
    let when = info.group == .certain ? "on by default" : "switched on by --select \(info.group.rawValue)"
    print("\(terminal.bold(info.id))  (\(info.severity.rawValue), \(when))")
    print()
    print(manual.text)
  }
}
