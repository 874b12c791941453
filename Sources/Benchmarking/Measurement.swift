import FormatSema

/// What was measured of a call under an interpreter.
package struct Measurement: Sendable {
  /// A way to make the call.
  package enum Column: Int, Sendable, CaseIterable {
    /// CPython's function, in one entered through METH_VARARGS.
    case cpython
    /// Compiled, in a function that is entered in the same way.
    case kept
    /// Compiled, in a function that is entered through METH_FASTCALL.
    case fastcall
  }

  /// CPython's time divided by that of a compiled call, over the rounds.
  package struct Ratio: Sendable {
    /// The median, and between what the middle half of the rounds lies.
    package let median, low, high: Double

    /// - Parameter ratios: one for each round, at least one.
    init(_ ratios: [Double]) {
      let sorted = ratios.sorted()
      /// Between the neighbours where the place is no whole number.
      func quantile(_ part: Double) -> Double {
        let place = part * Double(sorted.count - 1)
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
      }
      (median, low, high) = (quantile(0.5), quantile(0.25), quantile(0.75))
    }
  }

  /// The obstacle that the ways to make the call do not do the same.
  package static let differs = "the results differ; argot verify shows how"

  /// Why the call was not measured at all.
  package var obstacle: String?
  /// Why the call is left to CPython, by the convention.
  package var reasonsLeft: [MethodConvention: String] = [:]
  /// What the call gives: `NoneType None`, or an exception.
  package var outcome = ""
  package var ratios: [Column: Ratio] = [:]
  /// Instructions per call; empty without valgrind.
  package var instructions: [Column: Double] = [:]
  /// Requests for memory per call.
  package var allocations: [Column: Double] = [:]
}
