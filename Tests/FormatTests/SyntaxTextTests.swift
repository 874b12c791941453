import FormatDiagnostics
import FormatUnits
import Testing

@testable import FormatSyntax

@Suite("Text language: syntax")
struct SyntaxTextTests {
  private static let always = TextEffect(.ignores)
  private static let minus = TextError(.newerFlag(0x2D, PythonVersion(3, 12)), ByteRange(1, 2), since(3, 12))

  private static func since(_ major: Int, _ minor: Int) -> TextEffect { .known(since: PythonVersion(major, minor)) }

  /// Parses `format` and compares the tree's description and all findings.
  private func expect(
    _ format: String, _ family: TextFamily, _ description: String, _ findings: [TextError] = [],
    at location: SourceLocation = #_sourceLocation
  ) {
    let result = textFormat(Array(format.utf8), family: family)
    #expect(result.tree.description == description, "\(format)", sourceLocation: location)
    #expect(result.errors == findings, "\(format)", sourceLocation: location)
    #expect(result.tree.printed == Array(format.utf8), "\(format)", sourceLocation: location)
  }

  private func finding(_ kind: TextErrorKind, _ range: Range<Int>, _ effect: TextEffect) -> TextError {
    TextError(kind, ByteRange(range.lowerBound, range.upperBound), effect)
  }

  @Test("Every conversion of the catalogue is one node; newer ones say so", arguments: TextFamily.allCases)
  func conversions(family: TextFamily) {
    for conversion in FormatConversion.all where conversion.families.contains(family) {
      let name = conversion.spelling
      let isNew = conversion.since > .oldestSupported
      let finding = finding(
        .newerConversion(name, conversion.since), 2..<2 + name.utf8.count, .known(since: conversion.since))
      expect("a%\(name)b", family, "\"a\" {\(name)} \"b\"", isNew ? [finding] : [])
    }
  }

  @Test("Text, flags, widths and precisions have their places")
  func parts() throws {
    expect("", .unicode, "")
    expect("100%%", .unicode, "\"100\" {%}")
    expect("%5.3s", .unicode, "{5 .3 s}")
    expect("%05ld!", .unicode, "{0 5 ld} \"!\"")
    let tree = textFormat(Array("ab%-0*.*lldc".utf8), family: .unicode).tree
    #expect(tree.nodes.map(\.range) == [ByteRange(0, 2), ByteRange(2, 11), ByteRange(11, 12)])
    guard case .conversion(let conversion) = tree.nodes[1].kind else {
      Issue.record("no conversion")
      return
    }
    #expect(conversion.flags.map(\.range) == [ByteRange(3, 4), ByteRange(4, 5)])
    #expect(conversion.width == TextConversion.Count(.argument, ByteRange(5, 6)))
    #expect(conversion.precision == TextConversion.Count(.argument, ByteRange(6, 8)))
    #expect(conversion.specifier == ByteRange(8, 11) && conversion.spelling == "lld")
  }

  @Test("Flags and stars that older versions do not have")
  func newer() {
    expect("%-5d", .unicode, "{- 5 d}", [Self.minus])
    let star = Self.since(3, 12)
    expect(
      "%*.*s", .unicode, "{* .* s}", [finding(.newerStar, 1..<2, star), finding(.newerStar, 3..<4, star)])
    let flag = TextErrorKind.newerFlag(0x23, PythonVersion(3, 13))
    let type = TextErrorKind.newerConversion("T", PythonVersion(3, 13))
    expect(
      "%#T", .unicode, "{# T}", [finding(flag, 1..<2, Self.since(3, 13)), finding(type, 2..<3, Self.since(3, 13))])
  }

  @Test("Options without an effect")
  func ignored() {
    expect("%05s", .unicode, "{0 5 s}", [finding(.ignoredOption(.zero, "s"), 1..<2, Self.always)])
    expect("%.s", .unicode, "{. s}", [finding(.missingPrecision, 1..<2, Self.always)])
    expect("%--d", .unicode, "{-- d}", [Self.minus, finding(.repeatedFlag(0x2D), 2..<3, Self.always)])
    let flag = TextErrorKind.newerFlag(0x23, PythonVersion(3, 13))
    expect(
      "%#x", .unicode, "{# x}",
      [finding(flag, 1..<2, Self.since(3, 13)), finding(.ignoredOption(.alternate, "x"), 1..<2, Self.always)])
    expect("%5d", .bytes, "{5 d}", [finding(.ignoredOption(.width, "d"), 1..<2, Self.always)])
    expect("%.3d", .bytes, "{.3 d}", [finding(.ignoredOption(.precision, "d"), 1..<3, Self.always)])
    expect("%.0s", .bytes, "{.0 s}", [finding(.zeroPrecision, 1..<3, Self.always)])
    expect("% s", .bytes, "{  s}", [finding(.skippedBytes, 1..<2, Self.always)])
    expect("%-.3s", .bytes, "{-.3 s}", [finding(.skippedBytes, 1..<4, Self.always)])
    expect("%.3s\0s", .bytes, "{.3 s} <\\x00s>", [finding(.bytesBehindNUL, 4..<6, Self.always)])
  }

  @Test("Options that a conversion refuses from 3.12 on")
  func refused() {
    let refused = TextEffect(.ignores, (PythonVersion(3, 12), .systemError))
    expect("%5c", .unicode, "{5 c}", [finding(.refusedOption(.width, "c"), 1..<2, refused)])
    expect("%.5p", .unicode, "{.5 p}", [finding(.refusedOption(.precision, "p"), 1..<3, refused)])
    expect(
      "%05%", .unicode, "{0 5 %}",
      [finding(.refusedOption(.zero, "%"), 1..<2, refused), finding(.refusedOption(.width, "%"), 2..<3, refused)])
    expect("%.%", .unicode, "<%.%>", [finding(.refusedOption(.precision, "%"), 1..<2, .invalid(in: .unicode))])
    expect("%.c", .unicode, "{. c}", [finding(.missingPrecision, 1..<2, Self.always)])
  }

