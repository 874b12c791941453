import FormatSema
import FormatSyntax
import FormatUnits
import Testing

@Suite("Calls against their formats")
struct CallAnalysisTests {
  private static let int = CType.integer(size: 4, isSigned: true)
  private static let long = CType.integer(size: 8, isSigned: true)
  private static let char = CType.integer(size: 1, isSigned: true)
  private static let object = CType.record(name: "_object", size: 16)

  private static func target(
    _ headers: PythonVersion = PythonVersion(3, 11), limited: PythonVersion? = nil, clean: Bool = true,
    portable: Bool = false
  ) -> CompileTarget {
    CompileTarget(headers: headers, limitedAPI: limited, isSizeClean: clean, isPortable: portable)
  }

  private func rejection(
    _ function: APIFunction, _ format: String, _ types: [CType]? = nil, keywords: [String]? = nil,
    target: CompileTarget = target()
  ) -> CallRejection? {
    let call = CallDescription(
      function: function, format: Array(format.utf8), keywords: keywords?.map { Array($0.utf8) },
      arguments: types?.map { CallDescription.Argument(type: $0) })
    do throws(CallRejection) {
      _ = try call.analyzed(for: target)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "arguments that fit",
    arguments: [
      ("i", [CType.pointer(int)]), ("I", [.pointer(int)]), ("l", [.pointer(long)]), ("L", [.pointer(long)]),
      ("s", [.pointer(.pointer(char))]), ("s#", [.pointer(.pointer(char)), .pointer(long)]),
      ("O", [.pointer(.pointer(object))]), ("O", [.pointer(.void)]), ("d", [.pointer(.floating(size: 8))]),
      ("O!", [.pointer(.record(name: "_typeobject", size: 408)), .pointer(.pointer(object))]),
      ("O&", [.pointer(.function), .pointer(int)]), ("D", [.pointer(.record(name: "Py_complex", size: 16))]),
      ("y*", [.pointer(.record(name: "Py_buffer", size: 80))]),
    ] as [(String, [CType])])
  func fits(format: String, types: [CType]) {
    #expect(rejection(.parseTuple, format, types) == nil)
  }

  @Test(
    "arguments that do not fit",
    arguments: [
      ("i", [CType.pointer(long)]), ("l", [.pointer(int)]), ("i", [int]), ("s", [.pointer(char)]),
      ("f", [.pointer(.floating(size: 8))]), ("s#", [.pointer(.pointer(char)), .pointer(int)]),
      ("p", [.pointer(.integer(size: 1, isSigned: false))]), ("O", [.pointer(object)]),
      ("O&", [.pointer(.pointer(object)), .pointer(int)]), ("y*", [.pointer(.record(name: "other", size: 80))]),
    ] as [(String, [CType])])
  func doesNotFit(format: String, types: [CType]) {
    guard case .call(.argumentType) = rejection(.parseTuple, format, types) else {
      Issue.record("\(format) was accepted")
      return
    }
  }

  @Test("build arguments are held against the promoted type")
  func build() {
    #expect(rejection(.buildValue, "n", [Self.long]) == nil)
    #expect(
      rejection(.buildValue, "n", [Self.int]) == .call(.argumentType(index: 0, unit: "n", expected: "Py_ssize_t")))
    #expect(rejection(.buildValue, "h", [Self.int]) == nil)
    #expect(rejection(.buildValue, "i", [Self.long]) != nil)
    #expect(rejection(.buildValue, "d", [Self.int]) != nil)
    #expect(rejection(.buildValue, "O", [Self.int]) != nil)
    #expect(rejection(.buildValue, "s", [.pointer(Self.char)]) == nil)
  }

  @Test("a pointer is judged before and behind a cast")
  func casts() {
    let address = CType.pointer(.pointer(Self.object))
    func isAccepted(_ type: CType, uncast: CType) -> Bool {
      let argument = CallDescription.Argument(type: type, uncast: uncast)
      let call = CallDescription(function: .parseTuple, format: [UInt8(ascii: "O")], arguments: [argument])
      return (try? call.analyzed(for: Self.target())) != nil
    }
    #expect(isAccepted(.pointer(Self.object), uncast: address))
    #expect(isAccepted(address, uncast: .pointer(Self.object)))
    #expect(!isAccepted(.pointer(Self.object), uncast: .pointer(Self.int)))
    #expect(!isAccepted(Self.long, uncast: address))
  }

