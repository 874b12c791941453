// Calls with one thing less, for making a difference smaller.
import FormatSema
import Testing

@testable import Differential

struct ReductionTests {
  private func parse(_ format: String, _ items: [Expression], kwargs: Expression? = nil, keywords: [String]? = nil)
    throws
    -> Finding
  {
    let call = try TestedCall(
      function: keywords == nil ? .parseTuple : .parseTupleAndKeywords, format: Array(format.utf8),
      keywords: keywords?.map { Array($0.utf8) })
    return Finding(call: call, case: TestedCase(TestedCase.Parts(args: tuple(items), kwargs: kwargs)))
  }

  private func tuple(_ items: [Expression]) -> Expression { .container(before: "(", items: items, after: ")") }

  private func texts(_ findings: [Finding]) -> Set<String> {
    Set(findings.map { "\(String(decoding: $0.call.format, as: UTF8.self)) \($0.case.args ?? "-")" })
  }

  @Test("an item goes with its value, a group leaves one item behind, a marker goes alone")
  func parseFormats() throws {
    let finding = try parse("i(sd)|O:f", [.text("1"), tuple([.text("'a'"), .text("2.5")]), .text("None")])
    #expect(
      texts(finding.reductions) == [
        "(sd)|O:f (('a', 2.5, ), None, )", "i|O:f (1, None, )", "is|O:f (1, 'a', None, )", "id|O:f (1, 2.5, None, )",
        "i(d)|O:f (1, (2.5, ), None, )", "i(s)|O:f (1, ('a', ), None, )", "i(sd)|:f (1, ('a', 2.5, ), )",
        "i(sd)O:f (1, ('a', 2.5, ), None, )", "i(sd)|O (1, ('a', 2.5, ), None, )",
      ])
  }

  @Test("a value that is no container stays when its group loses an item")
  func groupOfAnotherValue() throws {
    #expect(texts(try parse("(ii)", [.text("5")]).reductions) == [" ()", "(i) (5, )"])
  }

  @Test("a parameter goes with its name, and each keyword argument is tried as its value")
  func keywords() throws {
    let pairs = [("'first'", "1"), ("'second'", "2")].map { tuple([.text($0), .text($1)]) }
    let kwargs = Expression.container(before: "dict([", items: pairs, after: "])")
    let finding = try parse("ii", [], kwargs: kwargs, keywords: ["first", "second"])
    let found = finding.reductions.map { reduced in
      let names = (reduced.call.keywords ?? []).map { String(decoding: $0, as: UTF8.self) }.joined(separator: ",")
      return "\(names) \(reduced.case.kwargs ?? "-")"
    }
    #expect(found.contains("second dict([('second', 2, ), ])"))
    #expect(found.contains("first dict([('first', 1, ), ])"))
    #expect(found.contains("a,second dict([('a', 1, ), ('second', 2, ), ])"))
    #expect(finding.reductions.allSatisfy { $0.call.function == .parseTupleAndKeywords })
    let positional = try parse("i", [.text("1")], keywords: ["a"])
    #expect(positional.reductions.contains { $0.call.function == .parseTuple && $0.case.args == "(1, )" })
  }

  @Test("types behind O! stay what they were, whatever their place is now")
  func types() throws {
    let finding = try parse("iO!", [.text("1"), .text("[]")])
    let type = finding.call.arguments[1].expression
    let reduced = try #require(finding.reductions.first { $0.call.format == Array("O!".utf8) })
    #expect(reduced.call.arguments[0].expression == type)
  }

  @Test("in the build language values go by C arguments, and dicts lose pairs")
  func buildFormats() throws {
    let call = try TestedCall(function: .buildValue, format: Array("{s:i,s:d}s#".utf8))
    let value = try JSONCase.decode(
      #"{"target": "None", "name": null, "values": ["b'a'", "1", "b'b'", "2.5", "b'c'", "1"], "pending": "None"}"#)
    let found = Set(
      Finding(call: call, case: value).reductions.map {
        "\(String(decoding: $0.call.format, as: UTF8.self)) \(($0.case.values ?? []).joined(separator: " "))"
      })
    #expect(found.contains("s# b'c' 1"))
    #expect(found.contains("{s:i,s:d} b'a' 1 b'b' 2.5"))
    #expect(found.contains("s:i,s:ds# b'a' 1 b'b' 2.5 b'c' 1"))
    #expect(found.contains { $0.hasPrefix("{") && $0.hasSuffix("s# b'b' 2.5 b'c' 1") })
  }

  @Test("a case is written with all members that the worker reads")
  func caseMembers() throws {
    let finding = try parse("i", [.text("1")])
    let text = String(decoding: JSON.bytes(finding.case), as: UTF8.self)
    #expect(text == #"{"args":"(1, )","kwargs":null,"parts":{"args":["(",["1"],")"],"kwargs":null}}"#)
    let build = #"{"name":null,"pending":"None","target":"None","values":[]}"#
    #expect(String(decoding: JSON.bytes(try JSONCase.decode(build)), as: UTF8.self) == build)
  }
}

private enum JSONCase {
  static func decode(_ text: String) throws -> TestedCase {
    try #require(JSON.lines(TestedCase.self, of: Array(text.utf8)).first)
  }
}
