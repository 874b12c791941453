import CLibclang

/// The names that a function's code can reach in the project's files: those in its own text, in that of every
/// project function, variable and class that is named there, in the macros of the project, and so on. What a name means
/// in its place is not looked at, so there are rather too many.
final class ReachableNames {
  /// By which an object's reference count is seen, or an object that others hold is changed if nobody else is seen to
  /// hold it.
  static let mutators: Set<String> = [
    "Py_REFCNT", "Py_SET_REFCNT", "ob_refcnt", "_PyBytes_Resize", "_PyTuple_Resize", "PyUnicode_Append",
    "PyUnicode_AppendAndDel", "PyUnicode_Resize", "PyBytes_Concat", "PyBytes_ConcatAndDel",
    "PyUnstable_Object_IsUniquelyReferenced", "PyUnstable_Object_IsUniqueReferencedTemporary",
    "_PyObject_IsUniquelyReferenced",
  ]

  private let unit: TranslationUnit
  private let record: PreprocessingRecord
  private let project: ProjectFiles
  /// The texts that stand for a name; empty if no mutator occurs in the project's files.
  private var texts: [String: [Text]] = [:]
  private let isNeeded: Bool
  private var words: [Text: Set<String>] = [:]

  private struct Text: Hashable {
    let file: CXFile
    let range: Range<Int>
  }

  init(
    unit: TranslationUnit, record: PreprocessingRecord, project: ProjectFiles, sources: [SourceFile],
    _ references: ReferenceCollector
  ) {
    self.unit = unit
    self.record = record
    self.project = project
    isNeeded = sources.contains { source in Self.mutators.contains { source.bytes.contains($0.utf8) } }
    guard isNeeded else { return }
    for body in references.bodies {
      guard let (file, range) = unit.extent(of: body) else { continue }
      let text = Text(file: file, range: range)
      texts[unit.spelling(body), default: []].append(text)
      // A class can run any of its members.
      let scope = unit.library.functions.getCursorSemanticParent(body)
      texts[unit.spelling(scope), default: []].append(text)
    }
  }

  /// The mutators that are reached, in alphabetical order.
  func mutators(from function: CXCursor) -> [String] {
    guard isNeeded, let (file, range) = unit.extent(of: function) else { return [] }
    var found: Set<String> = []
    var seen: Set<String> = []
    var open = Array(words(in: Text(file: file, range: range)))
    while let name = open.popLast() {
      guard seen.insert(name).inserted else { continue }
      if Self.mutators.contains(name) { found.insert(name) }
      for text in texts[name] ?? [] { open += words(in: text) }
      guard record.isMacro(name) else { continue }
      for definition in record.definitions(of: name) where project.contains(definition.source.name) {
        open += words(in: Text(file: definition.file, range: definition.body))
      }
    }
    return found.sorted()
  }

  private func words(in text: Text) -> Set<String> {
    if let known = words[text] { return known }
    let source = unit.source(text.file)
    var lexer = SourceLexer(source.bytes, range: text.range, hasRawStrings: true)
    var found: Set<String> = []
    while let token = lexer.next() {
      if token.kind == .identifier { found.insert(source.text(token.start..<token.end)) }
    }
    words[text] = found
    return found
  }
}