  @Test("the count is checked before the types")
  func count() {
    #expect(
      rejection(.parseTuple, "ii", [.pointer(Self.int)]) == .call(.argumentCount(expected: 2, given: 1)))
    #expect(rejection(.buildValue, "", [Self.int]) == .call(.argumentCount(expected: 0, given: 1)))
  }

  @Test("keyword lists")
  func keywords() {
    func result(_ format: String, _ names: [String]) -> CallRejection? {
      rejection(.parseTupleAndKeywords, format, keywords: names)
    }
    #expect(result("ii", ["a", "b"]) == nil)
    #expect(result("ii", ["", "b"]) == nil)
    #expect(result("ii", ["a"]) == .call(.keywordCount(expected: 2, given: 1)))
    #expect(result("ii", ["a", ""]) == .call(.emptyKeyword(index: 1)))
    #expect(result("ii", ["a", "a"]) == .call(.duplicateKeyword("a")))
    #expect(result("$ii", ["", "a"]) == .call(.keywordOnlyBeforePositionalOnlyEnd))
  }

  @Test("lengths are Py_ssize_t only where PY_SSIZE_T_CLEAN or the version makes them")
  func sizes() {
    let unclean = CallRejection.call(.sizeNotClean("s#"))
    #expect(rejection(.parseTuple, "s#", target: Self.target(clean: false)) == unclean)
    #expect(rejection(.parseTuple, "s#", target: Self.target(clean: true)) == nil)
    #expect(rejection(.parseTuple, "s#", target: Self.target(PythonVersion(3, 13), clean: false)) == nil)
    // abi3 built with 3.13 headers calls the functions that fail on 3.10 to 3.12.
    let trap = Self.target(PythonVersion(3, 13), limited: PythonVersion(3, 10), clean: true)
    #expect(rejection(.parseTuple, "s#", target: trap) == unclean)
    let recent = Self.target(PythonVersion(3, 13), limited: PythonVersion(3, 13), clean: false)
    #expect(rejection(.parseTuple, "s#", target: recent) == nil)
    let portable = Self.target(PythonVersion(3, 13), clean: false, portable: true)
    #expect(rejection(.parseTuple, "s#", target: portable) == unclean)
  }

  @Test("units exist in some versions only")
  func versions() {
    #expect(rejection(.parseTuple, "u", target: Self.target(PythonVersion(3, 11))) == nil)
    #expect(
      rejection(.parseTuple, "u", target: Self.target(PythonVersion(3, 12)))
        == .call(.absentUnit("u", PythonVersion(3, 12))))
    // What runs on later versions, too, must not have it either.
    #expect(rejection(.parseTuple, "u", target: Self.target(PythonVersion(3, 11), portable: true)) != nil)
    #expect(rejection(.parseTuple, "u", target: Self.target(limited: PythonVersion(3, 9))) != nil)
    #expect(rejection(.buildValue, "p", target: Self.target(PythonVersion(3, 14))) == nil)
    #expect(rejection(.buildValue, "p", target: Self.target(PythonVersion(3, 13))) != nil)
    #expect(rejection(.buildValue, "p", target: Self.target(PythonVersion(3, 14), portable: true)) != nil)
  }

  @Test("more clean-ups than CPython has room for")
  func cleanups() {
    let format = "(" + String(repeating: "y*", count: 9) + ")"
    guard case .syntax = rejection(.parseTuple, format) else {
      Issue.record("accepted")
      return
    }
    #expect(rejection(.parseTuple, String(repeating: "y*", count: 9)) == nil)
  }

  @Test("formats with findings that change nothing are compiled, others only for versions that accept them")
  func warnings() {
    #expect(rejection(.parseTuple, "i|i|i") == nil)
    #expect(rejection(.buildValue, "(i )", target: Self.target(PythonVersion(3, 13))) == nil)
    #expect(rejection(.buildValue, "(i )", target: Self.target(PythonVersion(3, 12))) != nil)
    #expect(rejection(.buildValue, "(i )", target: Self.target(PythonVersion(3, 13), portable: true)) != nil)
    #expect(rejection(.parseTuple, "(es)", target: Self.target(PythonVersion(3, 13))) != nil)
  }

  @Test("malformed formats are rejected with the syntax error")
  func syntax() {
    guard case .syntax(let errors) = rejection(.parseTuple, "i q") else {
      Issue.record("accepted")
      return
    }
    #expect(!errors.isEmpty)
    #expect(!(CallRejection.syntax(errors)).message.isEmpty)
  }
}
