import FormatSema
import FormatUnits

/// The formats that are always tested: every unit alone and in company, and shapes picked by hand.
public enum StandardFormats {
  /// All of them, each once; those of units that only some versions have among them.
  public static func all() -> [TestedCall] {
    var collection = Collection()
    collection.addParseFormats()
    collection.addKeywordLists()
    collection.addBuildFormats()
    return collection.calls
  }

  /// Encodings that CPython treats alike and differently.
  static let encodings: [ArgumentChoice] =
    [.null] + ["utf-8", "latin-1", "ascii", "utf-16", "no-such", "UTF8", "utf_8"].map { .literal(Array($0.utf8)) }

  /// Trailers of either kind: empty, hiding one another, long, not ASCII, and hard to write in C.
  static let trailers = [
    ":", ";", ";a:b", ":a;b", ":été", ";日本", ":" + String(repeating: "n", count: 250),
    ":" + String(repeating: "n", count: 199) + "é", ";" + String(repeating: "m", count: 600), ":with space", ":*/",
    ":a\"b\\c??/%s",
  ]

  struct Collection {
    private(set) var calls: [TestedCall] = []
    private var seen: Set<TestedCall> = []

    /// Adds a call whose format is known to be right.
    mutating func add(_ function: APIFunction, _ nodes: [CallNode], keywords: [[UInt8]]? = nil) {
      do throws(TestedCall.Obstacle) {
        let call = try TestedCall(function: function, nodes: nodes, keywords: keywords)
        if seen.insert(call).inserted { calls.append(call) }
      } catch {
        let format = String(decoding: nodes.flatMap(\.spelling), as: UTF8.self)
        preconditionFailure("\(function.rawValue) \(format): \(error.message)")
      }
    }
  }
}

extension CallNode {
  /// A unit of the parse language with the usual arguments; of `es#` and `et#`, `own` says that the memory is the
  /// caller's.
  static func parse(_ spelling: String, encoding: ArgumentChoice? = nil) -> CallNode {
    let ownsMemory = spelling.hasSuffix("own")
    let unit = ownsMemory ? String(spelling.dropLast(3)) : spelling
    guard let arguments = FormatUnit.parse(unit)?.arguments else { preconditionFailure("'\(unit)' is no unit") }
    return .unit(
      ChosenUnit(
        unit,
        arguments.map { argument in
          switch (argument.role, argument.type) {
          case (.input, .text): encoding
          case (.inout, .memory): ownsMemory ? .callersMemory : nil
          default: nil
          }
        }))
  }

  /// A unit of the build language; a text can be fixed.
  static func build(_ spelling: String, text: ArgumentChoice? = nil) -> CallNode {
    guard let arguments = FormatUnit.build(spelling)?.arguments else { preconditionFailure("'\(spelling)' is no unit") }
    return .unit(ChosenUnit(spelling, arguments.map { $0.type == .text ? text : nil }))
  }

  static func mark(_ text: String) -> CallNode { .mark(Array(text.utf8)) }
}
