import FormatSema
import FormatUnits
import OperatingSystem
import TOMLKit

/// What a project says about its checks: `.argot.toml`, or `[tool.argot]` in `pyproject.toml`.
///
///     python = "3.9-3.15"
///     select = ["default", "portability"]
///     ignore = ["method-parameter-count"]
///
///     [[functions]]
///     name = "My_ParseTuple"
///     like = "PyArg_ParseTuple"
///     format = 1
///     arguments = 2
struct CheckConfiguration {
  /// Why a configuration cannot be used.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  var versions: ClosedRange<PythonVersion>?
  var select: [String] = []
  var ignore: [String] = []
  var functions: [VariadicFunction] = []

  /// The configuration in `path`, or the nearest in the working directory or above; an empty one if there is none.
  static func find(named path: String?) throws(Failure) -> CheckConfiguration {
    if let path {
      guard let text = Files.read(path) else { throw Failure(description: "\(path) cannot be read") }
      return try CheckConfiguration(text, named: path)
    }
    var folder = Files.workingDirectory
    while true {
      for name in [".argot.toml", "pyproject.toml"] {
        let path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
        if let text = Files.read(path) { return try CheckConfiguration(text, named: path) }
      }
      guard folder != "/", folder.hasPrefix("/") else { return CheckConfiguration() }
      folder = String(Paths.folder(folder).dropLast())
      if folder.isEmpty { folder = "/" }
    }
  }

  private init() {}

  private init(_ text: [UInt8], named path: String) throws(Failure) {
    let document: TOMLTable
    do {
      document = try TOMLTable(string: String(decoding: text, as: UTF8.self))
    } catch {
      throw Failure(description: "\(path) is no TOML: \(error)")
    }
    let isProject = Paths.name(path) == "pyproject.toml"
    if isProject, let required = document["project"]?["requires-python"]?.string {
      versions = RequiresPython.versions(required)
    }
    guard let table = isProject ? document["tool"]?["argot"]?.table : document else { return }
    let known: Set<String> = ["python", "select", "ignore", "functions"]
    if let other = table.keys.sorted().first(where: { !known.contains($0) }) {
      throw Failure(
        description: "\(path): there is no setting '\(other)'; there are \(known.sorted().joined(separator: ", "))")
    }
    if let python = table["python"] {
      guard let range = python.string.flatMap(VersionRange.init(argument:)) else {
        throw Failure(description: "\(path): python takes versions such as \"3.9-3.15\"")
      }
      versions = range.versions
    }
    select = try Self.names(table["select"], "select", path)
    ignore = try Self.names(table["ignore"], "ignore", path)
    if let entries = table["functions"] {
      guard let array = entries.array else {
        throw Failure(description: "\(path): functions are tables: [[functions]]")
      }
      for entry in array { functions.append(try Self.function(entry.table, path)) }
    }
  }

  private static func names(_ value: TOMLValueConvertible?, _ key: String, _ path: String) throws(Failure) -> [String] {
    guard let value else { return [] }
    let words = value.array?.map { $0.string }
    guard let words, words.allSatisfy({ $0 != nil }) else {
      throw Failure(description: "\(path): \(key) takes a list of rules and groups")
    }
    return words.compactMap(\.self)
  }

  /// A function of the project that takes a format as one of CPython's does, its arguments in other places.
  private static func function(_ table: TOMLTable?, _ path: String) throws(Failure) -> VariadicFunction {
    guard let table, let name = table["name"]?.string, let like = table["like"]?.string,
      let model = VariadicFunction.ofCPython.first(where: { $0.name == like })
    else {
      throw Failure(
        description:
          "\(path): a function has a name and is like one of CPython's: name = \"…\", like = \"PyArg_ParseTuple\"")
    }
    func index(_ key: String, _ other: Int?) -> Int? { table[key]?.int ?? other }
    return VariadicFunction(
      name: name, shape: model.shape, formatIndex: index("format", model.formatIndex),
      keywordListIndex: index("keywords", model.keywordListIndex),
      firstVariadicIndex: index("arguments", model.firstVariadicIndex))
  }
}
