import FormatSyntax
import FormatUnits
import Marshaling

// Keywords of METH_FASTCALL. Before anything is converted or stored, all arguments are bound to parameters, in a
// structure:
//
//     argot_parse_N_bound  the call, and for each parameter the place of its argument, or -1
//
// A function that fills it returns the places, or NULL if CPython has to judge the call, which stands in it all the
// same: so the first tier has nothing to keep in registers meanwhile, which it would have to save for calls without
// keywords, too.
extension ParseEmitter {
  /// Whether there is a first tier for calls with keywords: callers tend to give them in the order of the parameters,
  /// so one pass over those binds them all.
  var hasNamedTier: Bool { source.isBinding && matched.contains { canBeLast($0.index) } }

  var boundType: String { "\(name)_bound" }

  /// How many arguments there is room for: no array of C is empty.
  private var size: Int { max(signature.parameters.count, 1) }

  /// Whether a call is complete that gives nothing behind the parameter.
  private func canBeLast(_ index: Int) -> Bool { index + 1 >= signature.minimum }

  private var binderParameters: String {
    (["\(boundType) *bound"] + source.bindingDeclarations).joined(separator: ", ")
  }

  /// The call of the binder that takes keywords in any order, from the key at an index on; what is in front of that is
  /// bound already.
  func slowBinderCall(_ bound: String, from index: String) -> String {
    "\(name)_bind_slow(\(([bound] + source.bindingNames + [index]).joined(separator: ", ")))"
  }

  func emitBinders(_ printer: inout CPrinter) {
    printer.line("typedef struct {")
    printer.line("  ArgotCall call;")
    printer.line("  signed char at[\(size)];")
    printer.line("} \(boundType);")
    printer.line("")
    emitSlowBinder(&printer)
    guard hasNamedTier else { return }
    emitBinder(&printer)
    if hasSites { emitSites(&printer) }
  }

  /// Whether the function remembers where call sites have its arguments.
  private var hasSites: Bool { remembersSites && hasNamedTier && signature.parameters.count <= Self.mostSiteParameters }

  /// `ARGOT_SITE_PARAMETERS` of argot.h.
  private static let mostSiteParameters = 15

  /// The binder for calls from sites that it may know.
  private func emitSites(_ printer: inout CPrinter) {
    let arguments = (["bound"] + source.bindingNames).joined(separator: ", ")
    printer.line("static ArgotSites \(name)_sites;")
    printer.line("")
    printer.block("ARGOT_COLD const signed char *\(name)_bind_new(\(binderParameters))") { printer in
      printer.line("const signed char *at = \(name)_bind(\(arguments));")
      printer.line("argot_note_site(&\(name)_sites, at, \(signature.parameters.count), kwnames, n);")
      printer.line("return at;")
    }
    printer.line("")
    printer.block("ARGOT_NOINLINE const signed char *\(name)_bind_known(\(binderParameters))") { printer in
      printer.line("const signed char *at = argot_find_site(&\(name)_sites, kwnames, n);")
      printer.block("if (ARGOT_UNLIKELY(!at))") { printer in
        printer.line("if (argot_notes_sites(&\(name)_sites)) return \(name)_bind_new(\(arguments));")
        printer.line("return \(name)_bind(\(arguments));")
      }
      emitCall(&printer)
      printer.line("return at;")
    }
    printer.line("")
  }

  private func emitCall(_ printer: inout CPrinter) {
    printer.line("bound->call.argv = argv;")
    printer.line("bound->call.nargs = n;")
    printer.line("bound->call.kwnames = kwnames;")
  }

