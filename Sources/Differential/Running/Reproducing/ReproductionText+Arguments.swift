// What the reproduction of a parsing call does with its Python arguments.
extension ReproductionText {
  /// Declares what remembers the references of the items of `args`.
  static let counters = """
        Py_ssize_t before[64];
        Py_ssize_t count = args && PyTuple_Check(args) ? PyTuple_Size(args) : 0;
        Py_ssize_t item;

    """

  /// Remembers them.
  static let counting =
    "    for (item = 0; item < count && item < 64; item++) before[item] = Py_REFCNT(PyTuple_GetItem(args, item));\n"

  /// Shows those that are others than before.
  static let counted = """
        for (item = 0; shows && item < count && item < 64; item++)
            show_references("an argument", PyTuple_GetItem(args, item), before[item]);

    """

  /// A function that calls a method as CPython calls those that METH_FASTCALL enters.
  static let vectorCall = """
    #if defined(Py_LIMITED_API) && Py_LIMITED_API + 0 < 0x030C0000
    PyAPI_FUNC(PyObject *) PyObject_Vectorcall(PyObject *, PyObject *const *, size_t, PyObject *);
    #endif

    /* The keyword arguments are a dict or, where names are repeated, a tuple of pairs. */
    static void call_with_vector(PyObject *callable, PyObject *args, PyObject *kwargs)
    {
        PyObject *vector[256], *result, *kwnames = NULL, *pairs = NULL;
        Py_ssize_t i, count = PyTuple_Size(args);
        for (i = 0; i < count; i++) vector[i] = PyTuple_GetItem(args, i);
        if (kwargs) {
            pairs = PyTuple_Check(kwargs) ? PySequence_List(kwargs) : PyDict_Items(kwargs);
            kwnames = PyTuple_New(PyList_Size(pairs));
            for (i = 0; i < PyList_Size(pairs); i++) {
                PyObject *pair = PyList_GetItem(pairs, i);
                PyObject *name = PyTuple_GetItem(pair, 0);
                Py_INCREF(name);
                PyTuple_SetItem(kwnames, i, name);
                vector[count + i] = PyTuple_GetItem(pair, 1);
            }
        }
        result = PyObject_Vectorcall(callable, vector, (size_t)count, kwnames);
        if (result == NULL) PyErr_Print();
        Py_XDECREF(result);
        Py_XDECREF(kwnames);
        Py_XDECREF(pairs);
    }


    """
}
