import ArgumentParser
import FormatUnits

/// The values of `--api` of `argot explain`: those of other commands, and the families of the text language.
enum ExplainedAPI: ExpressibleByArgument {
  case call(APIOption)
  case text(TextFamily)

  init?(argument: String) {
    switch argument {
    case "text": self = .text(.unicode)
    case "bytes": self = .text(.bytes)
    default:
      guard let option = APIOption(argument: argument) else { return nil }
      self = .call(option)
    }
  }

  static let allValueStrings = APIOption.allValueStrings + ["text", "bytes"]

  var defaultValueDescription: String {
    switch self {
    case .call(let option): option.rawValue
    case .text(.unicode): "text"
    case .text(.bytes): "bytes"
    }
  }

  static let help = ArgumentHelp(
    "The function that reads the format.",
    discussion: """
      \(APIOption.functions), text: PyUnicode_FromFormat, PyErr_Format and the others that make a str, \
      bytes: PyBytes_FromFormat.
      """)
}
