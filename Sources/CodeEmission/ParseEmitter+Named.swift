import FormatSyntax
import FormatUnits
import Marshaling

// The first tier for calls with keywords, of METH_FASTCALL. Callers tend to give them in the order of the parameters,
// so one pass over those binds them all. It calls no function, so that it needs no registers that it must restore.
extension ParseEmitter {
  var hasNamedTier: Bool { isKeyword && source.isCounted && matched.contains { canBeLast($0.index) } }

  /// Whether a call is complete that gives nothing behind the parameter.
  private func canBeLast(_ index: Int) -> Bool { index + 1 >= signature.minimum }

  func emitNamedTier(_ printer: inout CPrinter) {
    printer.block("ARGOT_NOINLINE int \(name)_named(\(parameters))") { printer in
      emitLocals(&printer, .named)
      emitBinding(&printer)
      emitSteps(&printer, .named)
      printer.line("slow:")
      printer.line("return \(name)_slow(\(forwarded));")
    }
    printer.line("")
  }

  /// Makes the variable of each parameter hold its argument, or NULL.
  private func emitBinding(_ printer: inout CPrinter) {
    let tests = ["n > \(signature.positionalMaximum)", "!count", "!(key = argot_name(kwnames, 0))"]
    printer.line("if (ARGOT_UNLIKELY(\(tests.joined(separator: " || ")))) goto slow;")
    for index in signature.parameters.indices {
      let object = name(ObjectPath(parameter: index))
      let isPositional = index < signature.positionalMaximum
      if isPositional { printer.line("if (n > \(index)) \(object) = \(source.item("\(index)"));") }
      let start = isPositional ? "else " : ""
      if let name = matched.first(where: { $0.index == index })?.bytes {
        printer.block("\(start)if (argot_spells(key, \(CLiteral.string(name)), \(name.count)))") { printer in
          printer.line("\(object) = argv[n + i];")
          // Behind the last keyword no parameter is given.
          printer.line("if (++i == count) goto \(canBeLast(index) ? "bound" : "slow");")
          printer.line("if (ARGOT_UNLIKELY(!(key = argot_name(kwnames, i)))) goto slow;")
        }
        if index < signature.minimum { printer.line("else goto slow;") }
      } else if index < signature.minimum {
        printer.line("\(start)goto slow;")
      }
    }
    // The key stands out of order, or names nothing, or what was given by position.
    printer.line("goto slow;")
    printer.line("bound:")
  }
}
