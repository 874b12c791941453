import ClangFrontend
import FormatSema

/// The memory that `es` or `et` allocates and nothing frees.
///
/// These units encode the argument into new memory, which belongs to the function: it has to be given to `PyMem_Free`.
///
/// Wrong:
///
///     char *name = NULL;
///     if (!PyArg_ParseTuple(args, "es", "utf-8", &name)) return NULL;
///     return PyLong_FromSize_t(strlen(name));
///
/// Right:
///
///     size_t length = strlen(name);
///     PyMem_Free(name);
///     return PyLong_FromSize_t(length);
///
/// Reported is a variable whose value goes only to functions of the C API and of C's library that keep their hands off
/// it; one that is freed on some ways only is not.
struct EncodedBufferNeverFreed: UnitRule {
  let info = RuleInfo("encoded-buffer-never-freed", .flow, .warning, summary: "nothing frees what es or et allocated")

  func findings(in unit: CheckedUnit) -> [Finding] {
    unit.filledVariables.compactMap { call, pair, variable in
      // With a value, es# may be told to use the caller's own memory.
      guard pair.slot.argument.type == .memory, variable.initializer != .other,
        variable.uses.allSatisfy({ Self.leaves($0, to: call) })
      else { return nil }
      return finding(
        "nothing in the function frees '\(variable.name)'", at: call.span(pair.slot.range, of: pair.format), in: call,
        notes: [call.label(pair.argument, pair.slot)])
    }
  }

  /// Whether a use of the variable leaves the memory as it is.
  private static func leaves(_ use: VariableUse, to call: CheckedCall) -> Bool {
    switch use.kind {
    case .accessed, .read: true
    case .addressPassed(let name): name == call.function.name
    case .passed(let name): isReader(name)
    case .addressTaken, .written, .copied: false
    }
  }

  private static func isReader(_ name: String) -> Bool {
    let takers = ["PyMem_", "PyObject_Free", "PyObject_Del", "PyCapsule_", "PyMemoryView_", "PyBuffer_"]
    if name.hasPrefix("Py") || name.hasPrefix("_Py") { return !takers.contains { name.hasPrefix($0) } }
    return readers.contains(name)
  }

  /// Functions of C's library that read a text and keep nothing of it.
  private static let readers: Set<String> = [
    "strlen", "strcmp", "strncmp", "strcasecmp", "strncasecmp", "strchr", "strrchr", "strstr", "strcpy", "strncpy",
    "strcat", "strncat", "memcmp", "memcpy", "printf", "fprintf", "sprintf", "snprintf", "puts", "fputs", "atoi",
    "atol",
    "atof", "strtol", "strtoul", "strtoll", "strtod", "fopen", "open", "stat", "lstat", "access", "unlink", "remove",
    "rename", "mkdir", "rmdir", "getenv", "dlopen",
  ]
}
