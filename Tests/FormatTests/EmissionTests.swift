import CodeEmission
import FormatSema
import FormatUnits
import Testing

@Suite("Generated C")
struct EmissionTests {
  private static let target = CompileTarget(headers: PythonVersion(3, 13), limitedAPI: nil, isSizeClean: true)

  private func emit(_ calls: [CallDescription]) -> (outcomes: [TranslationUnitEmitter.Outcome], text: String) {
    var emitter = TranslationUnitEmitter(target: Self.target)
    let outcomes = calls.map { emitter.compile($0) }
    return (outcomes, emitter.text)
  }

  private func parse(_ format: String) -> CallDescription {
    CallDescription(function: .parseTuple, format: Array(format.utf8))
  }

  @Test("a token is as long as the function's name, and calls that differ in the trailer only share it")
  func tokens() {
    let calls = [parse("i:one"), parse("s"), parse("i:other")]
    let outcomes = emit(calls).outcomes
    #expect(outcomes[0] == .compiled(token: "argot_0000000001", tiers: [1, 2, 3]))
    #expect(outcomes[1] == .compiled(token: "argot_0000000002", tiers: [1, 2, 3]))
    #expect(outcomes[2] == outcomes[0])
    let longer = emit([parse("i:one"), parse("ii")]).outcomes
    #expect(longer[0] != longer[1])
    for function in APIFunction.allCases {
      let keywords: [[UInt8]]? = function.keywordListIndex == nil ? nil : [[0x61]]
      let call = CallDescription(function: function, format: [UInt8(ascii: "i")], keywords: keywords)
      guard case .compiled(let token, _) = emit([call]).outcomes[0] else {
        Issue.record("\(function) was left")
        continue
      }
      #expect(token.utf8.count == function.rawValue.utf8.count)
    }
  }

  @Test("what is left has a reason and leaves no text")
  func left() {
    for format in ["w*", "es#", "i q", "((("] {
      let (outcomes, text) = emit([parse(format)])
      guard case .left(let reason) = outcomes[0] else {
        Issue.record("\(format) was compiled")
        continue
      }
      #expect(!reason.isEmpty)
      #expect(text.isEmpty)
    }
  }

  @Test("calls with other names do not share the function that matches names")
  func otherNames() {
    let calls = ["ab", "cd"].map { names in
      CallDescription(
        function: .parseTupleAndKeywords, format: Array("ii".utf8), keywords: names.utf8.map { [$0] })
    }
    let outcomes = emit(calls + [calls[0]]).outcomes
    #expect(outcomes[0] != outcomes[1])
    #expect(outcomes[0] == outcomes[2])
  }

  @Test("a view that can no longer be taken behind a converter has the one before it released")
  func failedView() {
    let text = emit([parse("y*O&y*")]).text
    #expect(text.contains("return argot_parse_1_undo(2, taken"))
    #expect(emit([parse("y*")]).outcomes == [.compiled(token: "argot_0000000001", tiers: [1, 2, 3])])
  }

  @Test("a number is cast to the type that is read, so that no compiler remarks on a conversion the call always had")
  func casts() {
    let call = CallDescription(function: .buildValue, format: Array("iL".utf8))
    #expect(emit([call]).text.contains("argot_build_1((int)(p0), (long long)(p1))"))
  }

  @Test("a converter in a group that only CPython serves is none that a failed call undoes")
  func unreachedConverter() {
    let target = CompileTarget(headers: PythonVersion(3, 9), limitedAPI: PythonVersion(3, 9), isSizeClean: true)
    var emitter = TranslationUnitEmitter(target: target)
    _ = emitter.compile(parse("|iO&O&(z#O&)"))
    let undo = emitter.text.split(separator: "\n\n").first { $0.contains("_undo(int failed") } ?? ""
    #expect(undo.contains("if (taken & 1ULL << 1) (void)p1(NULL, p2);"))
    #expect(undo.contains("(void)p7;"))
    #expect(undo.contains(" argot_refuse_converter, p8"))
  }

  @Test("a format with more C arguments than generated functions take is left")
  func slots() {
    let most = emit([parse(String(repeating: "i", count: 64))]).outcomes[0]
    #expect(most == .compiled(token: "argot_0000000001", tiers: [1, 2, 3]))
    guard case .left = emit([parse(String(repeating: "i", count: 65))]).outcomes[0] else {
      Issue.record("65 arguments were compiled")
      return
    }
  }

