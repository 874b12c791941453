/// One thing that was seen to differ between CPython's call and the compiled one, as the worker tells it.
package struct Difference: Sendable, Decodable {
  /// The place of the call in its batch.
  package let id: Int
  /// What differs: the outcome, blocks left behind …
  package let what: String
  /// The values of the call, for a reader.
  package let values: String
  package let plain: String
  package let compiled: String
  let `case`: TestedCase
  /// The Python source of what the values need.
  let definitions: String

  /// What it is called that the interpreter ended in a call.
  static let crash = "end of the interpreter"
  /// What is said of CPython's own call then.
  static let crashed = "unknown: it may have been either call in which the interpreter ended"

  /// Whether something was not given back, rather than done differently.
  package var isLeak: Bool { what.hasSuffix("left behind") }
}
