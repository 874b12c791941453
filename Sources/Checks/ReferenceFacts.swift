/// Which functions of the C API return a new reference and which a borrowed one, of those that stand as arguments of
/// other calls. Source: "Return value" entries of the C API reference of CPython 3.9 to 3.15.
enum ReferenceFacts {
  /// Whether the caller owns what the function returns.
  static func returnsNew(_ name: String) -> Bool {
    newReferences.contains(name) || newPrefixes.contains { name.hasPrefix($0) && !exceptions.contains(name) }
  }

  /// Whether somebody else owns what the function returns.
  static func returnsBorrowed(_ name: String) -> Bool { borrowedReferences.contains(name) }

  /// Whether a function leaves a reference that is passed to it with the caller: those of CPython's own families that
  /// neither release it nor take it over.
  static func keeps(_ name: String, at index: Int) -> Bool {
    if index == 0, fillers.contains(name) { return true }
    return keepingFamilies.contains { name.hasPrefix($0) } && !takers.contains(name)
      && !takers.contains("Py" + name.dropFirst(3))
      && !name.contains("Steal")
  }

  /// Whether a function releases a reference that is passed to it.
  static func releases(_ name: String) -> Bool { releasers.contains(name) }

  /// Whether a function takes a reference of its own for its caller.
  static func takes(_ name: String) -> Bool { referenceTakers.contains(name) }

  /// Whether what a function returns lasts only as long as its first argument.
  static func borrowsFromFirst(_ name: String) -> Bool { borrowingFromFirst.contains(name) }

  /// Functions that put a reference that they take over into their first argument.
  private static let fillers: Set<String> = [
    "PyTuple_SetItem", "PyTuple_SET_ITEM", "PyList_SetItem", "PyList_SET_ITEM", "PyModule_AddObject", "PyModule_Add",
    "PyStructSequence_SetItem", "PyStructSequence_SET_ITEM",
  ]

  private static let releasers: Set<String> = ["Py_DECREF", "Py_XDECREF", "_Py_DECREF", "_Py_XDECREF", "Py_DecRef"]

  private static let referenceTakers: Set<String> = [
    "Py_INCREF", "Py_XINCREF", "_Py_INCREF", "_Py_XINCREF", "Py_IncRef", "Py_NewRef", "Py_XNewRef", "_Py_NewRef",
    "_Py_XNewRef",
  ]

  private static let borrowingFromFirst: Set<String> = [
    "PyTuple_GetItem", "PyList_GetItem", "PyDict_GetItem", "PyDict_GetItemString", "PyDict_GetItemWithError",
    "PyUnicode_AsUTF8", "PyUnicode_AsUTF8AndSize", "PyBytes_AsString", "PyByteArray_AsString", "PyBytes_AS_STRING",
    "PyByteArray_AS_STRING", "PyStructSequence_GetItem",
  ]

  private static let keepingFamilies = [
    "PyObject_", "PyLong_", "PyUnicode_", "PyBytes_", "PyByteArray_", "PyList_", "PyDict_", "PyTuple_", "PySet_",
    "PySequence_", "PyMapping_", "PyNumber_", "PyFloat_", "PyComplex_", "PyErr_", "PyType_", "PyModule_", "PyImport_",
    "PyIter_", "PyCallable_", "PyBool_", "PyIndex_", "Py_TYPE", "Py_SIZE", "Py_IS_TYPE", "_Py_IS_TYPE",
  ]

  /// Functions of these families that release or take over a reference, at least at times.
  private static let takers: Set<String> = [
    "PyTuple_SetItem", "PyTuple_SET_ITEM", "PyList_SetItem", "PyList_SET_ITEM", "PyModule_AddObject", "PyErr_Restore",
    "PyErr_SetRaisedException", "PyErr_SetExcInfo", "PyErr_SetHandledException", "PyObject_Free", "PyObject_Del",
    "PyObject_GC_Del", "PyObject_GC_Track", "PyObject_Init", "PyObject_InitVar", "PyModule_Add", "PyUnicode_Resize",
    "PyObject_GC_UnTrack", "PyType_FromSpec", "PyType_Ready", "PyUnicode_AppendAndDel", "PyBytes_ConcatAndDel",
    "PyUnicode_InternInPlace",
  ]

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
    "PyUnicode_AsUnicodeAndSize", "PyObject_Calloc",
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
    "_Py_NewRef", "_PyObject_CallFunction_SizeT", "_PyObject_CallMethod_SizeT", "PyObject_Vectorcall",
    "PyObject_VectorcallDict", "PyObject_VectorcallMethod", "PyVectorcall_Call", "PyObject_RichCompare",
    "PyObject_GenericGetAttr", "PySequence_Fast", "PySequence_InPlaceConcat", "PySequence_InPlaceRepeat",
    "PyImport_ImportModuleLevel", "PyImport_ImportModuleLevelObject", "PyImport_GetModule", "PyUnicode_Splitlines",
    "PyUnicode_Partition", "PyUnicode_RPartition", "PyUnicode_RSplit", "PyUnicode_RichCompare",
    "PyUnicode_EncodeLocale",
    "PyUnicode_EncodeFSDefault", "PyUnicode_Translate", "PyModule_New", "PyStructSequence_New", "PyType_GenericAlloc",
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
