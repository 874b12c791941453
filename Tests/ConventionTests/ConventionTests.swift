import CallingConvention
import FormatSema
import Testing

@Suite struct Thin {
  @Test(arguments: Library.all, Library.headers) func plain(_ library: Library, headers: String) throws {
    let convention = try library.convention(
      """
      static PyObject *add(PyObject *self, PyObject *args) {
        int a, b;
        if (PyTuple_GET_SIZE(args) == 3 || PyTuple_Size(args) == 4 || PyTuple_GET_ITEM(args, 0) == self) return NULL;
        if (!PyArg_ParseTuple(args, "ii", &a, &b)) return PyTuple_GetItem((PyObject *)args, 1);
        return PyLong_FromLong(a + b);
      }
      static PyMethodDef methods[] = {
        {"add", add, METH_VARARGS, "adds"},
        {NULL, NULL, 0, NULL}
      };
      static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "m", NULL, -1, methods};
      PyMODINIT_FUNC PyInit_m(void) { return PyModule_Create(&module); }
      """, headers: headers)
    #expect(convention.outcomes == [""])
    #expect(convention.functions.count == 1)
  }
}
