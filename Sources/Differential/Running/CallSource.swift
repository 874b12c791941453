/// The calls to compare, in batches of bounded size: first those that are always tested, with some at random, then ever
/// more at random.
package struct CallSource: Sendable {
  private let first: [[TestedCall]]
  private let seed: UInt64
  private let size: Int

  /// - Parameters:
  ///   - fixed: the calls that are always tested.
  ///   - random: how many random formats come behind them.
  ///   - size: the most calls of a batch.
  package init(fixed: [TestedCall], random: Int, seed: UInt64, size: Int = 800) {
    var generator = FormatGenerator(seed: seed)
    let calls = fixed + (0..<random).map { _ in generator.next() }
    first = stride(from: 0, to: calls.count, by: size).map { Array(calls[$0..<min($0 + size, calls.count)]) }
    self.seed = seed
    self.size = size
  }

  /// How many batches hold the calls that every interpreter gets.
  package var firstBatches: Int { first.count }

  /// The batch of that number; behind the first ones there is no end.
  package func batch(_ number: Int) -> [TestedCall] {
    if number < first.count { return first[number] }
    // Seeds of numbers that follow each other are far apart.
    var generator = FormatGenerator(seed: seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
    return (0..<size).map { _ in generator.next() }
  }
}
