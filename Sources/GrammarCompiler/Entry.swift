/// A field of an entry, with the line on which it starts.
struct Field {
  let name: String
  var value: String
  let line: Int
}

/// An entry of a `.units` file: what it is called and its fields, in the order in which they are written.
struct Entry {
  enum Kind: String {
    case unit, group, conversion, shared

    /// Conversions are what the text language has in place of units and groups.
    func belongs(to language: String) -> Bool { self == .shared || (self == .conversion) == (language == "text") }
  }

  let kind: Kind
  let name: String
  let file: String
  let line: Int
  var fields: [Field] = []

  private static let repeatable = ["argument", "error", "use"]
  private static let single = [
    "python", "conversion", "range", "ownership", "ownership-note", "on-failure", "since", "removed", "deprecated",
    "notes", "lowering", "primitive", "limited-since", "family", "result", "uses", "bytes-uses", "refuses",
  ]

  /// Reads a line `NAME: VALUE`.
  mutating func append(line: Int, _ content: Substring) throws {
    guard let colon = content.firstIndex(of: ":") else {
      throw Failure(file, line, "expected 'FIELD: VALUE'")
    }
    let name = String(content[..<colon])
    let value = content[content.index(after: colon)...]
    guard Self.repeatable.contains(name) || Self.single.contains(name) else {
      let known = (Self.repeatable + Self.single).joined(separator: ", ")
      throw Failure(file, line, "unknown field '\(name)'; the fields are \(known)")
    }
    guard value.hasPrefix(" "), value.count > 1 else {
      throw Failure(file, line, "field '\(name)' has no value; leave out what does not apply")
    }
    fields.append(Field(name: name, value: String(value.dropFirst()), line: line))
  }

  /// Adds a continuation line to the last field.
  mutating func extend(line: Int, _ content: Substring) throws {
    guard !fields.isEmpty else { throw Failure(file, line, "there is no field that this line could continue") }
    fields[fields.count - 1].value += " " + content
  }

  /// Shared blocks must not set a field that the entry sets too.
  func checkRepetition() throws {
    for (index, field) in fields.enumerated() where Self.single.contains(field.name) {
      if fields[..<index].contains(where: { $0.name == field.name }) {
        throw failure("\(kind) \(name) has more than one '\(field.name)'", at: field)
      }
    }
  }

  func fields(_ name: String) -> [Field] {
    fields.filter { $0.name == name }
  }

  func field(_ name: String) -> Field? {
    fields.first { $0.name == name }
  }

  func required(_ name: String) throws -> Field {
    guard let field = field(name) else { throw failure("\(kind) \(self.name) has no '\(name)'") }
    return field
  }

  func choice(_ name: String, of choices: [String]) throws -> String {
    let field = try required(name)
    guard choices.contains(field.value) else {
      throw failure("'\(field.value)' is no \(name); use one of \(choices.joined(separator: ", "))", at: field)
    }
    return field.value
  }

  func version(_ name: String) throws -> Version? {
    guard let field = field(name) else { return nil }
    guard let version = Version(field.value) else {
      throw failure("'\(field.value)' is no version; write it as 3.14", at: field)
    }
    return version
  }

  /// A mistake in the entry; in a field of a shared block the line is that block's.
  func failure(_ message: String, at field: Field? = nil) -> Failure {
    Failure(file, field?.line ?? line, message)
  }
}