  @Test("the code of a call, whole")
  func golden() {
    let text = emit([parse("si:string_peek")]).text
    #expect(
      text == #"""
        /* PyArg_ParseTuple "si:string_peek" */
        ARGOT_NOINLINE int argot_parse_1_slow(void *p0, PyObject *args, const char *format, void *p1) {
          Py_ssize_t n;
          PyObject *o0;
          PyObject *o1;
          const char *v0 = NULL;
          int v1 = 0;
          int r;
          if (ARGOT_UNLIKELY(!argot_count(args, &n) || n != 2)) goto slow;
          o0 = argot_item(args, 0);
          if (ARGOT_UNLIKELY(!argot_any_s(o0, &v0))) goto slow;
          ARGOT_STORE(p0, v0);
          o1 = argot_item(args, 1);
          r = argot_last_i(o1, &v1);
          if (ARGOT_UNLIKELY(r <= 0)) {
            if (r) return 0;
            goto slow;
          }
          ARGOT_STORE(p1, v1);
          return 1;
        slow:
          return PyArg_ParseTuple(args, format, p0, p1);
        }

        ARGOT_INLINE int argot_parse_1(void *p0, PyObject *args, const char *format, void *p1) {
          Py_ssize_t n;
          PyObject *o0;
          PyObject *o1;
          const char *v0;
          int v1;
          if (ARGOT_UNLIKELY(!argot_count(args, &n) || n != 2)) goto slow;
          o0 = argot_item(args, 0);
          if (ARGOT_UNLIKELY(!argot_get_s(o0, &v0))) goto slow;
          ARGOT_STORE(p0, v0);
          o1 = argot_item(args, 1);
          if (ARGOT_UNLIKELY(!argot_get_i(o1, &v1))) goto slow;
          ARGOT_STORE(p1, v1);
          return 1;
        slow:
          return argot_parse_1_slow(p0, args, format, p1);
        }

        #define argot_0000000001(...) argot_0000000001_(__VA_ARGS__)
        #define argot_0000000001_(object, format, p0, p1) \
          argot_parse_1(ARGOT_PTR(p0), object, format, ARGOT_PTR(p1))


        """#)
  }

  @Test("what user code could change is taken in the second tier of formats that run none")
  func changeable() {
    for (unit, guarding) in [("p", "now_p"), ("c", "now_c"), ("f", "now_f"), ("d", "now_d"), ("i", "any_i")] {
      #expect(emit([parse(unit + "U")]).text.contains("argot_\(guarding)("))
      let withConverter = emit([parse("O&" + unit)]).text
      #expect(withConverter.contains("argot_any_\(unit)("))
      #expect(!withConverter.contains("argot_now_"))
    }
  }

  @Test("the last unit that can fail is converted in the second tier, where an exception ends the call")
  func closing() {
    for unit in ["b", "B", "h", "H", "i", "I", "l", "k", "L", "K", "n", "f", "d", "D", "p", "s", "z"] {
      let text = emit([parse(unit + "O")]).text
      #expect(text.ranges(of: "argot_last_\(unit)(").count == 1)
      #expect(
        text.contains(
          """
            if (ARGOT_UNLIKELY(r <= 0)) {
              if (r) return 0;
              goto slow;
            }
          """))
      #expect(!emit([parse(unit + "U")]).text.contains("argot_last_"))
    }
    for (unit, primitive) in [("y", "y"), ("s#", "s_size"), ("z#", "z_size"), ("y#", "y_size")] {
      let text = emit([parse(unit + "O")]).text
      #expect(text.ranges(of: "argot_last_\(primitive)(").count == 1)
      #expect(text.contains("  if (r) ARGOT_STORE(p0, v0);\n    if (r) return 0;\n"))
    }
    #expect(emit([parse("y*O")]).text.ranges(of: "argot_last_y_view(").count == 1)
    #expect(!emit([parse("y*U")]).text.contains("argot_last_"))
  }

  @Test("a dict that others hold is walked only where no user code runs")
  func sharedDict() {
    for (format, isLeft) in [("O", false), ("U", false), ("i", true), ("O&", true)] {
      let call = CallDescription(
        function: .parseTupleAndKeywords, format: Array(format.utf8), keywords: [Array("a".utf8)])
      #expect(emit([call]).text.contains("Py_REFCNT(kwargs) != 1") == isLeft)
    }
  }

  @Test("a copy without a target is left to CPython, which words the error")
  func missingTarget() {
    #expect(emit([parse("es")]).text.contains("if (ARGOT_UNLIKELY(!(p1 && argot_get_es("))
    #expect(emit([parse("es")]).text.contains("if (ARGOT_UNLIKELY(!(p1 && argot_now_es("))
  }

  @Test("names of positional-only parameters and names outside ASCII are not matched")
  func matchedNames() {
    let names = ["", "ball", "\u{E9}"].map { Array($0.utf8) }
    let call = CallDescription(function: .parseTupleAndKeywords, format: Array("iii".utf8), keywords: names)
    let lines = emit([call]).text.split(separator: "\n").filter { $0.contains("return") && $0.contains("\"") }
    #expect(lines == [#"    if (ARGOT_EQUAL(text, "ball", 4)) return 1;"#])
    // Where the limited API does not give the characters, names are compared one after the other.
    let target = CompileTarget(headers: PythonVersion(3, 13), limitedAPI: PythonVersion(3, 9), isSizeClean: true)
    var emitter = TranslationUnitEmitter(target: target)
    _ = emitter.compile(call)
    #expect(emitter.text.contains(#"  if (argot_keyword_is(key, "ball", 4)) return 1;"#))
  }

  @Test("no part of a format can end the comment above its code")
  func escaping() {
    let text = emit([parse(#"O:*/"\"# + "\u{1}??=é")]).text
    #expect(text.contains(#"/* PyArg_ParseTuple "O:*\057\"\\\001\077\077=\303\251" */"#))
  }
}
