import ClangFrontend

extension CheckReport {
  /// The same with other names of files.
  public func renamed(_ name: (String) -> String) -> CheckReport {
    CheckReport(
      findings: findings.map { $0.renamed(name) },
      notAnalysed: notAnalysed.map { NotAnalysed(file: name($0.file), reason: $0.reason) },
      units: units.map { Unit(file: name($0.file), calls: $0.calls) },
      lines: Dictionary(lines.map { (name($0.key), $0.value) }) { first, second in
        first.merging(second) { first, _ in first }
      },
      usedSuppressions: Set(usedSuppressions.map { $0.renamed(name) }))
  }
}

extension Finding {
  fileprivate func renamed(_ name: (String) -> String) -> Finding {
    Finding(
      rule: rule, severity: severity, message: message, span: span.renamed(name), statementLine: statementLine,
      notes: notes.map { Label($0.message, at: $0.span?.renamed(name)) },
      fixes: fixes.map { fix in
        Fix(
          fix.message, isSafe: fix.isSafe,
          edits: fix.edits.map { Edit(file: name($0.file), range: $0.range, replacement: $0.replacement) })
      })
  }
}

extension SourceSpan {
  fileprivate func renamed(_ name: (String) -> String) -> SourceSpan {
    SourceSpan(
      start: SourcePosition(
        file: name(start.file), line: start.line, column: start.column, offset: start.offset,
        isWrittenLiterally: start.isWrittenLiterally),
      length: length)
  }
}
