import FormatDiagnostics
import FormatSema
import FormatSyntax
import FormatUnits
import Testing

@Suite("Text language: signatures")
struct TextSignatureTests {
  private static let int = CType.integer(size: 4, isSigned: true)
  private static let long = CType.integer(size: 8, isSigned: true)
  private static let char = CType.pointer(.integer(size: 1, isSigned: true))
  private static let wide = CType.pointer(int)
  private static let object = CType.pointer(.record(name: "_object", size: 16))

  private func signature(_ format: String, _ family: TextFamily = .unicode) -> TextSignature {
    TextSignature(textFormat(Array(format.utf8), family: family).tree)
  }

  /// The first misfit, the count before the types; nil if all is well.
  private func misfit(_ format: String, _ types: [CType]) -> CallError? {
    let slots = signature(format).slots
    guard types.count == slots.count else { return .argumentCount(expected: slots.count, given: types.count) }
    for (index, slot) in slots.enumerated()
    where !slot.argument.fits(CallDescription.Argument(type: types[index])) {
      return .argumentType(index: index, unit: slot.unit, expected: slot.argument.spelling)
    }
    return nil
  }

  @Test("Slots in the order in which arguments are read")
  func slots() {
    let signature = signature("a%-*.*lV|%%|%zu")
    #expect(signature.slots.map(\.unit) == ["*", "*", "lV", "lV", "zu"])
    #expect(
      signature.slots.map(\.argument.spelling) == ["int", "int", "PyObject *", "const wchar_t *", "size_t"])
    #expect(
      signature.slots.map(\.range)
        == [ByteRange(3, 4), ByteRange(4, 6), ByteRange(1, 8), ByteRange(1, 8), ByteRange(12, 15)])
    #expect(self.signature("%*d", .bytes).slots.map(\.unit) == ["d"])
    #expect(self.signature("%f%d").slots.map(\.unit) == ["d"])
  }

  @Test(
    "arguments that fit",
    arguments: [
      ("%d", [int]), ("%c", [int]), ("%x", [.integer(size: 4, isSigned: false)]), ("%u", [int]), ("%ld", [long]),
      ("%lld", [long]), ("%zu", [long]), ("%jd", [long]), ("%td", [long]), ("%p", [object]),
      ("%p", [.pointer(.function)]),
      ("%s", [char]), ("%ls", [wide]), ("%U", [object]), ("%V", [object, char]), ("%lV", [object, wide]),
      ("%T", [object]), ("%N", [.pointer(.record(name: "_typeobject", size: 408))]), ("%R", [.pointer(.void)]),
      ("%*d", [int, int]), ("%%", []),
    ] as [(String, [CType])])
  func fits(format: String, types: [CType]) {
    #expect(misfit(format, types) == nil)
  }

  @Test(
    "arguments that do not fit",
    arguments: [
      ("%d", [long]), ("%ld", [int]), ("%zd", [int]), ("%jd", [int]), ("%jx", [int]), ("%td", [int]), ("%zu", [int]),
      ("%c", [char]), ("%s", [object]), ("%s", [wide]), ("%ls", [char]), ("%R", [char]), ("%N", [int]), ("%p", [long]),
      ("%d", [.floating(size: 8)]), ("%*d", [long, int]), ("%V", [object, object]), ("%lV", [object, char]),
    ] as [(String, [CType])])
  func doesNotFit(format: String, types: [CType]) {
    guard case .argumentType = misfit(format, types) else {
      Issue.record("\(format) was accepted")
      return
    }
  }

  @Test("The count is checked before the types")
  func count() {
    #expect(misfit("%V", [Self.object]) == .argumentCount(expected: 2, given: 1))
    #expect(misfit("%%", [Self.int]) == .argumentCount(expected: 0, given: 1))
    #expect(
      misfit("%s%zd", [Self.char, Self.int]) == .argumentType(index: 1, unit: "zd", expected: "Py_ssize_t"))
  }

  @Test("Functions of the language")
  func functions() {
    let functions = VariadicFunction.ofCPython.filter { if case .text = $0.shape { true } else { false } }
    #expect(VariadicFunctions()["PyErr_WarnFormat"]?.formatIndex == 2)
    #expect(
      functions.filter { $0.shape == .text(.bytes) }.map(\.name) == ["PyBytes_FromFormat", "PyBytes_FromFormatV"])
    #expect(functions.filter { $0.firstVariadicIndex == nil }.allSatisfy { $0.name.hasSuffix("V") })
    #expect(functions.allSatisfy { $0.firstVariadicIndex == nil || $0.firstVariadicIndex == $0.formatIndex! + 1 })
    #expect(VariadicFunctions()["PySys_WriteStdout"] == nil)
  }
}
