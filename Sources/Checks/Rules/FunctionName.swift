import ClangFrontend

/// The name behind `:` in a format is not that of the function in its method table, or is no name.
///
/// What stands behind the colon is put in front of error messages, as the function's name with parentheses:
/// `width() takes exactly 2 arguments`. A message of one's own stands behind a semicolon.
///
///     {"resize", resize, METH_VARARGS, NULL},
///
/// Misleading:
///
///     PyArg_ParseTuple(args, "ii:scale", &width, &height)
///     PyArg_ParseTuple(args, "ii:resize needs two numbers", &width, &height)
///
/// Better:
///
///     PyArg_ParseTuple(args, "ii:resize", &width, &height)
///     PyArg_ParseTuple(args, "ii;resize needs two numbers", &width, &height)
struct FunctionName: UnitRule {
  let info = RuleInfo(
    "function-name", .style, .warning, summary: "the name behind ':' is not that of the method, or no name")

  func findings(in unit: CheckedUnit) -> [Finding] {
    var names: [Int: Set<String>] = [:]
    for method in unit.inspection.tables.flatMap(\.methods) {
      guard let function = method.function, let name = method.name else { continue }
      names[function.identity, default: []].insert(String(decoding: name, as: UTF8.self))
    }
    return unit.calls.flatMap { call in call.readableFormats.compactMap { finding(for: $0, in: call, names) } }
  }

  private func finding(
    for format: CheckedFormat, in call: CheckedCall, _ names: [Int: Set<String>]
  ) -> Finding? {
    guard case .parse(let signature) = format.signature, let bytes = signature.functionName,
      let trailer = signature.format.trailer
    else { return nil }
    let name = String(decoding: bytes, as: UTF8.self)
    let place = call.span(trailer.text, of: format)
    if name.contains(" ") {
      return finding("what stands behind ':' is no name but a message, which belongs behind ';'", at: place, in: call)
    }
    guard let function = call.inspected.enclosingFunction, let known = names[function.identity] else { return nil }
    let last = name.split(separator: ".").last.map(String.init) ?? name
    if known.contains(last) { return nil }
    let list = known.sorted().map { "'\($0)'" }.joined(separator: ", ")
    return finding("errors call the method '\(name)', its table calls it \(list)", at: place, in: call)
  }
}
