import Differential

/// What is printed when all is compared.
enum Summary {
  /// The least part of the calls that must have been compiled: below, little would be tested.
  private static func floor(_ mode: CompileMode) -> Double {
    if case .limited = mode { 0.3 } else { 0.85 }
  }

  /// Prints which part of the calls was compiled, and fails where it is too little.
  static func judgeShares(_ tally: Tally) {
    for (mode, share) in tally.shares.sorted(by: { "\($0.key)" < "\($1.key)" }) {
      let percent = "\((share.part * 1000).rounded() / 10) %"
      tally.say("\(mode): \(share.compiled) of \(share.calls) calls were compiled (\(percent)); left:")
      for (reason, count) in share.left.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(8) {
        tally.say("  \(count) \(reason)")
      }
      if share.part < floor(mode) {
        tally.fail("\(mode): fewer than \(Int(floor(mode) * 100)) % of the calls were compiled")
      }
    }
  }

  /// The counts as a table in Markdown.
  static func table(_ rows: [Tally.Row]) -> String {
    let sorted = rows.sorted {
      ("\($0.mode)", $0.interpreter.hexversion, $0.interpreter.name)
        < ("\($1.mode)", $1.interpreter.hexversion, $1.interpreter.name)
    }
    let lines = sorted.map { row in
      "| \(row.interpreter.name) | \(row.mode) | \(row.formats) | \(row.calls) | \(row.differences) | \(row.leaks) |"
    }
    let all = rows.reduce((0, 0, 0, 0)) { sum, row in
      (sum.0 + row.formats, sum.1 + row.calls, sum.2 + row.differences, sum.3 + row.leaks)
    }
    return """

      | CPython | mode | formats | calls | differences | leaks |
      |---|---|---:|---:|---:|---:|
      \(lines.joined(separator: "\n"))
      | all | | \(all.0) | \(all.1) | \(all.2) | \(all.3) |

      """
  }
}
