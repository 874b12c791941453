import ClangTestSupport
import Testing

/// Functions that can see how many references their arguments have keep the tuple, which holds one.
@Suite struct ReachabilityTests {
  @Test(arguments: Library.all) func mutators(_ library: Library) throws {
    let before = """
      #define COUNT(o) Py_REFCNT(o)
      #define NAMED COUNT
      #define TEXT "Py_REFCNT"
      static Py_ssize_t direct(PyObject *o) { return Py_REFCNT(o); }
      static Py_ssize_t through_macro(PyObject *o) { return NAMED(o); }
      static Py_ssize_t second(PyObject *o) { return direct(o); }
      static Py_ssize_t (*pointers[])(PyObject *) = {second};
      static Py_ssize_t harmless(PyObject *o) { /* Py_REFCNT */ return TEXT[0]; }
      static Py_ssize_t recursive(PyObject *o) { return o ? recursive(o) : harmless(o); }
      static PyObject *text;
      """
    let examples: [(Example, String)] = [
      ("", ""),
      ("harmless(self); recursive(self); /* Py_REFCNT(self) */", ""),
      ("i = (int)Py_REFCNT(self);", "the function can reach Py_REFCNT"),
      ("i = (int)self->ob_refcnt;", "the function can reach ob_refcnt"),
      ("Py_DECREF(self); Py_XINCREF(self);", ""),
      ("direct(self);", "the function can reach Py_REFCNT"),
      ("through_macro(self);", "the function can reach Py_REFCNT"),
      ("second(self);", "the function can reach Py_REFCNT"),
      ("pointers[0](self);", "the function can reach Py_REFCNT"),
      ("i = (int)COUNT(self);", "the function can reach Py_REFCNT"),
      ("_PyBytes_Resize(&text, 1);", "the function can reach _PyBytes_Resize"),
      ("_PyTuple_Resize(&text, 1);", "the function can reach _PyTuple_Resize"),
      ("PyUnicode_Append(&text, self);", "the function can reach PyUnicode_Append"),
      ("PyUnicode_AppendAndDel(&text, self);", "the function can reach PyUnicode_AppendAndDel"),
      ("PyUnicode_Resize(&text, 1);", "the function can reach PyUnicode_Resize"),
      ("PyBytes_Concat(&text, self);", "the function can reach PyBytes_Concat"),
      ("PyBytes_ConcatAndDel(&text, self);", "the function can reach PyBytes_ConcatAndDel"),
    ]
    for headers in [PythonHeaders.all.first, PythonHeaders.all.last] {
      try library.expect(examples, before: before, headers: headers)
    }
  }

  /// Members, constructors and destructors are reached through their class.
  @Test(arguments: Library.all) func members(_ library: Library) throws {
    let before = """
      struct Counted { Counted(PyObject *o); PyObject *object; Py_ssize_t count(); };
      Counted::Counted(PyObject *o) : object(Py_REFCNT(o) == 1 ? o : nullptr) {}
      struct Watched { ~Watched(); PyObject *object; };
      Watched::~Watched() { if (Py_REFCNT(object) == 1) object = nullptr; }
      struct Plain { Py_ssize_t size() const { return 1; } };
      """
    let examples: [(Example, String)] = [
      ("Plain p; i = (int)p.size();", ""),
      ("Counted c(self);", "the function can reach Py_REFCNT"),
      ("Watched w; w.object = self;", "the function can reach Py_REFCNT"),
    ]
    try library.expect(examples, before: before, file: "unit.cpp")
  }
}