  @Test("What no version formats", arguments: TextFamily.allCases)
  func invalid(family: TextFamily) {
    let invalid = TextEffect.invalid(in: family)
    expect("a%q", family, "\"a\" <%q>", [finding(.incompleteConversion, 1..<3, invalid)])
    expect("%kd", family, "<%k> \"d\"", [finding(.unknownConversion("k", family), 1..<2, invalid)])
    expect("%.2f", family, "<%.2f>", [finding(.floatingConversion("f"), 3..<4, invalid)])
    expect("%n", family, "<%n>", [finding(.countConversion, 1..<2, invalid)])
    expect("%hhd", family, "<%hhd>", [finding(.unsupportedLength("hh", letter: "d"), 1..<4, invalid)])
    expect("%lc", family, "<%lc>", [finding(.unsupportedLength("l", letter: "c"), 1..<3, invalid)])
    expect("5%", family, "\"5\" <%>", [finding(.incompleteConversion, 1..<2, invalid)])
    expect("%5", family, "<%5>", [finding(.incompleteConversion, 0..<2, invalid)])
    expect("%s\0", family, "{s} <\\x00>", [finding(.bytesBehindNUL, 2..<3, Self.always)])
  }

  @Test("What no version of the unicode family formats")
  func invalidUnicode() {
    let invalid = TextEffect.invalid(in: .unicode)
    expect("%+d", .unicode, "<%+d>", [finding(.unsupportedFlag(0x2B), 1..<2, invalid)])
    expect("100% sure", .unicode, "\"100\" <% s> \"ure\"", [finding(.unsupportedFlag(0x20), 4..<5, invalid)])
    expect("%5-d", .unicode, "<%5-> \"d\"", [finding(.unexpectedConversionByte(0x2D), 2..<3, invalid)])
    let tooBig = TextEffect(.valueError)
    expect(
      "%99999999999999999999c", .unicode, "<%99999999999999999999c>",
      [finding(.numberTooBig(.width), 1..<21, tooBig)])
    expect(
      "aé%sé", .unicode, "\"a\\xC3\\xA9\" {s} \"\\xC3\\xA9\"",
      [finding(.nonASCII, 1..<3, tooBig), finding(.nonASCII, 5..<7, tooBig)])
    expect(
      "%é", .unicode, "<%\\xC3\\xA9>",
      [finding(.unexpectedConversionByte(0xC3), 1..<3, invalid), finding(.nonASCII, 1..<3, tooBig)])
    expect("é%és", .bytes, "\"\\xC3\\xA9\" {\\xC3\\xA9 s}", [finding(.skippedBytes, 3..<5, Self.always)])
  }

  @Test("Each version stops at the first finding that matters to it")
  func stops() {
    func outcomes(_ format: String, _ family: TextFamily = .unicode) -> [TextOutcome?] {
      let result = textFormat(Array(format.utf8), family: family)
      return (9...15).map { minor in
        let version = PythonVersion(3, minor)
        return result.stop(in: version)?.effect.outcome(in: version)
      }
    }
    #expect(outcomes("%d%s") == Array(repeating: nil, count: 7))
    #expect(outcomes("%f", .bytes) == Array(repeating: .copiesRest, count: 7))
    #expect(outcomes("%lx") == [.copiesRest, .copiesRest, .copiesRest, nil, nil, nil, nil])
    #expect(outcomes("%N") == [.copiesRest, .copiesRest, .copiesRest, .systemError, nil, nil, nil])
    #expect(outcomes("%5c")[2...3] == [nil, .systemError])
    #expect(outcomes("%né")[2...6] == [.copiesRest, .systemError, .systemError, .valueError, .valueError])
    #expect(outcomes("é%n") == Array(repeating: .valueError, count: 7))
  }

  @Test("Findings are worded")
  func texts() {
    #expect(
      Self.since(3, 13).description
        == "CPython 3.11 and older copy the rest of the format as it is, 3.12 raises SystemError, 3.13 and newer format this"
    )
    #expect(TextEffect.invalid(in: .bytes).description == "CPython copies the rest of the format as it is")
    let diagnostic = textFormat(Array("%f".utf8), family: .unicode).errors[0].diagnostic
    #expect(diagnostic.id == "floating-conversion" && diagnostic.severity == .error)
    #expect(textFormat(Array("%T".utf8), family: .unicode).errors[0].severity == .warning)
    #expect(textFormat(Array("%5c".utf8), family: .unicode).errors[0].severity == .warning)
  }

  @Test("All strings of up to four bytes have a tree that covers and prints them")
  func totality() {
    let alphabet = Array("dlsVThn%-0#+*.7 )".utf8) + [0x00, 0xC3]
    var faults = 0
    func visit(_ bytes: [UInt8]) {
      for family in TextFamily.allCases {
        let result = textFormat(bytes, family: family)
        let starts = [0] + result.tree.nodes.map(\.range.end)
        let covers = zip(result.tree.nodes, starts).allSatisfy { $0.range.start == $1 && !$0.range.isEmpty }
        let fits = result.errors.allSatisfy { $0.range.end <= bytes.count && !$0.diagnostic.message.isEmpty }
        let isWhole = starts.last == bytes.count && result.tree.printed == bytes
        if !covers || !fits || !isWhole { faults += 1 }
      }
      guard bytes.count < 4 else { return }
      for byte in alphabet { visit(bytes + [byte]) }
    }
    visit([])
    #expect(faults == 0)
  }
}
