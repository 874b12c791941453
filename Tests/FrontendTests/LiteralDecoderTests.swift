import Testing

@testable import ClangFrontend

@Suite struct LiteralDecoderTests {
  private func decode(_ token: String) -> [UInt8]? {
    Array(token.utf8).withUnsafeBytes { bytes in
      LiteralDecoder.decode(bytes, range: 0..<bytes.count)?.map(\.value)
    }
  }

  @Test(
    arguments: [
      (#""""#, []), (#""a\n\t\\\"\'\?""#, [97, 10, 9, 92, 34, 39, 63]), (#""\0\12\1234""#, [0, 10, 83, 52]),
      (#""\x4\x041""#, [4, 65]), (#"u8"\u00e9\U0001F600""#, [0xC3, 0xA9, 0xF0, 0x9F, 0x98, 0x80]),
      (#"R"(a\n)""#, [97, 92, 110]), (#"u8R"q()")q""#, [41, 34]), ("\"a\\\r\nb\\\nc\"", [97, 98, 99]),
      (#"L"a""#, nil), (#"u"a""#, nil), (#""\x""#, nil), (#""\q""#, nil), (#""\u12""#, nil), (#""\ud800""#, nil),
      (#""\x1234""#, nil), (#""\777""#, nil), (#"""#, nil), (#"R"a""#, nil), ("", nil),
    ] as [(String, [UInt8]?)])
  func tokens(_ token: String, _ expected: [UInt8]?) {
    #expect(decode(token) == expected)
  }

  private func kinds(_ text: String, hasRawStrings: Bool = true) -> [String] {
    Array(text.utf8).withUnsafeBytes { bytes in
      var lexer = SourceLexer(bytes, range: 0..<bytes.count, hasRawStrings: hasRawStrings)
      var found: [String] = []
      while let token = lexer.next() {
        found.append("\(token.kind) \(String(decoding: bytes[token.start..<token.end], as: UTF8.self))")
      }
      return found
    }
  }

  @Test func lexing() {
    #expect(
      kinds("a /* \" */ L\"x\\\"y\" // '\n 'b' 1e+5u'") == [
        "identifier a", "string L\"x\\\"y\"", "character 'b'", "number 1e+5u", "character '",
      ])
    #expect(kinds("R\"a(\")\" )a\" x") == ["string R\"a(\")\" )a\"", "identifier x"])
    #expect(kinds("R\"a\" x", hasRawStrings: false) == ["identifier R", "string \"a\"", "identifier x"])
    #expect(
      kinds("# a\n  # b\n/* */ %: c") == [
        "punctuator #", "identifier a", "directive #", "identifier b", "directive %:", "identifier c",
      ])
    #expect(
      kinds("ab\\\ncd \\\n ef \"unclosed\n g") == [
        "identifier ab\\\ncd", "identifier ef", "string \"unclosed", "identifier g",
      ])
  }
}
