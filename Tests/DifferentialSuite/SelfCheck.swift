import CodeEmission
import Differential
import OperatingSystem

/// Faults planted in `argot.h`, of which the comparison must find each, make it small, and show it in a C file.
enum SelfCheck {
  private struct Fault: Sendable {
    let name: String
    /// What is replaced in `argot.h`.
    let text: String
    let replacement: String
    /// How the call is compiled that shows it.
    var mode = CompileMode.full
    /// A call that shows the fault among much else.
    let call: @Sendable () throws -> TestedCall
    /// What the smallest such call has for a format.
    let smallest: String
    /// What the reproduction prints with CPython's function and with the compiled call.
    let plain: String
    let compiled: String
  }

  private static let faults = [
    Fault(
      name: "h takes what no short holds",
      text: "long long, argot_long_long, ARGOT_IN(SHRT_MIN, SHRT_MAX))",
      replacement: "long long, argot_long_long, ARGOT_IN(LLONG_MIN, LLONG_MAX))",
      call: {
        try TestedCall(
          function: .parseTupleAndKeywords, format: Array("O(ih)|s$d:name".utf8),
          keywords: ["first", "second", "third", "fourth"].map { Array($0.utf8) })
      },
      smallest: "h", plain: "OverflowError", compiled: "result 1"),
    Fault(
      name: "an object that is built in takes two references",
      text: "    if (ARGOT_UNLIKELY(object == NULL)) return argot_missing_object();\n    Py_INCREF(object);",
      replacement:
        "    if (ARGOT_UNLIKELY(object == NULL)) return argot_missing_object();\n    Py_INCREF(object), Py_INCREF(object);",
      call: { try TestedCall(function: .buildValue, format: Array("{s:[Oi],s:d}".utf8)) },
      smallest: "O", plain: "result ", compiled: "with 1 more references"),
    Fault(
      name: "names are forgotten where METH_FASTCALL has entered a call that is left to CPython",
      text: "Py_ssize_t given = kwnames == NULL ? 0 : argot_size(kwnames);",
      replacement: "Py_ssize_t given = kwnames == NULL ? 0 : 0;",
      mode: CompileMode(.full, convention: .fastcall),
      call: {
        try TestedCall(
          function: .parseTupleAndKeywords, format: Array("O(ih)|s$d:name".utf8),
          keywords: ["first", "second", "third", "fourth"].map { Array($0.utf8) })
      },
      smallest: "", plain: "TypeError", compiled: "result 1"),
    Fault(
      name: "the first of equal names counts where METH_FASTCALL has entered a call",
      text: "if (PyDict_SetItem(dict, argot_item(names, i), values[i]) < 0) Py_CLEAR(dict);",
      replacement: "if (PyDict_SetDefault(dict, argot_item(names, i), values[i]) == NULL) Py_CLEAR(dict);",
      mode: CompileMode(.full, convention: .fastcall),
      call: {
        try TestedCall(
          function: .parseTupleAndKeywords, format: Array("|O(ih)$d:name".utf8),
          keywords: ["first", "second", "third"].map { Array($0.utf8) })
      },
      smallest: "d", plain: "v0 = 00 00 00 00 00 00 f8 3f", compiled: "v0 = 00 00 00 00 00 00 14 40"),
  ]

  /// Plants each fault, under this interpreter.
  ///
  /// - Throws: `Subprocess.Failure.interrupted` after a signal.
  static func run(_ interpreter: Interpreter, tally: Tally) throws {
    for fault in faults {
      do {
        try check(fault, interpreter)
        tally.pass("planted fault found, and reproduced by \"\(fault.smallest)\": \(fault.name)")
      } catch Subprocess.Failure.interrupted {
        throw Subprocess.Failure.interrupted
      } catch {
        tally.fail("planted fault '\(fault.name)': \(error)")
      }
    }
  }

  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private static func check(_ fault: Fault, _ interpreter: Interpreter) throws {
    let parts = ArgotHeader.text.split(separator: fault.text, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw Failure(description: "argot.h does not hold the text once: \(fault.text)") }
    let header = parts.joined(separator: fault.replacement)
    let workspace = try Workspace(header: header)
    defer { workspace.remove() }
    let comparison = Comparison(workspace: workspace, interpreter: interpreter, mode: fault.mode, seed: 1)
    guard let reproduction = try comparison.firstReproduction(among: [try fault.call()]) else {
      throw Failure(description: "not noticed")
    }
    let format = String(decoding: reproduction.call.format, as: UTF8.self)
    guard format == fault.smallest else {
      throw Failure(description: "made no smaller than \"\(format)\", where \"\(fault.smallest)\" shows it")
    }
    let plain = try reproduction.shown(compiledOn: nil, in: workspace)
    let compiled = try reproduction.shown(compiledOn: header, in: workspace)
    guard plain.contains(fault.plain), !plain.contains(fault.compiled), compiled.contains(fault.compiled) else {
      throw Failure(
        description: "the reproduction shows\n\(plain)\nand, compiled,\n\(compiled)\n\(reproduction.source)")
    }
  }
}
