/// One `.units` file, read line by line; `Grammar/parse.units` describes the format at its head.
struct UnitsFile {
  let language: String
  private(set) var entries: [Entry] = []

  init(_ source: SourceFile) throws {
    var language: String?
    var entries: [Entry] = []
    for (index, line) in source.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let number = index + 1
      let indent = line.prefix { $0 == " " }.count
      let content = line.dropFirst(indent)
      if content.isEmpty || line.hasPrefix("#") { continue }
      if line.contains("\t") { throw Failure(source.path, number, "tab: indent with spaces") }
      if line.hasSuffix(" ") { throw Failure(source.path, number, "space at the end of the line") }
      if indent == 0 {
        let words = content.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        if words.count == 2, words[0] == "language", ["parse", "build", "text"].contains(words[1]), language == nil {
          language = words[1]
        } else if words.count == 2, let kind = Entry.Kind(rawValue: words[0]), let language, kind.belongs(to: language)
        {
          if kind == .shared, entries.contains(where: { $0.kind == .shared && $0.name == words[1] }) {
            throw Failure(source.path, number, "there is a shared block \(words[1]) already")
          }
          entries.append(Entry(kind: kind, name: words[1], file: source.path, line: number))
        } else {
          throw Failure(source.path, number, Self.expected(in: language))
        }
      } else if entries.isEmpty {
        throw Failure(source.path, number, "this line belongs to no entry")
      } else if indent == 2 {
        try entries[entries.count - 1].append(line: number, content)
      } else if indent == 4 {
        try entries[entries.count - 1].extend(line: number, content)
      } else {
        throw Failure(
          source.path, number, "indented by \(indent) spaces: fields have two, lines that continue a field four")
      }
    }
    guard let language else { throw Failure(source.path, 1, "the file names no language") }
    self.language = language
    self.entries = try Self.resolve(entries)
  }

  /// What may stand in the first column of a file in `language`, nil where none is named yet.
  private static func expected(in language: String?) -> String {
    switch language {
    case nil: "the first entry must be 'language parse', 'language build' or 'language text'"
    case "text": "expected 'conversion SPELLING' or 'shared NAME'"
    default: "expected 'unit SPELLING', 'group SPELLING' or 'shared NAME'"
    }
  }

  /// Puts the fields of shared blocks in the place of the `use` fields that name them.
  private static func resolve(_ entries: [Entry]) throws -> [Entry] {
    var used: Set<String> = []
    var shared: [String: Entry] = [:]
    var resolved: [Entry] = []
    for var entry in entries {
      entry.fields = try entry.fields.flatMap { field in
        guard field.name == "use" else { return [field] }
        guard let block = shared[field.value] else {
          throw entry.failure("no shared block '\(field.value)' above this line", at: field)
        }
        used.insert(field.value)
        return block.fields
      }
      try entry.checkRepetition()
      if entry.kind == .shared { shared[entry.name] = entry } else { resolved.append(entry) }
    }
    for entry in entries where entry.kind == .shared && !used.contains(entry.name) {
      throw entry.failure("nothing uses the shared block \(entry.name)")
    }
    return resolved
  }
}
