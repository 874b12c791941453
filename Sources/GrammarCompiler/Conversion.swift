/// A checked `conversion` entry; the members are those of `FormatConversion`, in the form in which they are printed.
struct Conversion {
  /// The fields that only conversions have.
  static let ownFields = ["family", "result", "uses", "bytes-uses", "refuses"]

  let spelling: String
  let families: [String]
  let arguments: [Argument]
  let result: String
  let uses: [String]
  let bytesUses: [String]
  let refuses: [String]
  let range: String
  let ownership: String
  let ownershipNote: String
  let errors: [String]
  let since: Version
  let removed: Version?
  let notes: String

  init(_ entry: Entry) throws {
    for name in ["python", "conversion", "on-failure", "deprecated", "lowering", "primitive", "limited-since"] {
      if let field = entry.field(name) { throw entry.failure("a conversion has no \(name)", at: field) }
    }
    spelling = entry.name
    _ = try entry.required("family")
    families = try entry.words("family", of: ["unicode", "bytes"])
    arguments = try entry.fields("argument").map { try Argument($0, in: entry) }
    if let field = entry.fields("argument").first(where: { !$0.value.hasPrefix("input ") }) {
      throw entry.failure("a conversion only reads its arguments: write 'input'", at: field)
    }
    result = try entry.required("result").value
    uses = try entry.words("uses", of: Self.options)
    bytesUses = try entry.words("bytes-uses", of: Self.options)
    refuses = try entry.words("refuses", of: Self.options)
    if let field = entry.field("refuses"), refuses.contains(where: uses.contains) {
      throw entry.failure("\(entry.name) both uses and refuses an option", at: field)
    }
    range = entry.field("range")?.value ?? ""
    ownership = try entry.choice("ownership", of: ["none", "borrowed"])
    ownershipNote = try entry.required("ownership-note").value
    errors = entry.fields("error").map(\.value)
    _ = try entry.required("since")
    // `required` has just found it.
    since = try entry.version("since")!
    removed = try entry.version("removed")
    notes = entry.field("notes")?.value ?? ""
    if let removed, removed <= since, let field = entry.field("removed") {
      throw entry.failure("\(entry.name) is removed before it exists", at: field)
    }
  }

  /// The cases of `FormatConversion.Option`.
  private static let options = ["left", "zero", "alternate", "width", "precision"]
}

extension Entry {
  /// The words of a field, each one of `known`; none where the field is left out.
  fileprivate func words(_ name: String, of known: [String]) throws -> [String] {
    guard let field = field(name) else { return [] }
    let words = field.value.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    for word in words where !known.contains(word) {
      throw failure("'\(word)' is no word for \(name); use \(known.joined(separator: ", "))", at: field)
    }
    return words
  }
}
