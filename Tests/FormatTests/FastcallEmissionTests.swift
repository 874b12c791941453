import CodeEmission
import FormatSema
import FormatUnits
import Testing

@Suite("Generated C for METH_FASTCALL")
struct FastcallEmissionTests {
  private static let target = CompileTarget(headers: PythonVersion(3, 13), limitedAPI: nil, isSizeClean: true)

  private func emit(_ call: CallDescription) -> String {
    var emitter = TranslationUnitEmitter(target: Self.target)
    _ = emitter.compile(call, convention: .fastcall)
    return emitter.text
  }

  private func parse(_ format: String, keywords: [String]? = nil) -> CallDescription {
    CallDescription(
      function: keywords == nil ? .parseTuple : .parseTupleAndKeywords, format: Array(format.utf8),
      keywords: keywords?.map { Array($0.utf8) })
  }

  @Test("a call has a function for each convention, a build call one for both")
  func conventions() {
    var emitter = TranslationUnitEmitter(target: Self.target)
    let call = parse("i:one")
    let vector = emitter.compile(call, convention: .fastcall)
    let tuple = emitter.compile(call)
    #expect(vector == .compiled(token: "argot_0000000001", tiers: [1, 2, 3]))
    #expect(tuple == .compiled(token: "argot_0000000002", tiers: [1, 2, 3]))
    #expect(emitter.compile(parse("i:other"), convention: .fastcall) == vector)
    #expect(emitter.compile(parse("i:other"), convention: .varargs) == tuple)
    let build = CallDescription(function: .buildValue, format: [UInt8(ascii: "i")])
    #expect(emitter.compile(build, convention: .fastcall) == emitter.compile(build))
  }

  @Test("an obstacle is the reason for which compiling leaves the call")
  func obstacles() {
    let limited = CompileTarget(
      headers: PythonVersion(3, 13), limitedAPI: PythonVersion(3, 9), isSizeClean: true)
    let single = CallDescription(function: .parse, format: [UInt8(ascii: "i")])
    let method = CallDescription(function: .callMethod, format: [UInt8(ascii: "i")])
    let calls = [parse("i"), parse("w*"), parse("i q"), parse("i", keywords: ["a"]), single, method]
    var left = 0
    for target in [Self.target, limited] {
      for convention in MethodConvention.allCases {
        for call in calls {
          var emitter = TranslationUnitEmitter(target: target)
          let obstacle = emitter.obstacle(to: call, convention: convention)
          #expect(emitter.text.isEmpty)
          switch emitter.compile(call, convention: convention) {
          case .compiled: #expect(obstacle == nil)
          case .left(let reason):
            #expect(obstacle == reason)
            left += 1
          }
        }
      }
    }
    // Two formats under both targets and conventions; the method and, entered through a vector, everything else under
    // the limited API; PyArg_Parse through a vector.
    #expect(left == 8 + 2 + 3 + 1)
  }

  @Test("the code of a call, whole")
  func golden() {
    let text = emit(parse("O|i:peek"))
    #expect(
      text == #"""
        /* PyArg_ParseTuple "O|i:peek", entered by METH_FASTCALL */
        ARGOT_NOINLINE int argot_parse_1_slow(PyObject *const *argv, Py_ssize_t n, const char *format, void *p0,
            void *p1) {
          PyObject *o0;
          PyObject *o1;
          int v1;
          if (ARGOT_UNLIKELY(n < 1 || n > 2)) goto slow;
          o0 = argv[0];
          ARGOT_STORE(p0, o0);
          if (n == 1) return 1;
          o1 = argv[1];
          if (ARGOT_UNLIKELY(!argot_any_i(o1, &v1))) goto slow;
          ARGOT_STORE(p1, v1);
          return 1;
        slow:
          return argot_parse_vector(argv, n, format, p0, p1);
        }

        ARGOT_INLINE int argot_parse_1(PyObject *const *argv, Py_ssize_t n, const char *format, void *p0,
            void *p1) {
          PyObject *o0;
          PyObject *o1;
          int v1;
          if (ARGOT_UNLIKELY(n < 1 || n > 2)) goto slow;
          o0 = argv[0];
          ARGOT_STORE(p0, o0);
          if (n == 1) return 1;
          o1 = argv[1];
          if (ARGOT_UNLIKELY(!argot_get_i(o1, &v1))) goto slow;
          ARGOT_STORE(p1, v1);
          return 1;
        slow:
          return argot_parse_1_slow(argv, n, format, p0, p1);
        }

        #define argot_0000000001(...) argot_0000000001_(__VA_ARGS__)
        #define argot_0000000001_(args, format, p0, p1) \
          argot_parse_1(ARGOT_CALL(args)->argv, ARGOT_CALL(args)->nargs, format, ARGOT_PTR(p0), ARGOT_PTR(p1))


        """#)
  }

  @Test("what failed after its effects began is replayed on the vector")
  func replay() {
    let text = emit(parse("O&O&"))
    #expect(text.contains("(void)argot_parse_vector(argv, n, format,"))
    #expect(!text.dropFirst("/* PyArg_".count).contains("PyArg_"))
    #expect(text.contains("_undo(1, taken, argv, n, format, p0, p1, p2, p3)"))
  }

  @Test("the keyword dictionary is evaluated and not used")
  func unusedDictionary() {
    let text = emit(parse("i", keywords: ["a"]))
    #expect(text.contains("((void)(kwargs), argot_parse_1("))
    #expect(!text.contains("PyDict_Next"))
  }
}
