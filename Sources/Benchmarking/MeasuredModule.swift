import CodeEmission
import Differential
import FormatSema

/// The C source of an extension module with the functions of several calls: for each CPython's own way to make it, and the
/// compiled ones.
struct MeasuredModule {
  /// The text, with which `BATCH` has to be defined as the module's name.
  private(set) var text = ""
  /// Why a call is left to CPython, by its place and the convention.
  private(set) var reasonsLeft: [Int: [MethodConvention: String]] = [:]

  init(_ calls: [TestedCall], target: CompileTarget, header: String) {
    var emitter = TranslationUnitEmitter(target: target)
    var functions = ""
    var tables = ""
    var entries = ""
    for (place, call) in calls.enumerated() {
      let function = MeasuredFunction(call: call)
      let prefix = "input_\(place)_"
      functions += function.inputs(prefix: prefix)
      functions += function.definition("cpython_\(place)", callee: call.function.rawValue, prefix: prefix)
      var columns = [("cpython_\(place)", function.flags(.varargs))]
      for convention in MethodConvention.allCases where convention == .varargs || call.takesTuple {
        switch emitter.compile(call.description, convention: convention) {
        case .left(let reason): reasonsLeft[place, default: [:]][convention] = reason
        case .compiled(let token, _):
          let name = "\(convention.rawValue)_\(place)"
          functions += function.definition(name, callee: token, prefix: prefix)
          if convention == .fastcall { functions += function.entry("enter_\(place)", entering: name) }
          columns.append((convention == .fastcall ? "enter_\(place)" : name, function.flags(convention)))
        }
      }
      let (isLeft, isVectorLeft) = (reasonsLeft[place]?[.varargs] != nil, reasonsLeft[place]?[.fastcall] != nil)
      let rows = columns.map { "{\"f\", (PyCFunction)(void (*)(void))\($0.0), \($0.1), NULL}" }
      tables += "static PyMethodDef methods_\(place)[] = {\(rows.joined(separator: ", "))};\n"
      // The compiled functions stand in the order of their conventions.
      let kept = isLeft ? "NULL" : "&methods_\(place)[1]"
      let entered = call.takesTuple && !isVectorLeft ? "&methods_\(place)[\(isLeft ? 1 : 2)]" : "NULL"
      entries += "    {&methods_\(place)[0], \(kept), \(entered)},\n"
    }
    text = Self.source(header: header + "\n" + emitter.text, functions + tables, entries, count: calls.count)
  }

  private static func source(header: String, _ functions: String, _ entries: String, count: Int) -> String {
    """
    #define PY_SSIZE_T_CLEAN
    #include <Python.h>
    \(header)
    enum { CALLS = \(count), COLUMNS = 3 };

    int take_object(PyObject *object, void *place);
    PyObject *give_object(void *object);

    int take_object(PyObject *object, void *place)
    {
        *(PyObject **)place = object;
        return 1;
    }

    PyObject *give_object(void *object)
    {
        Py_INCREF((PyObject *)object);
        return (PyObject *)object;
    }

    \(functions)
    static PyMethodDef *const entries[CALLS][COLUMNS] = {
    \(entries)};

    static struct PyModuleDef definition = {
        PyModuleDef_HEAD_INIT, "measured", NULL, -1, NULL, NULL, NULL, NULL, NULL,
    };

    #define JOINED(a, b) a##b
    #define INIT(name) JOINED(PyInit_, name)

    PyMODINIT_FUNC INIT(BATCH)(void);

    PyMODINIT_FUNC INIT(BATCH)(void)
    {
        int call, column;
        PyObject *module = PyModule_Create(&definition);
        PyObject *functions = PyList_New(0);
        if (module == NULL || functions == NULL) return NULL;
        for (call = 0; call < CALLS; call++) {
            PyObject *row = PyTuple_New(COLUMNS);
            if (row == NULL) return NULL;
            for (column = 0; column < COLUMNS; column++) {
                PyMethodDef *entry = entries[call][column];
                PyObject *function = entry ? PyCFunction_NewEx(entry, module, NULL) : Py_None;
                if (function == NULL) return NULL;
                if (entry == NULL) Py_INCREF(function);
                PyTuple_SetItem(row, column, function);
            }
            if (PyList_Append(functions, row) < 0) return NULL;
            Py_DECREF(row);
        }
        return PyModule_AddObject(module, "functions", functions) < 0 ? NULL : module;
    }

    """
  }
}
