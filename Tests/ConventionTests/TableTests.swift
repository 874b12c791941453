import ClangTestSupport
import Testing

/// What tables and entries may look like, and what keeps an entry as it is.
@Suite struct TableTests {
  private static let before = """
    #define KW(f) ((PyCFunction)(void (*)(void))(f))
    #define FLAGS METH_VARARGS
    #define KEYWORD_FLAGS METH_VARARGS | METH_KEYWORDS
    #define FUNCTION(number) f ## number
    #define ENTRY(name, function) {name, function, METH_VARARGS, NULL}
    #define WHOLE(...) {__VA_ARGS__}
    #define SHOWN(f) ((void)#f, f)
    #define DROP(x)
    #define TEXT(x) DROP(#x) (x)
    #define SAME(x) x
    #define HIDDEN 0
    static PyMethodDef *other;
    static int count;
    static void look(void *p) {}
    static PyTypeObject type;
    typedef struct { PyModuleDef module; PyMethodDef *m_methods; } Own;
    static Own own;
    """

  @Test(arguments: Library.all, [PythonHeaders.all.first, PythonHeaders.all.last])
  func entries(_ library: Library, headers: PythonHeaders?) throws {
    let notSimple = "the flags are not written as METH_VARARGS with other flags of CPython"
    let examples: [(Example, String)] = [
      (Example(), ""),
      (Example(entries: #"{"m", &f@, METH_VARARGS, NULL}"#), ""),
      (
        Example(entries: #"{"m", & /**/ f@, METH_VARARGS, NULL}"#),
        "the & in the entry does not stand before the function's name"
      ),
      (
        Example(entries: #"{"m", &(f@), METH_VARARGS, NULL}"#),
        "the & in the entry does not stand before the function's name"
      ),
      (Example(entries: #"{"m", (f@), METH_VARARGS, NULL}"#), ""),
      (Example(entries: #"{"m", *f@, METH_VARARGS, NULL}"#), ""),
      (Example(entries: #"{"m", (PyCFunction)f@, METH_VARARGS, NULL}"#), ""),
      (Example(entries: #"{"m", (PyCFunction)(void (*)(void))f@, METH_VARARGS, NULL}"#), ""),
      (Example(entries: #"{"m", (PyCFunction)(void *)&f@, METH_VARARGS, NULL}"#), ""),
      (Example(entries: #"{"m", (void *)f@, METH_VARARGS}"#), ""),
      (Example(entries: #"{"m", KW(f@), METH_VARARGS, PyDoc_STR("a, {b}")}"#), ""),
      (Example(entries: #"{"m", SAME(SAME(f@)), METH_VARARGS, NULL,}"#), ""),
      (Example(entries: #"{SAME("m"), f@, METH_VARARGS, NULL}"#), ""),
      (Example(entries: #"{"m", f@, SAME(METH_VARARGS), NULL}"#), notSimple),
      (Example(entries: #"{"m", SHOWN(f@), METH_VARARGS, NULL}"#), "the entry does not just name a function"),
      (Example(entries: #"{"m", HIDDEN ? 0 : f@, METH_VARARGS, NULL}"#), "the entry does not just name a function"),
      (Example(entries: #"{"m", HIDDEN ? f@ : f@, METH_VARARGS, NULL}"#), "the entry does not just name a function"),
      (
        Example(entries: #"{"m", TEXT(f@), METH_VARARGS, NULL}"#),
        "a macro around the function's name stringifies or pastes it"
      ),
      (Example(entries: #"{.ml_name = "m", .ml_meth = f@, .ml_flags = METH_VARARGS}"#), ""),
      (Example(entries: #"{.ml_meth = f@, .ml_flags = METH_VARARGS, .ml_name = "m"}"#), ""),
      (Example(entries: #"{.ml_flags = METH_VARARGS, .ml_name = "m", f@}"#), ""),
      (Example(entries: #"{"m", f@, METH_VARARGS | METH_STATIC, NULL}"#), ""),
      (Example(entries: #"{"m", f@, (METH_CLASS) | METH_VARARGS | METH_COEXIST, NULL}"#), ""),
      (
        Example(entries: #"{"m", f@, METH_VARARGS, NULL}, {"n", (PyCFunction)f@, METH_VARARGS | METH_CLASS, NULL}"#), ""
      ),
      (Example(entries: #"{HIDDEN ? "m" : "n", f@, METH_VARARGS, NULL}"#), ""),
      (Example(entries: #"{"m", f@, 1, NULL}"#), notSimple),
      (Example(entries: #"{"m", f@, FLAGS, NULL}"#), notSimple),
      (Example(entries: #"{"m", f@, METH_VARARGS | HIDDEN, NULL}"#), notSimple),
      (Example(entries: #"{"m", f@, METH_VARARGS | METH_VARARGS, NULL}"#), notSimple),
      (Example(entries: #"{"m", f@, METH_VARARGS + 0, NULL}"#), notSimple),
      (
        Example(entries: #"{"m", FUNCTION(@), METH_VARARGS, NULL}"#),
        "the function's name in the entry comes from a macro"
      ),
      (Example(entries: #"ENTRY("m", f@)"#), "the entry is written inside a macro"),
      (Example(entries: #"WHOLE("m", f@, METH_VARARGS)"#), "the entry is written inside a macro"),
      (
        Example(entries: "{\"m\", f@,\n#ifdef X\n0\n#else\nMETH_VARARGS\n#endif\n}"),
        "the entry contains a preprocessor directive"
      ),
      (
        Example(entries: #"{"m", f@, METH_VARARGS, NULL}, {"n", f@, METH_VARARGS | METH_KEYWORDS, NULL}"#),
        "the function's entries have different flags"
      ),
      (
        Example(entries: #"{"m", f@, METH_VARARGS, NULL}, {"n", f@, METH_NOARGS, NULL}"#),
        "the function's entries have different flags"
      ),
      (Example(entries: #"{"m", f@, METH_VARARGS | 0x1000, NULL}"#), notSimple),
      (
        Example(entries: #"{"m", f@, METH_VARARGS, NULL}, {"n", f@, FLAGS, NULL}"#),
        "another entry with the function has to stay as it is; " + notSimple
      ),
    ]
    try library.expect(examples, before: Self.before, headers: headers)
  }

  @Test(arguments: Library.all, [PythonHeaders.all.first, PythonHeaders.all.last])
  func uses(_ library: Library, headers: PythonHeaders?) throws {
    let used = "the table is also used in line N"
    let examples: [(Example, String)] = [
      (Example(use: "static PyModuleDef module@ = {.m_methods = table@, .m_size = -1};"), ""),
      (Example(use: "static PyModuleDef modules@[] = {{.m_methods = (PyMethodDef *)(void *)table@}};"), ""),
      (Example(use: "static PyTypeObject type@ = {PyVarObject_HEAD_INIT(NULL, 0) .tp_methods = table@};"), ""),
      (Example(use: "void use@(void) { type.tp_methods = table@; }"), ""),
      (Example(use: "void use@(PyTypeObject *t) { t->tp_methods = &table@[0]; (t->tp_methods) = (table@); }"), ""),
      (Example(use: "void use@(PyModuleDef *m) { m->m_methods=table@; (void)table@; }"), ""),
      (Example(use: "static PyType_Slot slots@[] = {{Py_tp_doc, 0}, {Py_tp_methods, table@}, {0}};"), ""),
      (Example(use: "static PyType_Slot slots@[] = {{.pfunc = (void *)table@, .slot = Py_tp_methods}};"), ""),
      (Example(use: "void use@(PyObject *m) { PyModule_AddFunctions(m, table@); }"), ""),
      (Example(use: "void use@(PyObject *m) { PyCFunction_New(&table@[0], m); PyCFunction_NewEx(table@, m, m); }"), ""),
      (
        Example(
          use: "void use@(PyTypeObject *t) { PyDescr_NewMethod(t, &table@[0]); PyDescr_NewClassMethod(t, table@); }"),
        ""
      ),
      (
        Example(
          table: "static PyMethodDef table@ = …;", use: "void use@(PyObject *m) { PyCFunction_New(&table@, m); }"), ""
      ),
      (Example(table: "static const PyMethodDef table@[] = {…};"), ""),
      (Example(table: "PyMethodDef table@[] = {…};"), ""),
      (Example(table: "static PyMethodDef table@[2]; static PyMethodDef table@[2] = {[0] = …};"), ""),
      (Example(use: ""), ""),
      (Example(use: "static PyType_Slot slots@[] = {{Py_tp_members, table@}};"), used),
      (Example(use: "static PyType_Slot slots@[] = {Py_tp_methods, table@, 0, 0};"), used),
      (Example(use: "void use@(PyType_Slot *s) { s->pfunc = table@; }"), used),
      (Example(use: "static PyMethodDef *pointer@ = table@;"), used),
      (Example(use: "void use@(void) { other = table@; }"), used),
      (Example(use: "void use@(void) { own.m_methods = table@; }"), used),
      (Example(use: "int use@(void) { return type.tp_methods == table@; }"), used),
      (Example(use: "void use@(void) { look(table@); }"), used),
      (Example(use: "void use@(void) { for (PyMethodDef *m = table@; m->ml_name; m++) count++; }"), used),
      (Example(use: "void use@(void) { count = sizeof(table@) / sizeof(table@[0]); }"), used),
      (Example(use: "const char *use@(void) { return table@[0].ml_name; }"), used),
      (Example(use: "void use@(void) { table@[0].ml_doc = NULL; }"), used),
      (Example(use: "static Own own@ = {{PyModuleDef_HEAD_INIT}, table@};"), used),
      (
        Example(
          before: "PyObject *PyCFunction_Mine(PyMethodDef *, PyObject *);",
          use: "void use@(PyObject *m) { PyCFunction_Mine(table@, m); }"), used
      ),
    ]
    try library.expect(examples, before: Self.before, headers: headers)
  }

  /// Types and modules lead to the elements of tables, too.
  @Test(arguments: Library.all) func elementsBehindPointers(_ library: Library) throws {
    let text = """
      static PyObject *f(PyObject *self, PyObject *args) { return PyArg_ParseTuple(args, "") ? self : NULL; }
      static PyMethodDef table[] = {{.ml_name = "m", .ml_meth = f, .ml_flags = METH_VARARGS}, {NULL}};
      static PyTypeObject type = {PyVarObject_HEAD_INIT(NULL, 0) .tp_methods = table};

      """
    let uses: [(String, String)] = [
      ("const char *use(void) { return type.tp_methods->ml_name; }", ""),
      ("int use(void) { return type.tp_methods->ml_flags; }", "the table is also used in line 5"),
      ("PyObject *use(PyObject *a) { return type.tp_methods[0].ml_meth(a, a); }", "the table is also used in line 5"),
      ("void use(PyModuleDef *m) { m->m_methods->ml_flags |= METH_STATIC; }", "the table is also used in line 5"),
    ]
    for (use, expected) in uses { #expect(try library.convention(text + use).outcomes == [expected], "\(use)") }
  }

  /// A table of a function's own.
  @Test(arguments: Library.all) func tableInsideAFunction(_ library: Library) throws {
    let found = try library.convention(
      """
      static PyObject *f(PyObject *self, PyObject *args) { return PyArg_ParseTuple(args, "") ? self : NULL; }
      PyObject *make(PyObject *module) {
        static PyMethodDef method = {"m", (PyCFunction)f, METH_VARARGS, NULL};
        return PyCFunction_NewEx(&method, NULL, module);
      }
      """)
    #expect(found.outcomes == [""])
  }

  @Test(arguments: Library.all) func tablesOfOtherFiles(_ library: Library) throws {
    let text = """
      static PyObject *f(PyObject *self, PyObject *args) { return PyArg_ParseTuple(args, "") ? self : NULL; }
      PyMethodDef table[] = {{"m", f, METH_VARARGS, NULL}, {NULL}};
      """
    let header = ["table.h": "extern PyMethodDef table[];\n"]
    let declared = ["the table is declared in another file, too"]
    #expect(try library.convention("#include \"table.h\"\n" + text, files: header).outcomes == declared)
    #expect(try library.convention(text + "\n#include \"table.h\"\n", files: header).outcomes == declared)
    #expect(try library.convention("extern PyMethodDef table[];\n" + text).outcomes == [""])
    let far = try library.convention(
      text + "\n#include \"use.h\"\n", files: ["use.h": "\nPyMethodDef *use(void) { return table; }\n"])
    #expect(far.outcomes == ["the table is also used in line 2 of use.h"])
  }

  /// An entry that two tables share can only have one text.
  @Test(arguments: Library.all) func sharedEntries(_ library: Library) throws {
    let found = try library.convention(
      """
      static PyObject *f(PyObject *self, PyObject *args) { return PyArg_ParseTuple(args, "") ? self : NULL; }
      static PyMethodDef one[] = {
      #include "entries.h"
      };
      static PyMethodDef two[] = {
      #include "entries.h"
      };
      """, files: ["entries.h": "{\"m\", f, METH_VARARGS, NULL},\n"])
    #expect(found.outcomes == Array(repeating: "the entry's text is compiled more than once", count: 2))
    let alone = try library.convention(
      """
      static PyObject *f(PyObject *self, PyObject *args) { return PyArg_ParseTuple(args, "") ? self : NULL; }
      static PyMethodDef one[] = {
      #include "entries.h"
      };
      """, files: ["entries.h": "{\"m\", f, METH_VARARGS, NULL},\n"])
    #expect(alone.outcomes == [""])
  }
}
