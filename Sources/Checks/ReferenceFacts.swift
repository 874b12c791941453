/// Which functions of the C API return a new reference and which a borrowed one, of those that stand as arguments of
/// other calls. Source: "Return value" entries of the C API reference of CPython 3.9 to 3.15.
enum ReferenceFacts {
  /// Whether the caller owns what the function returns.
  static func returnsNew(_ name: String) -> Bool {
    newReferences.contains(name) || newPrefixes.contains { name.hasPrefix($0) && !exceptions.contains(name) }
  }

  /// Whether somebody else owns what the function returns.
  static func returnsBorrowed(_ name: String) -> Bool { borrowedReferences.contains(name) }

  /// The variables behind the objects that live as long as the interpreter.
  static let immortal: Set<String> = [
    "_Py_NoneStruct", "_Py_TrueStruct", "_Py_FalseStruct", "_Py_EllipsisObject", "_Py_NotImplementedStruct",
  ]

  private static let newPrefixes = [
    "PyLong_From", "PyFloat_From", "PyComplex_From", "PyBytes_From", "PyByteArray_From", "PyUnicode_From",
    "PyUnicode_Decode", "PyUnicode_As", "PyNumber_", "PyMemoryView_From", "PyCapsule_New", "PyObject_Call",
  ]

  /// Functions with such a name that return something else.
  private static let exceptions: Set<String> = [
    "PyUnicode_AsUTF8", "PyUnicode_AsUTF8AndSize", "PyUnicode_AsUCS4", "PyUnicode_AsUCS4Copy", "PyUnicode_AsWideChar",
    "PyUnicode_AsWideCharString", "PyNumber_Check", "PyNumber_AsSsize_t", "PyUnicode_AsUnicode",
    "PyUnicode_AsUnicodeAndSize",
  ]

  private static let newReferences: Set<String> = [
    "Py_BuildValue", "_Py_BuildValue_SizeT", "PyTuple_New", "PyTuple_Pack", "PyTuple_GetSlice", "PyList_New",
    "PyList_AsTuple", "PyList_GetSlice", "PyDict_New", "PyDict_Copy", "PyDict_Items", "PyDict_Keys", "PyDict_Values",
    "PySet_New", "PyFrozenSet_New", "PyBool_FromLong", "PyObject_GetAttr", "PyObject_GetAttrString",
    "PyObject_GetItem", "PyObject_Str", "PyObject_Repr", "PyObject_ASCII", "PyObject_Bytes", "PyObject_Type",
    "PyObject_Dir", "PyObject_GetIter", "PyIter_Next", "PySequence_List", "PySequence_Tuple", "PySequence_GetItem",
    "PySequence_GetSlice", "PySequence_Concat", "PySequence_Repeat", "PyMapping_GetItemString", "PyMapping_Items",
    "PyMapping_Keys", "PyMapping_Values", "PyImport_ImportModule", "PyImport_Import", "PySlice_New",
    "PyUnicode_Concat", "PyUnicode_Format", "PyUnicode_Join", "PyUnicode_Replace", "PyUnicode_Split",
    "PyUnicode_Substring", "PyUnicode_New", "PyWeakref_NewRef", "PyWeakref_NewProxy", "PyErr_NewException", "Py_NewRef",
    "_Py_NewRef", "_PyObject_CallFunction_SizeT", "_PyObject_CallMethod_SizeT",
  ]

  private static let borrowedReferences: Set<String> = [
    "PyTuple_GetItem", "PyTuple_GET_ITEM", "PyList_GetItem", "PyList_GET_ITEM", "PyDict_GetItem",
    "PyDict_GetItemString",
    "PyDict_GetItemWithError", "PySys_GetObject", "PyModule_GetDict", "PyImport_AddModule", "PyErr_Occurred",
    "PyEval_GetBuiltins", "PyEval_GetGlobals", "PyEval_GetLocals", "PyWeakref_GetObject", "PyMethod_Self",
    "PyMethod_Function", "PyFunction_GetCode", "PyFunction_GetGlobals", "PyCell_GET", "PyStructSequence_GetItem",
    "Py_GetConstantBorrowed",
  ]
}
