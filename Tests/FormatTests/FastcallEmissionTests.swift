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
        ARGOT_NOINLINE int argot_parse_1_slow(void *p0, PyObject *const *argv, Py_ssize_t n, const char *format,
            void *p1) {
          PyObject *o0;
          PyObject *o1;
          int v1 = 0;
          int r;
          if (ARGOT_UNLIKELY(n < 1 || n > 2)) goto slow;
          o0 = argv[0];
          ARGOT_STORE(p0, o0);
          if (n == 1) return 1;
          o1 = argv[1];
          r = argot_last_i(o1, &v1);
          if (ARGOT_UNLIKELY(r <= 0)) {
            if (r) return 0;
            goto slow;
          }
          ARGOT_STORE(p1, v1);
          return 1;
        slow:
          {
            PyObject *tuple = argot_pack(argv, n);
            return tuple && argot_drop_tuple(tuple, PyArg_ParseTuple(tuple, format, p0, p1));
          }
        }

        ARGOT_INLINE int argot_parse_1(void *p0, PyObject *const *argv, Py_ssize_t n, const char *format,
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
          return argot_parse_1_slow(p0, argv, n, format, p1);
        }

        #define argot_0000000001(...) argot_0000000001_(__VA_ARGS__)
        #define argot_0000000001_(args, format, p0, p1) \
          argot_parse_1(ARGOT_PTR(p0), ARGOT_CALL(args)->argv, ARGOT_CALL(args)->nargs, format, ARGOT_PTR(p1))


        """#)
  }

  @Test("what failed after its effects began is replayed on the vector")
  func replay() {
    let text = emit(parse("O&O&"))
    #expect(text.contains("(void)argot_parse_vector(argv, n, format,"))
    let direct = "PyArg_ParseTuple(tuple, format,"
    #expect(text.ranges(of: direct).count == 1)
    #expect(text.ranges(of: "PyArg_").count == 2, "in the comment and in the last tier")
    #expect(text.contains("_undo(1, taken, p0, argv, n, format, p1, p2, p3)"))
  }

  @Test("keywords in the order of the parameters are bound in one pass, before anything is stored")
  func binder() {
    let text = emit(parse("O|i$O", keywords: ["a", "be", "c"]))
    let function = text.components(between: "ARGOT_NOINLINE const signed char *argot_parse_1_bind(", and: "\n}\n")
    #expect(
      function == #"""
        argot_parse_1_bound *bound, PyObject *const *argv,
            Py_ssize_t n, PyObject *kwnames) {
          signed char *at = bound->at;
          PyObject *key;
          Py_ssize_t i = 0, count = argot_size(kwnames);
          ARGOT_FORGET(i);
          bound->call.argv = argv;
          bound->call.nargs = n;
          bound->call.kwnames = kwnames;
          ARGOT_FILL(at, -1, sizeof(bound->at));
          if (ARGOT_UNLIKELY(n > 2 || !count || !(key = argot_name(kwnames, 0)))) goto slow;
          if (n > 0) at[0] = 0;
          else if (argot_spells(key, "a", 1)) {
            at[0] = (signed char)(n + i);
            if (++i == count) return at;
            if (ARGOT_UNLIKELY(!(key = argot_name(kwnames, i)))) goto slow;
          }
          else goto slow;
          if (n > 1) at[1] = 1;
          else if (argot_spells(key, "be", 2)) {
            at[1] = (signed char)(n + i);
            if (++i == count) return at;
            if (ARGOT_UNLIKELY(!(key = argot_name(kwnames, i)))) goto slow;
          }
          if (argot_spells(key, "c", 1)) {
            at[2] = (signed char)(n + i);
            if (++i == count) return at;
            if (ARGOT_UNLIKELY(!(key = argot_name(kwnames, i)))) goto slow;
          }
        slow:
          return argot_parse_1_bind_slow(bound, argv, n, kwnames, i);
        """#)
    #expect(emit(parse("ii", keywords: ["a", "b"])).contains("if (++i == count) goto slow;"))
    // A name that CPython has to match is required: no call gets through.
    #expect(!emit(parse("ii", keywords: ["a", "é"])).contains("_bind("))
  }

  @Test("keywords in another order are bound behind those, and what is required must be given")
  func slowBinder() {
    let text = emit(parse("O|i$O", keywords: ["a", "be", "c"]))
    let function = text.components(between: "ARGOT_NOINLINE const signed char *argot_parse_1_bind_slow(", and: "\n}\n")
    #expect(
      function == #"""
        argot_parse_1_bound *bound,
            PyObject *const *argv, Py_ssize_t n, PyObject *kwnames, Py_ssize_t i) {
          signed char *at = bound->at;
          Py_ssize_t j, count = kwnames ? argot_size(kwnames) : 0;
          bound->call.argv = argv;
          bound->call.nargs = n;
          bound->call.kwnames = kwnames;
          if (n > 2) return NULL;
          if (i == 0) {
            for (j = 0; j < 3; j++) at[j] = (signed char)(j < n ? j : -1);
          }
          for (; i < count; i++) {
            int index = argot_parse_1_keyword(argot_item(kwnames, i));
            if (ARGOT_UNLIKELY(index < 0 || at[index] >= 0)) return NULL;
            at[index] = (signed char)(n + i);
          }
          return at[0] < 0 ? NULL : at;
        """#)
    #expect(
      emit(parse("|i", keywords: ["a"])).contains(
        "  return at;\n}\n\nARGOT_NOINLINE const signed char *argot_parse_1_bind("))
  }

  @Test("the first tier converts what is given by keyword apart from calls without keywords, both tiers what is bound")
  func boundTiers() {
    let text = emit(parse("O|i$O", keywords: ["a", "be", "c"]))
    let second = text.components(between: "ARGOT_NOINLINE int argot_parse_1_slow(", and: "\n}\n")
    #expect(
      second == #"""
        void *p0, const argot_parse_1_bound *bound, const signed char *at,
            const char *format, void *names, void *p1, void *p2) {
          PyObject *const *values;
          PyObject *o0;
          PyObject *o1;
          PyObject *o2;
          int v1 = 0;
          int r;
          if (!at) goto slow;
          values = bound->call.argv;
          o0 = values[at[0]];
          ARGOT_STORE(p0, o0);
          if (at[1] >= 0) {
            o1 = values[at[1]];
            r = argot_last_i(o1, &v1);
            if (ARGOT_UNLIKELY(r <= 0)) {
              if (r) return 0;
              goto slow;
            }
            ARGOT_STORE(p1, v1);
          }
          if (at[2] >= 0) {
            o2 = values[at[2]];
            ARGOT_STORE(p2, o2);
          }
          return 1;
        slow:
          return argot_parse_vector_and_keywords(bound->call.argv, bound->call.nargs, bound->call.kwnames,
              format, names, p0, p1, p2);
        """#)
    let first = text.components(between: "ARGOT_INLINE int argot_parse_1(", and: "\n}\n")
    #expect(
      first == #"""
        void *p0, PyObject *const *argv, Py_ssize_t n, PyObject *kwnames,
            const char *format, void *names, void *p1, void *p2) {
          argot_parse_1_bound bound;
          const signed char *at;
          int result;
          if (ARGOT_UNLIKELY(kwnames != NULL)) {
            PyObject *const *values;
            PyObject *o0;
            PyObject *o1;
            PyObject *o2;
            int v1;
            at = argot_parse_1_bind(&bound, argv, n, kwnames);
            if (ARGOT_UNLIKELY(!at)) goto second;
            values = bound.call.argv;
            o0 = values[at[0]];
            ARGOT_STORE(p0, o0);
            if (at[1] >= 0) {
              o1 = values[at[1]];
              if (ARGOT_UNLIKELY(!argot_get_i(o1, &v1))) goto second;
              ARGOT_STORE(p1, v1);
            }
            if (at[2] >= 0) {
              o2 = values[at[2]];
              ARGOT_STORE(p2, o2);
            }
            result = 1;
            goto done;
          }
          else {
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
          }
        slow:
          at = argot_parse_1_bind_slow(&bound, argv, n, kwnames, 0);
        second:
          result = argot_parse_1_slow(p0, &bound, at, format, names, p1, p2);
        done:
          ARGOT_FORGET(result);
          return result;
        """#)
  }

  @Test("other keywords are told apart by length and by the byte that differs most")
  func tree() {
    let names = ["x", "yy", "alpha", "alphb", "gamma", "alphc", "zz"]
    let text = emit(parse("|iiiiiii", keywords: names))
    let function = text.components(between: "int argot_parse_1_keyword(PyObject *key) {\n", and: "\n}\n")
    #expect(
      function == #"""
          const char *text;
          Py_ssize_t size;
          if (!argot_ascii(key, &text, &size)) return -1;
          switch (size) {
          case 1:
            if (ARGOT_EQUAL(text, "x", 1)) return 0;
            break;
          case 2:
            if (ARGOT_EQUAL(text, "yy", 2)) return 1;
            if (ARGOT_EQUAL(text, "zz", 2)) return 6;
            break;
          case 5:
            switch (text[4]) {
            case 'a':
              if (ARGOT_EQUAL(text, "alpha", 5)) return 2;
              if (ARGOT_EQUAL(text, "gamma", 5)) return 4;
              break;
            case 'b':
              if (ARGOT_EQUAL(text, "alphb", 5)) return 3;
              break;
            case 'c':
              if (ARGOT_EQUAL(text, "alphc", 5)) return 5;
              break;
            }
            break;
          }
          return -1;
        """#)
    let pairs = emit(parse("|iiii", keywords: ["ab", "ac", "bd", "?e"]))
    #expect(pairs.contains("case 'c':\n      if (ARGOT_EQUAL(text, \"ac\", 2)) return 1;"))
    let bytes = emit(parse("|iii", keywords: ["?", "b", "c"]))
    #expect(bytes.contains("case 63:\n      return 0;"))
  }

  @Test("call sites are remembered where that is asked for, with up to 15 parameters")
  func sites() {
    func text(_ call: CallDescription, limitedAPI: PythonVersion? = nil, _ remembersSites: Bool = true) -> String {
      let target = CompileTarget(headers: PythonVersion(3, 13), limitedAPI: limitedAPI, isSizeClean: true)
      var emitter = TranslationUnitEmitter(target: target, remembersSites: remembersSites)
      _ = emitter.compile(call, convention: .fastcall)
      return emitter.text
    }
    let names = (0..<16).map { "n\($0)" }
    let call = parse("O|i$O", keywords: ["a", "be", "c"])
    let function = text(call).components(
      between: "ARGOT_NOINLINE const signed char *argot_parse_1_bind_known(", and: "\n}\n")
    #expect(
      function == #"""
        argot_parse_1_bound *bound,
            PyObject *const *argv, Py_ssize_t n, PyObject *kwnames) {
          const signed char *at = argot_find_site(&argot_parse_1_sites, kwnames, n);
          if (ARGOT_UNLIKELY(!at)) {
            if (argot_notes_sites(&argot_parse_1_sites)) return argot_parse_1_bind_new(bound, argv, n, kwnames);
            return argot_parse_1_bind(bound, argv, n, kwnames);
          }
          bound->call.argv = argv;
          bound->call.nargs = n;
          bound->call.kwnames = kwnames;
          return at;
        """#)
    #expect(text(call).contains("at = argot_parse_1_bind_known(&bound, argv, n, kwnames);"))
    #expect(text(call).contains("argot_note_site(&argot_parse_1_sites, at, 3, kwnames, n);"))
    #expect(!text(call, false).contains("_sites"))
    #expect(!text(call, limitedAPI: PythonVersion(3, 11)).contains("_sites"))
    #expect(text(parse("OOOOOOOOOOOOOOO", keywords: Array(names.dropLast()))).contains("_sites"))
    #expect(!text(parse("OOOOOOOOOOOOOOOO", keywords: names)).contains("_sites"))
  }

  @Test("the keyword dictionary is evaluated and not used")
  func unusedDictionary() {
    let text = emit(parse("i", keywords: ["a"]))
    #expect(text.contains("((void)(kwargs), argot_parse_1("))
    #expect(!text.contains("PyDict_Next"))
  }
}

extension String {
  /// What stands between two texts, the first of which occurs once; empty if one is missing.
  fileprivate func components(between start: String, and end: String) -> String {
    guard let first = ranges(of: start).first else { return "" }
    guard let last = self[first.upperBound...].ranges(of: end).first else { return "" }
    return String(self[first.upperBound..<last.lowerBound])
  }
}
