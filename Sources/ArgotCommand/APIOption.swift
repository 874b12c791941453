import ArgumentParser
import FormatSema

/// The values of `--api`.
enum APIOption: String, ExpressibleByArgument, CaseIterable {
  case parse, keywords, single, build, call

  var function: APIFunction {
    switch self {
    case .parse: .parseTuple
    case .keywords: .parseTupleAndKeywords
    case .single: .parse
    case .build: .buildValue
    case .call: .callFunction
    }
  }

  static let help = ArgumentHelp("The function that reads the format.", discussion: "\(functions).")

  /// What the values stand for.
  static let functions = """
    parse: PyArg_ParseTuple, keywords: PyArg_ParseTupleAndKeywords, single: PyArg_Parse, build: Py_BuildValue, \
    call: PyObject_CallFunction
    """
}

extension MethodConvention: ExpressibleByArgument {}