  private func emitSlowBinder(_ printer: inout CPrinter) {
    let header = "ARGOT_NOINLINE const signed char *\(name)_bind_slow(\(binderParameters), Py_ssize_t i)"
    printer.block(header) { printer in
      printer.line("signed char *at = bound->at;")
      printer.line("Py_ssize_t j, count = kwnames ? argot_size(kwnames) : 0;")
      emitCall(&printer)
      printer.line("if (n > \(signature.positionalMaximum)) return NULL;")
      // Not two loops, of which compilers make calls of memset and memcpy.
      printer.block("if (i == 0)") { printer in
        printer.line("for (j = 0; j < \(size); j++) at[j] = (signed char)(j < n ? j : -1);")
      }
      printer.block("for (; i < count; i++)") { printer in
        printer.line("int index = \(name)_keyword(argot_item(kwnames, i));")
        printer.line("if (ARGOT_UNLIKELY(index < 0 || at[index] >= 0)) return NULL;")
        printer.line("at[index] = (signed char)(n + i);")
      }
      let missing = required.map { "at[\($0)] < 0" }
      printer.line("return \(missing.isEmpty ? "at" : "\(missing.joined(separator: " || ")) ? NULL : at");")
    }
    printer.line("")
  }

  private func emitBinder(_ printer: inout CPrinter) {
    printer.block("ARGOT_NOINLINE const signed char *\(name)_bind(\(binderParameters))") { printer in
      printer.line("signed char *at = bound->at;")
      printer.line("PyObject *key;")
      printer.line("Py_ssize_t i = 0, count = argot_size(kwnames);")
      // Where gcc -O3 knows the index, it computes the next ones ahead, in registers that it must save.
      printer.line("ARGOT_FORGET(i);")
      emitCall(&printer)
      printer.line("ARGOT_FILL(at, -1, sizeof(bound->at));")
      let tests = ["n > \(signature.positionalMaximum)", "!count", "!(key = argot_name(kwnames, 0))"]
      printer.line("if (ARGOT_UNLIKELY(\(tests.joined(separator: " || ")))) goto slow;")
      for index in signature.parameters.indices { emitBinding(index, &printer) }
      // The key stands out of order, or names nothing, or what was given by position.
      printer.line("slow:")
      printer.line("return \(slowBinderCall("bound", from: "i"));")
    }
    printer.line("")
  }

  /// Binds one parameter, by position or by the next key.
  private func emitBinding(_ index: Int, _ printer: inout CPrinter) {
    let isPositional = index < signature.positionalMaximum
    if isPositional { printer.line("if (n > \(index)) at[\(index)] = \(index);") }
    let start = isPositional ? "else " : ""
    if let name = matched.first(where: { $0.index == index })?.bytes {
      printer.block("\(start)if (argot_spells(key, \(CLiteral.string(name)), \(name.count)))") { printer in
        printer.line("at[\(index)] = (signed char)(n + i);")
        // Behind the last keyword no parameter is given.
        printer.line("if (++i == count) \(canBeLast(index) ? "return at" : "goto slow");")
        printer.line("if (ARGOT_UNLIKELY(!(key = argot_name(kwnames, i)))) goto slow;")
      }
      if index < signature.minimum { printer.line("else goto slow;") }
    } else if index < signature.minimum {
      printer.line("\(start)goto slow;")
    }
  }

  /// The first tier of a call with keywords.
  func emitNamedTier(_ printer: inout CPrinter) {
    emitLocals(&printer, .named)
    let list = (["&bound"] + source.bindingNames).joined(separator: ", ")
    printer.line("at = \(name)_bind\(hasSites ? "_known" : "")(\(list));")
    printer.line("if (ARGOT_UNLIKELY(!at)) goto second;")
    if readsPlaces(.named) { printer.line("values = bound.call.argv;") }
    emitSteps(&printer, .named)
    printer.line("result = 1;")
    printer.line("goto done;")
  }

  /// Where the first tier ends, if arguments are bound for the second.
  func emitBoundEnd(_ printer: inout CPrinter) {
    printer.line("slow:")
    printer.line("at = \(slowBinderCall("&bound", from: "0"));")
    if hasNamedTier { printer.line("second:") }
    printer.line("result = \(slowCall);")
    if hasNamedTier {
      // Only calls that end here may have stored anything for keyword-only parameters. Kept apart, the others let gcc
      // know what the caller's variables still hold.
      printer.line("done:")
      printer.line("ARGOT_FORGET(result);")
    }
    printer.line("return result;")
  }
}
