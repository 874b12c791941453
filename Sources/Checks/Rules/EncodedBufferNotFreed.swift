import ClangFrontend
import FormatSema

/// The memory that `es` or `et` allocates and that is not freed on a way out of the function.
///
/// These units encode the argument into new memory, which belongs to the function: it has to be given to `PyMem_Free`,
/// which is not C's `free`: CPython may have it from an allocator of its own.
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
/// Reported are ways on which the value goes only to functions of the C API and of C's library that keep their hands off
/// it.
struct EncodedBufferNotFreed: UnitRule {
  let info = RuleInfo(
    "encoded-buffer-not-freed", .flow, .warning, summary: "what es or et allocated is not freed on some way")

  func findings(in unit: CheckedUnit) -> [Finding] {
    unit.filledVariables.compactMap { filled in
      // With a value, es# may be told to use the caller's own memory.
      guard filled.pair.slot.argument.type == .memory, !filled.isOptional, !filled.pair.slot.unit.hasSuffix("#")
      else { return nil }
      if let place = filled.firstRelease(by: Self.releasers.contains, keeps: { name, _ in Self.isReader(name) }) {
        return finding(
          "'\(filled.name)' is not freed by PyMem_Free", at: filled.unit, in: filled.call,
          notes: [
            filled.call.label(filled.pair.argument, filled.pair.slot),
            Label("another function frees it here", at: place),
          ])
      }
      return leak(of: filled, "'\(filled.name)' is not freed on every way") { kind in
        switch kind {
        case .accessed, .read: true
        case .passed(let name, _, _): Self.isReader(name)
        case .declared, .assigned, .addressPassed, .addressTaken, .returned, .copied: false
        }
      }
    }
  }

  /// Functions other than `PyMem_Free` that release something.
  private static let releasers: Set<String> = ["free", "PyObject_Free", "PyMem_RawFree", "Py_DECREF"]

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
