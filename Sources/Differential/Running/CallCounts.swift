/// What was counted while a call was tried with many values, as the worker tells it.
package struct CallCounts: Sendable, Decodable {
  /// The place of the call in its batch.
  let id: Int
  /// How many times it was made both ways and compared.
  package let tried: Int
  /// From how many different values those of the calls were picked.
  package let values: Int
  /// How many of these calls CPython's function accepted.
  package let accepted: Int
  /// How often CPython's function and the compiled one ask the memory allocators in an accepted call; nil if there is
  /// none.
  let requests: [Int]?
}
