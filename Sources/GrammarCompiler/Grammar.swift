/// The entries of all `.units` files that were read.
struct Grammar {
  private(set) var units: [Unit] = []
  private(set) var groups: [Group] = []
  private(set) var conversions: [Conversion] = []

  /// Reads one file and checks its entries, alone and against those read before.
  mutating func add(_ source: SourceFile) throws {
    let file = try UnitsFile(source)
    for entry in file.entries {
      let known =
        units.lazy.filter { $0.language == file.language }.map(\.spelling).contains(entry.name)
        || groups.lazy.filter { $0.language == file.language }.map(\.spelling).contains(entry.name)
        || entry.kind == .conversion && conversions.lazy.map(\.spelling).contains(entry.name)
      if known { throw entry.failure("the \(file.language) language has an entry for \(entry.name) already") }
      switch entry.kind {
      case .unit: units.append(try Unit(entry, language: file.language))
      case .group: groups.append(try Group(entry, language: file.language))
      case .conversion: conversions.append(try Conversion(entry))
      case .shared: break
      }
    }
  }
}

/// A checked `unit` entry; the members are those of `FormatUnit`, in the form in which they are printed.
struct Unit {
  let language: String
  let spelling: String
  let arguments: [Argument]
  let ownership: String
  let lowering: String
  let primitive: String
  let limitedSince: Version?
  let text: Documentation

  init(_ entry: Entry, language: String) throws {
    for field in entry.fields where Conversion.ownFields.contains(field.name) {
      throw entry.failure("a unit has no \(field.name): that is for conversions", at: field)
    }
    self.language = language
    spelling = entry.name
    arguments = try entry.fields("argument").map { try Argument($0, in: entry) }
    if arguments.isEmpty { throw entry.failure("unit \(entry.name) has no argument") }
    ownership = try entry.choice("ownership", of: Self.ownerships)
    lowering = try entry.choice("lowering", of: Self.lowerings)
    limitedSince = try entry.version("limited-since")
    text = try Documentation(entry)
    if lowering == "cold" {
      if let field = entry.field("primitive") ?? entry.field("limited-since") {
        throw entry.failure("a cold unit has no \(field.name): CPython's own function serves it", at: field)
      }
      primitive = ""
    } else {
      primitive = try entry.required("primitive").value
    }
    if primitive.utf8.contains(where: { !isIdentifierByte($0) }), let field = entry.field("primitive") {
      throw entry.failure("'\(primitive)' cannot be part of a C name: use letters, digits and '_'", at: field)
    }
  }

  private static let ownerships = ["none", "borrowed", "buffer", "memory", "converter", "new", "stolen"]
  private static let lowerings = ["value", "typed", "view", "copy", "converter", "cold"]
}

/// A checked `group` entry; the members are those of `FormatGroup`.
struct Group {
  let language: String
  let spelling: String
  let text: Documentation

  init(_ entry: Entry, language: String) throws {
    for name in ["argument", "range", "ownership", "lowering", "primitive", "limited-since"] + Conversion.ownFields {
      if let field = entry.field(name) {
        throw entry.failure("a group has no \(name): that is its items' affair", at: field)
      }
    }
    self.language = language
    spelling = entry.name
    text = try Documentation(entry)
  }
}

/// The fields that units and groups share.
struct Documentation {
  let python: String
  let conversion: String
  let range: String
  let ownershipNote: String
  let onFailure: String
  let errors: [String]
  let since: Version
  let removed: Version?
  let deprecated: String
  let notes: String

  init(_ entry: Entry) throws {
    python = try entry.required("python").value
    conversion = try entry.required("conversion").value
    range = entry.field("range")?.value ?? ""
    ownershipNote = try entry.required("ownership-note").value
    onFailure = try entry.required("on-failure").value
    errors = entry.fields("error").map(\.value)
    _ = try entry.required("since")
    // `required` has just found it.
    since = try entry.version("since")!
    removed = try entry.version("removed")
    deprecated = entry.field("deprecated")?.value ?? ""
    notes = entry.field("notes")?.value ?? ""
    if let removed, removed <= since, let field = entry.field("removed") {
      throw entry.failure("\(entry.name) is removed before it exists", at: field)
    }
  }
}

private func isIdentifierByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
    true
  default: false
  }
}
