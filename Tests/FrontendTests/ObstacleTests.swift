import ClangFrontend
import ClangTestSupport
import Testing

@Suite struct ObstacleTests {
  private static let macros = """
    #define PARSE(a, p) PyArg_ParseTuple(a, "i", p)
    #define ALIAS PyArg_ParseTuple
    #define SAME(x) x
    #define TWICE(x) x; x
    #define LIKELY(x) __builtin_expect(!!(SAME(x)), 1)
    #define TEXT(x) #x
    #define LOG(x) log_text(TEXT(x))
    #define CHECK(x) do { if (!(x)) log_text(#x); } while (0)
    #define DEEP(x) do { if (!(x)) LOG(x); } while (0)
    #define PASTE(x, y) x ## y
    #define APPLY(m, x) m(x)
    #define PASS(f, ...) f(__VA_ARGS__)
    #define BOTH &i, &u
    void log_text(const char *);
    """

  private static let calls: [(statement: String, obstacle: String?)] = [
    ("LIKELY(PyArg_ParseTuple(args, \"i\", &i));", nil),
    ("SAME(SAME(PyArg_ParseTuple(args, \"i\", &i)));", nil),
    ("TWICE(PyArg_ParseTuple(args, \"i\", &i));", nil),
    ("PyArg_ParseTuple /* */ \\\n (args, \"i\", SAME(&i));", nil),
    ("PyArg_ParseTuple(args, TEXT(i), &i);", nil),
    ("PARSE(args, &i);", "the call is written inside a macro"),
    ("ALIAS(args, \"i\", &i);", "the call is written inside a macro"),
    ("CHECK(PyArg_ParseTuple(args, \"i\", &i));", "a macro around the call stringifies or pastes its argument"),
    ("DEEP(PyArg_ParseTuple(args, \"i\", &i));", "a macro around the call stringifies or pastes its argument"),
    ("PASTE(Py, Arg_ParseTuple)(args, \"i\", &i);", "the call is written inside a macro"),
    ("PASTE(,PyArg_ParseTuple)(args, \"i\", &i);", "the callee's name is not followed by its arguments"),
    (
      "APPLY(CHECK, PyArg_ParseTuple(args, \"i\", &i));",
      "a macro around the call stringifies or pastes its argument"
    ),
    ("PyArg_ParseTuple(args, \"i\", BOTH);", "a macro could not tell the arguments apart"),
    ("PyArg_ParseTuple(args, \"i\", (int[]){1, 2});", "a macro could not tell the arguments apart"),
    ("PyArg_ParseTuple(args, \"i\", ((int[]){1, 2}));", nil),
    ("PASS(PyArg_ParseTuple, args, \"i\", &i);", "the callee's name is not followed by its arguments"),
    ("(PyArg_ParseTuple)(args, \"i\", &i);", "the callee's name is not followed by its arguments"),
    ("(*PyArg_ParseTuple)(args, \"i\", &i);", "the callee's name is not followed by its arguments"),
    (
      "PyArg_ParseTuple(args, \"i\",\n#ifdef X\n&u\n#else\n&i\n#endif\n);",
      "the argument list contains a preprocessor directive"
    ),
  ]

  /// With `PY_SSIZE_T_CLEAN` the functions' names are macros themselves.
  @Test(arguments: Library.all, [[], ["-DPY_SSIZE_T_CLEAN"]])
  func macros(_ library: Library, _ arguments: [String]) throws {
    let sites = try library.site(ofEach: Self.calls.map(\.statement), before: Self.macros, arguments: arguments)
    for (site, example) in zip(sites, Self.calls) {
      #expect(site.obstacle == example.obstacle, "\(example.statement)")
      #expect(site.formatText == "i", "\(example.statement)")
    }
  }

