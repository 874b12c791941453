import FormatSema
import FormatSyntax
import FormatUnits
import Marshaling

// Matching of keywords.
extension ParseEmitter {
  /// The names that keywords are compared with.
  var matched: [KeywordTree.Name] {
    // Names outside ASCII are matched by CPython: up to 3.12 its own comparison is ASCII only.
    (plan.keywords ?? []).enumerated().filter { !$1.isEmpty && $1.allSatisfy { $0 < 0x80 } }
      .map { KeywordTree.Name(index: $0, bytes: $1) }
  }

  /// The parameter that a keyword names, or -1: by length and bytes, without building anything.
  func emitMatcher(_ printer: inout CPrinter) {
    printer.block("ARGOT_LOCAL int \(name)_keyword(PyObject *key)") { printer in
      if matched.isEmpty {
        printer.line("(void)key;")
      } else if readsNames {
        printer.line("const char *text;")
        printer.line("Py_ssize_t size;")
        printer.line("if (!argot_ascii(key, &text, &size)) return -1;")
        KeywordTree(matched).emit(&printer)
      } else {
        for name in matched {
          let list = "key, \(CLiteral.string(name.bytes)), \(name.bytes.count)"
          printer.line("if (argot_keyword_is(\(list))) return \(name.index);")
        }
      }
      printer.line("return -1;")
    }
    printer.line("")
  }

  /// Fills the array of the arguments by parameter, where a dictionary holds the keywords.
  func emitMatching(_ printer: inout CPrinter) {
    let refusals = source.refusals + ["n > \(signature.positionalMaximum)"]
    printer.line("if (\(refusals.joined(separator: " || "))) goto slow;")
    printer.line("for (i = 0; i < n; i++) given[i] = \(source.item("i"));")
    printer.block("if (kwargs)") { printer in
      printer.line("PyObject *key, *value;")
      printer.line("Py_ssize_t position = 0;")
      // CPython looks each name up when its turn comes: a dict that user code could change is left to it.
      let isShared = plan.runsUserCode || plan.closing != nil ? " || Py_REFCNT(kwargs) != 1" : ""
      printer.line("if (!argot_can_walk(kwargs)\(isShared)) goto slow;")
      printer.block("while (PyDict_Next(kwargs, &position, &key, &value))") { printer in
        printer.line("int index = \(name)_keyword(key);")
        printer.line("if (index < 0 || given[index]) goto slow;")
        printer.line("given[index] = value;")
      }
    }
    let missing = required.map { "!given[\($0)]" }
    if !missing.isEmpty { printer.line("if (\(missing.joined(separator: " || "))) goto slow;") }
  }

  /// The parameters that every call must give.
  var required: Range<Int> { 0..<min(signature.minimum, signature.parameters.count) }
}
