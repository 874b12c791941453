import Differential

/// What is printed when all is compared.
enum Summary {
  /// The least part of the calls that must have been compiled: below, little would be tested.
  private static func floor(_ mode: CompileMode) -> Double {
    // More of the building calls are compiled, which METH_FASTCALL does not enter.
    mode.isLimited ? 0.3 : mode.convention == .fastcall ? 0.75 : 0.85
  }

  /// Prints which part of the calls was compiled for each target, and fails where it is too little.
  static func judgeShares(_ tally: Tally) {
    let modes = Dictionary(grouping: tally.shares, by: \.key.mode)
    for (mode, shares) in modes.sorted(by: { "\($0.key)" < "\($1.key)" }) {
      for (target, share) in shares.sorted(by: { ($0.key.headers, name($0.key)) < ($1.key.headers, name($1.key)) }) {
        let percent = "\((share.part * 1000).rounded() / 10) %"
        tally.say("\(name(target)): \(share.compiled) of \(share.calls) calls were compiled (\(percent))")
        if share.part < floor(mode) {
          tally.fail("\(name(target)): fewer than \(Int(floor(mode) * 100)) % of the calls were compiled")
        }
      }
      sayReasons(shares.map(\.value), tally)
    }
  }

  private static func name(_ target: Tally.Target) -> String {
    "\(target.mode), headers of \(target.headers)\(target.isDebug ? ", debug build" : "")"
  }

  /// Prints why most of the calls that were not compiled were not, over all targets of a mode.
  private static func sayReasons(_ shares: [Tally.Share], _ tally: Tally) {
    let reasons = shares.reduce(into: [String: Int]()) { $0.merge($1.left, uniquingKeysWith: +) }
    for (reason, count) in reasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(8) {
      tally.say("  left: \(count) \(reason)")
    }
  }

  /// Fails where an interpreter was given fewer calls than asked for, or all together fewer than `least`.
  static func judgeCalls(_ tally: Tally, _ options: ComparisonRun.Options, least: Int) {
    for row in tally.rows {
      let wanted = options.calls(row.mode, under: row.interpreter)
      if row.calls < wanted {
        tally.fail("CPython \(row.interpreter.name), \(row.mode): \(row.calls) calls were compared, not \(wanted)")
      }
    }
    let all = tally.rows.map(\.calls).reduce(0, +)
    if all < least { tally.fail("\(all) calls were compared in all, fewer than \(least)") }
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
