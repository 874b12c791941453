import CodeEmission
import FormatSema

/// A small extension module in C that makes one call when it is imported, and prints what comes of it.
///
/// Built as it is, it shows what CPython does; built with the call compiled, what differs.
package struct Reproduction: Sendable {
  /// What differs, as the worker says it.
  let what: String
  package let call: TestedCall
  let `case`: TestedCase
  /// The Python source of what the values need.
  let definitions: String
  let plain: String
  let compiled: String
  let interpreter: Interpreter
  let headers: Interpreter
  let mode: CompileMode

  init(_ result: Shrinker.Result, _ difference: Difference, _ comparison: Comparison) {
    what = difference.what
    call = result.finding.call
    `case` = result.finding.case
    definitions = difference.definitions
    plain = result.plain
    compiled = result.compiled
    interpreter = comparison.interpreter
    headers = comparison.headers
    mode = comparison.mode
  }

  /// What differs, and in which call, in a few lines.
  package var summary: String {
    let values = (`case`.values ?? [`case`.args, `case`.kwargs].compactMap(\.self)).joined(separator: ", ")
    let names = call.keywords.map { " {\($0.map(CLiteral.string).joined(separator: ", "))}" } ?? ""
    return """
      DIFFERENCE in the \(what)
        interpreter  \(interpreter.name): \(interpreter.text)
        compiled as  \(mode)
        call         \(call.function.rawValue) \(CLiteral.string(call.format))\(names)
        values       \(values)
        CPython      \(plain.shortened)
        compiled     \(compiled.shortened)
      """
  }

  /// The source, as it is to be shown.
  package var source: String {
    "\(comment)\n\(program(callee: call.function.rawValue, generated: ""))"
  }

  /// The source with the call compiled on this text of `argot.h`; nil if the call is left.
  package func compiledSource(header: String) -> String? {
    var emitter = TranslationUnitEmitter(target: mode.target(headers: headers.minorVersion))
    let outcome = emitter.compile(call.description, convention: mode.convention)
    guard case .compiled(let token, _) = outcome else { return nil }
    return program(
      callee: token, generated: "\(header)\n\(emitter.text)\n", isEntered: mode.convention == .fastcall)
  }

  /// The words that compile the source to `reproduction.o`.
  package var compileCommand: [String] {
    let compiler = mode.language == .cxx ? ["g++", "-std=c++17"] : ["gcc", "-std=c11"]
    return compiler + ["-Wall", "-Wextra", "-Wpedantic"] + mode.options + ModuleCompiler.options(for: headers.includes)
      + ["-fPIC", "-c", sourceName, "-o", "reproduction.o"]
  }

  /// The words that make the module of `reproduction.o`.
  package var linkCommand: [String] { ["gcc", "-shared", "reproduction.o", "-o", "reproduction.so"] }

  /// The words that make the call.
  package var runCommand: [String] { [interpreter.path, "-c", "import reproduction"] }

  /// The name that the file is to have.
  package var sourceName: String { mode.language == .cxx ? "reproduction.cc" : "reproduction.c" }

  // MARK: - The text

  private var comment: String {
    let compile = compileCommand.joined(separator: " ")
    let text = """
      A call whose compiled form differs from CPython's in this: \(what).

        CPython   \(plain.shortened)
        compiled  \(compiled.shortened)

      Found with CPython \(interpreter.name), \(interpreter.text), \(mode).
      Compiled by the first command, the module shows what CPython does when it is imported; by the second, what the
      compiled call does.

        \(compile)
        argot cc \(compile)
        \(linkCommand.joined(separator: " "))
        \(interpreter.path) -c 'import reproduction'
      \(what.hasPrefix("allocator") ? "\nRequests for memory, of which the counts above speak, are not counted here." : "")
      """
    let safe = text.replacing("*/", with: "* /").replacing("/*", with: "/ *")
    let lines = safe.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? " *\n" : " * \($0)\n" }
    return "/*\n\(lines.joined()) */"
  }

  /// - Parameter isEntered: whether METH_FASTCALL enters the function that makes the call; else METH_VARARGS does, or
  ///   the call needs no such function.
  private func program(callee: String, generated: String, isEntered: Bool = false) -> String {
    let variables = CallVariables(call, `case`)
    let needed = Set(variables.needs)
    var text = """
      #define PY_SSIZE_T_CLEAN
      #include <Python.h>
      #include <stdlib.h>
      #include <string.h>
      \(generated)
      /* What the expressions name. */
      static const char definitions[] =
      \(pythonText);

      static PyObject *names;

      static PyObject *evaluated(const char *text, int start)
      {
          PyObject *code = Py_CompileString(text, "values", start);
          PyObject *value = code ? PyEval_EvalCode(code, names, names) : NULL;
          Py_XDECREF(code);
          if (value == NULL) {
              PyErr_Print();
              exit(2);
          }
          return value;
      }


      """
    text += ReproductionText.helpers.filter { needed.contains($0.name) }.map(\.text).joined()
    if mode.convention == .fastcall {
      text += methodCall(callee, variables, isEntered: isEntered)
    } else {
      text += call.isParse ? parseCall(callee, variables) : buildCall(callee, variables)
    }
    text += ReproductionText.initialization(repeats: what.hasSuffix("left behind"))
    return text
  }

  /// The definitions as the lines of a C string literal.
  private var pythonText: String {
    var source = "import sys\nsys.stderr = sys.stdout\n"
    if what.contains("warnings as errors") { source += "import warnings\nwarnings.simplefilter('error')\n" }
    source += definitions
    let needsType = call.arguments.contains { $0.expression == TestedType.lent.rawValue }
    if needsType, !definitions.contains("class Typed:") { source += "\nclass Typed:\n    pass\n" }
    return source.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "    \(CLiteral.string(Array("\($0)\n".utf8)))" }.joined(separator: "\n")
  }

  /// The lines that make the call and show its variables.
  private func parsing(_ callee: String, _ variables: CallVariables) -> String {
    let release = variables.releases.isEmpty ? "" : "    if (result) {\n\(variables.releases)    }\n"
    return """
      \(variables.preparations)    result = \(callee)(\(call.written(variables.passed)));
          if (PyErr_Occurred()) {
              if (shows) PyErr_PrintEx(0);
              PyErr_Clear();
          }
          if (shows) {
              PySys_FormatStdout("result %d\\n", result);
      \(variables.shows)    }
      \(release)
      """
  }

  private func parseCall(_ callee: String, _ variables: CallVariables) -> String {
    return """
      static void make_call(int shows)
      {
      \(call.keywordDeclaration)    PyObject *args = \(CallVariables.value(`case`.args));
          PyObject *kwargs = \(CallVariables.value(`case`.kwargs));
      \(ReproductionText.counters)\(variables.declarations)    int result;
      \(ReproductionText.counting)\(parsing(callee, variables))\(ReproductionText.counted)    Py_XDECREF(args);
          Py_XDECREF(kwargs);
      }


      """
  }

  /// A method that makes the call, and the call of the method with a vector of arguments. METH_VARARGS enters the method
  /// in the source as it is shown.
  private func methodCall(_ callee: String, _ variables: CallVariables, isEntered: Bool) -> String {
    let hasKeywords = call.function == .parseTupleAndKeywords || `case`.kwargs != nil
    let isUnused = hasKeywords && call.function == .parseTuple
    let flags = "\(isEntered ? "METH_FASTCALL" : "METH_VARARGS")\(hasKeywords ? " | METH_KEYWORDS" : "")"
    let names = hasKeywords ? "kwnames" : "NULL"
    let entry = """
      static PyObject *enter_method(PyObject *self, PyObject *const *argv, Py_ssize_t nargs\(
        hasKeywords ? ", PyObject *kwnames" : ""))
      {
          ArgotCall call = {argv, nargs, \(names)};
          return method(self, (PyObject *)(void *)&call\(hasKeywords ? ", NULL" : ""));
      }


      """
    return """
      static int shows;

      static PyObject *method(PyObject *self, PyObject *args\(hasKeywords ? ", PyObject *kwargs" : ""))
      {
      \(call.keywordDeclaration)\(variables.declarations)    int result;
          (void)self;
      \(isUnused ? "    (void)kwargs;\n" : "")\(parsing(callee, variables))    Py_RETURN_NONE;
      }

      \(isEntered ? entry : "")static PyMethodDef methods[] = {
          {"method", (PyCFunction)(void (*)(void))\(isEntered ? "enter_method" : "method"), \(flags), NULL},
          {NULL, NULL, 0, NULL},
      };

      \(ReproductionText.vectorCall)static void make_call(int is_shown)
      {
          PyObject *callable = PyCFunction_NewEx(methods, NULL, NULL);
          PyObject *args = \(CallVariables.value(`case`.args));
          PyObject *kwargs = \(CallVariables.value(`case`.kwargs));
      \(ReproductionText.counters)    shows = is_shown;
      \(ReproductionText.counting)    call_with_vector(callable, args, kwargs);
      \(ReproductionText.counted)    Py_XDECREF(callable);
          Py_XDECREF(args);
          Py_XDECREF(kwargs);
      }


      """
  }

  private func buildCall(_ callee: String, _ variables: CallVariables) -> String {
    let name = CLiteral.string(Array((`case`.name ?? "").utf8))
    let passed = call.written(variables.passed, name: name)
    var pending = ""
    if let exception = `case`.pending, exception != "None" {
      pending = """
            {
                PyObject *pending = \(CallVariables.value(exception));
                PyErr_SetObject((PyObject *)Py_TYPE(pending), pending);
                Py_DECREF(pending);
            }

        """
    }
    return """
      static void make_call(int shows)
      {
          PyObject *target = \(CallVariables.value(`case`.target));
      \(variables.declarations)    PyObject *result;
      \(variables.preparations)\(pending)    result = \(callee)(\(passed));
          if (PyErr_Occurred()) {
              if (shows) PyErr_PrintEx(0);
              PyErr_Clear();
          }
          if (shows && result) PySys_FormatStdout("result %A\\n", result);
          if (shows && !result) PySys_FormatStdout("result NULL\\n");
          Py_XDECREF(result);
      \(variables.releases)\(variables.references)\(variables.drops)    Py_XDECREF(target);
      }


      """
  }
}