  /// All calls in a macro's body have the place of its use.
  @Test(arguments: Library.all) func callsOfOneMacro(_ library: Library) throws {
    let body = "int i; if (!PyArg_ParseTuple(a, \"i\", &i)) return NULL; return Py_BuildValue(\"l\", 1L);"
    let analysis = try library.analyze(
      "#define FUNCTION(name) static PyObject *name(PyObject *a) { \(body) }\nFUNCTION(one)\nFUNCTION(two)\n")
    #expect(analysis.callSites.map(\.enclosingFunction) == ["one", "one", "two", "two"])
    #expect(analysis.callSites.map(\.formatText) == ["i", "l", "i", "l"])
    #expect(analysis.callSites.allSatisfy { $0.obstacle == "the call is written inside a macro" })
  }

  /// Functions are also called by names that are macros; the name in the text is then not the function's.
  @Test(arguments: Library.all) func calleeThatIsAMacro(_ library: Library) throws {
    let site = try library.site(
      "Py_BuildValue(\"i\", i);", before: "#define Py_BuildValue(...) (Py_BuildValue)(__VA_ARGS__)")
    #expect(site.obstacle == "the callee's name is a macro of the project")
  }

  @Test(arguments: Library.all) func templates(_ library: Library) throws {
    let analysis = try library.analyze(
      """
      template <class T> int convert(PyObject *, void *);
      template <class T> void f(PyObject *args) {
        int i; T t; T *p;
        PyArg_ParseTuple(args, "i", &i);
        PyArg_ParseTuple(args, "i", &t);
        PyArg_ParseTuple(args, "s", p);
        PyArg_ParseTuple(args, "O&", convert<T>, &i);
        PyArg_ParseTuple(args, T::format, &i);
        auto generic = [&](auto x) { PyArg_ParseTuple(args, "i", &x); };
        generic(i);
      }
      template <class T> struct Box { T t; void g(PyObject *args) { PyArg_ParseTuple(args, "i", &t); } };
      void h(PyObject *args) { int i; ::PyArg_ParseTuple(args, "i", &i); }
      template <class T, class U> int *pick(int *i) { return i; }
      void g(PyObject *args) { int i; PyArg_ParseTuple(args, "i", pick<int, int>(&i)); }
      """, file: "unit.cpp", arguments: ["-std=c++17"])
    let dependent = "the call depends on a template parameter"
    #expect(
      analysis.callSites.map(\.obstacle) == [
        nil, dependent, dependent, dependent, dependent, dependent, dependent, "the callee's name is qualified",
        "a macro could not tell the arguments apart",
      ])
    #expect(analysis.callSites.map(\.formatText) == ["i", "i", "s", "O&", nil, "i", "i", "i", "i"])
  }

  @Test(arguments: Library.all) func sameTextWithDifferentFormats(_ library: Library) throws {
    let part = "static int NAME(PyObject *a, void *p) { return PyArg_ParseTuple(a, FORMAT, p); }\n"
    func unit(_ first: String, _ second: String) -> String {
      """
      #define NAME first
      #define FORMAT "\(first)"
      #include "part.h"
      #undef NAME
      #undef FORMAT
      #define NAME second
      #define FORMAT "\(second)"
      #include "part.h"
      """
    }
    let different = try library.analyze(unit("i", "l"), files: ["part.h": part]).callSites
    #expect(different.map(\.obstacle) == ["the same text is compiled with different formats"])
    let same = try library.analyze(unit("i", "i"), files: ["part.h": part]).callSites
    #expect(same.map(\.obstacle) == [nil])
  }

  @Test(arguments: Library.all) func fileThatIncludesItself(_ library: Library) throws {
    let sites = try library.analyze(
      """
      #ifndef NAME
      #define NAME first
      #define FORMAT "i"
      #include "unit.c"
      #undef NAME
      #undef FORMAT
      #define NAME second
      #define FORMAT "l"
      #include "unit.c"
      #else
      static int NAME(PyObject *a, void *p) { return PyArg_ParseTuple(a, FORMAT, p); }
      #endif
      """
    ).callSites
    #expect(sites.map(\.obstacle) == ["the same text is compiled with different formats"])
  }
}
