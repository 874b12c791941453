import ClangTestSupport
import Testing

@Suite struct CPlusPlusTests {
  @Test(arguments: Library.all) func tablesAndFunctions(_ library: Library) throws {
    let hidden = "the function is not a public member"
    /// A function between the opening and the closing text of a scope, and an entry that calls it `name`.
    func scoped(_ open: String, _ close: String, _ name: String, table: String? = nil) -> Example {
      var example = Example(entries: #"{"m", \#(name), METH_VARARGS, nullptr}"#)
      example.head = open + " " + example.head
      example.table = close + " " + (table ?? example.table)
      if table != nil { example.use = "" }
      return example
    }
    var usedInside = scoped("struct S@ {", "};", "S@::f@")
    usedInside.use += "PyObject *call@(S@ s) { return s.f@(nullptr, nullptr); }"
    let examples: [(Example, String)] = [
      (Example(), ""),
      (Example(entries: #"{"m", reinterpret_cast<PyCFunction>(f@), METH_VARARGS, nullptr}"#), ""),
      (Example(entries: #"{"m", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(&f@)), METH_VARARGS}"#), ""),
      (Example(entries: #"{"m", static_cast<PyCFunction>(f@), METH_VARARGS, nullptr}"#), ""),
      (Example(entries: #"{"m", PyCFunction(f@), METH_VARARGS, nullptr}"#), ""),
      (Example(entries: #"{"m", ::f@, METH_VARARGS, nullptr}"#), ""),
      (Example(table: "static PyMethodDef table@[] {…, PyMethodDef{}};"), ""),
      (Example(table: "namespace { PyMethodDef table@[] = {…, {}}; }"), ""),
      (Example(table: "static const PyMethodDef table@[] = {…, {}};", use: ""), ""),
      (
        Example(table: "static constexpr PyMethodDef table@[] = {…, {}};", use: ""),
        "the table is constexpr or constinit"
      ),
      (
        Example(table: "constexpr static PyMethodDef table@[] = {…, {}};", use: ""),
        "the table is constexpr or constinit"
      ),
      (
        Example(table: "static CONSTANT PyMethodDef table@[] = {…, {}};", use: ""),
        "the table is constexpr or constinit"
      ),
      (Example(table: "static constinit PyMethodDef table@[] = {…, {}};"), "the table is constexpr or constinit"),
      (Example(table: "static PyMethodDef table@[] = {PyMethodDef…, {}};"), "the entry is not written in braces"),
      (scoped("namespace N@ {", "}", "N@::f@"), ""),
      (scoped("namespace N@ { namespace M { inline namespace V {", "} } }", "N@::M::f@"), ""),
      (scoped("namespace {", "}", "f@"), ""),
      (scoped("struct S@ {", "};", "S@::f@"), ""),
      (scoped("struct S@ {", "};", "&S@ :: f@"), ""),
      (scoped("namespace { struct S@ {", "}; }", "S@::f@"), ""),
      (
        scoped(
          "class S@ { static PyMethodDef table@[]; ", "};", "f@", table: "PyMethodDef S@::table@[] = {…, {}};"), hidden
      ),
      (
        scoped(
          "class S@ { protected: struct T { ", "}; static PyMethodDef table@[]; };", "T::f@",
          table: "PyMethodDef S@::table@[] = {…, {}};"), hidden
      ),
      (usedInside, "the function is also used in line N"),
      (scoped("template <class T> struct S@ {", "};", "S@<int>::f@"), "the function is a template's member"),
      (
        Example(head: "static PyObject *f@(PyObject *) { return nullptr; } " + Example().head),
        "the function is overloaded"
      ),
      (
        Example(head: "namespace N@ { inline int f@(int i) { return i; } } " + Example().head),
        "the function is overloaded"
      ),
      (
        Example(
          head: "template <class T> static PyObject *f@(PyObject *self, PyObject *args)",
          entries: #"{"m", f@<int>, METH_VARARGS, nullptr}"#), "the function is a template"
      ),
      (
        Example(head: Example().head, after: "template <class T> void t@(T t) { f@(t, t); }"),
        "the function is also used in line N"
      ),
      (
        Example(head: Example().head, after: "auto l@ = [](PyObject *p) { return f@(p, p); };"),
        "the function is also used in line N"
      ),
      (
        Example(
          entries:
            #"{"m", [](PyObject *self, PyObject *args) -> PyObject * { return PyArg_ParseTuple(args, "") ? f@(self, args) : nullptr; }, METH_VARARGS, nullptr}"#
        ), "the method is a lambda"
      ),
      ("auto l = [&] { return PyArg_ParseTuple(args, \"i\", &i); }; l();", "args is also used in line N"),
      ("auto l = [args] { return 1; }; l();", "args is also used in line N"),
      ("auto &r = args; r = nullptr;", "args is also used in line N"),
      ("i = PyTuple_GET_SIZE(args) + PyTuple_Size(static_cast<PyObject *>(args));", ""),
      ("PyObject *o = PyTuple_GET_ITEM(args, 0); i = o != nullptr; (void)args;", ""),
      ("static_cast<void>(args);", ""),
    ]
    for headers in [PythonHeaders.all.first, PythonHeaders.all.last] {
      try library.expect(
        examples, before: "#define CONSTANT constexpr", file: "unit.cpp",
        arguments: ["-std=c++20"], headers: headers)
    }
  }

  /// A class that a header shares can be used by other files.
  @Test(arguments: Library.all) func classesOfHeaders(_ library: Library) throws {
    let header = ["class.h": "struct S { static PyObject *f(PyObject *self, PyObject *args); };\n"]
    let text = """
      PyObject *S::f(PyObject *self, PyObject *args) { return PyArg_ParseTuple(args, "") ? self : nullptr; }
      static PyMethodDef table[] = {{"m", S::f, METH_VARARGS, nullptr}, {}};
      """
    let shared = try library.convention("#include \"class.h\"\n" + text, file: "unit.cpp", files: header)
    #expect(shared.outcomes == ["the function is not static, so that other files can call it"])
    let own = try library.convention(header["class.h"]! + text, file: "unit.cpp")
    #expect(own.outcomes == [""])
    #expect(own.functions.map(\.qualifiedName) == ["S::f"])
  }

  @Test(arguments: Library.all) func localClasses(_ library: Library) throws {
    let found = try library.convention(
      """
      PyMethodDef *make() {
        struct Local {
          static PyObject *f(PyObject *self, PyObject *args) { return PyArg_ParseTuple(args, "") ? self : nullptr; }
        };
        static PyMethodDef table[] = {{"m", Local::f, METH_VARARGS, nullptr}, {}};
        (void)table;
        return nullptr;
      }
      """, file: "unit.cpp")
    #expect(found.outcomes == ["the function is a member of a local class"])
  }
}
