import CodeEmission
import FormatSema

/// The C source of a batch: an extension module with a function for each call, and a table of them.
///
/// Both versions of a batch are C11 and C++17; `BATCH` is to be defined as the module's name.
public enum BatchSource {
  /// The module that makes the calls by CPython's own functions.
  public static func plain(_ calls: [TestedCall]) -> String {
    source(calls, callees: calls.map(\.function.rawValue), generated: "")
  }

  /// The module with every call compiled that can be.
  ///
  /// - Parameter header: the text of `argot.h`.
  /// - Returns: The source, and what became of each call. A call that was left is made by CPython's own function.
  public static func compiled(
    _ calls: [TestedCall], target: CompileTarget, header: String = ArgotHeader.text
  ) -> (text: String, outcomes: [TranslationUnitEmitter.Outcome]) {
    var emitter = TranslationUnitEmitter(target: target)
    let outcomes = calls.map { emitter.compile($0.description) }
    let callees = zip(calls, outcomes).map { call, outcome in
      if case .compiled(let token, _) = outcome { token } else { call.function.rawValue }
    }
    return (source(calls, callees: callees, generated: header + "\n" + emitter.text), outcomes)
  }

  private static func source(_ calls: [TestedCall], callees: [String], generated: String) -> String {
    var functions = ""
    var entries = ""
    for (index, (call, callee)) in zip(calls, callees).enumerated() {
      let name = "call_\(index)"
      switch call.function.language {
      case .parse:
        functions += parseFunction(name, call, callee)
        entries += "    {\(name), NULL},\n"
      case .build:
        functions += buildFunction(name, call, callee)
        entries += "    {NULL, \(name)},\n"
      }
    }
    return """
      #include "harness.h"
      \(generated)
      static const Environment *environment;

      \(functions)static const Entry entries[] = {
      \(entries)    {NULL, NULL},
      };

      static const Table table = {&environment, entries};

      static struct PyModuleDef definition = {
          PyModuleDef_HEAD_INIT, "batch", NULL, -1, NULL, NULL, NULL, NULL, NULL,
      };

      #ifdef Py_LIMITED_API
      #define LIMITED 1
      #else
      #define LIMITED 0
      #endif
      #define JOINED(a, b) a##b
      #define INIT(name) JOINED(PyInit_, name)

      PyMODINIT_FUNC INIT(BATCH)(void);

      PyMODINIT_FUNC INIT(BATCH)(void)
      {
          PyObject *module = PyModule_Create(&definition);
          PyObject *capsule = PyCapsule_New((void *)(uintptr_t)&table, "table", NULL);
          if (module == NULL || capsule == NULL || PyModule_AddObject(module, "table", capsule) < 0
              || PyModule_AddIntConstant(module, "limited", LIMITED) < 0)
              return NULL;
          return module;
      }

      """
  }

  private static func parseFunction(_ name: String, _ call: TestedCall, _ callee: String) -> String {
    return """
      static int \(name)(PyObject *args, PyObject *kwargs, Slot *s)
      {
      \(call.keywordDeclaration)    (void)kwargs; (void)s;
          return \(callee)(\(call.written(call.arguments.map(\.expression))));
      }


      """
  }

  private static func buildFunction(_ name: String, _ call: TestedCall, _ callee: String) -> String {
    return """
      static PyObject *\(name)(PyObject *target, const char *name, Input *v)
      {
          (void)target; (void)name; (void)v;
          return \(callee)(\(call.written(call.arguments.map(\.expression))));
      }


      """
  }
}
