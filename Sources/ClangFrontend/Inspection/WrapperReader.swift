import CLibclang
import FormatSema

/// A comment that says of a function of the project that it hands a format on:
/// `int My_ParseTuple(PyObject *args, const char *format, ...); // argot: like[PyArg_ParseTuple]`.
public struct WrapperComment: Hashable, Sendable {
  /// The name in the comment.
  public let model: String
  public let place: SourceSpan
  /// Why the comment is without effect; nil if it has one.
  public let problem: String?
}

/// Finds the functions that comments at their prototypes declare to be like one of CPython's.
///
/// The format and the keyword list are the last parameters in front of the variadic arguments or the `va_list`, as with
/// CPython's own functions.
struct WrapperReader {
  let unit: TranslationUnit
  private(set) var functions: [VariadicFunction] = []
  private(set) var comments: [WrapperComment] = []

  /// - Parameters:
  ///   - sources: The texts of the project files.
  ///   - declarations: The declarations in them.
  init(unit: TranslationUnit, sources: [String: [UInt8]], declarations: [CXCursor]) {
    self.unit = unit
    let found = sources.sorted { $0.key < $1.key }.flatMap { file, text in
      MarkedComment.all("like", in: text, named: file)
    }
    guard !found.isEmpty else { return }
    let prototypes = declarations.flatMap(Self.functions(in: unit))
    for comment in found {
      for word in comment.words { read(word, of: comment, prototypes) }
    }
  }

  private static func functions(in unit: TranslationUnit) -> (CXCursor) -> [CXCursor] {
    { declaration in
      switch declaration.kind {
      case CursorKind.functionDeclaration: [declaration]
      case CursorKind.linkageSpecification, CursorKind.unexposedDeclaration, CursorKind.namespace:
        unit.children(of: declaration).flatMap(functions(in: unit))
      default: []
      }
    }
  }

  private mutating func read(_ word: MarkedComment.Word, of comment: MarkedComment, _ prototypes: [CXCursor]) {
    func note(_ problem: String?) {
      comments.append(WrapperComment(model: word.text, place: word.span, problem: problem))
    }
    guard let model = VariadicFunction.ofCPython.first(where: { $0.name == word.text }),
      model.formatIndex != nil
    else { return note("CPython has no function '\(word.text)' that takes a format") }
    let file = word.span.start.file
    guard let function = prototypes.first(where: { isDeclared($0, in: file, at: comment.line) }) else {
      return note("no function is declared here")
    }
    let isVariadic =
      unit.library.functions.isFunctionTypeVariadic(unit.library.functions.getCursorType(function)) != 0
    guard isVariadic == (model.firstVariadicIndex != nil) else {
      return note(isVariadic ? "the function takes variadic arguments" : "the function takes no variadic arguments")
    }
    let count = unit.parameters(of: function).count - (isVariadic ? 0 : 1)
    let keywords = model.keywordListIndex.map { _ in count - 1 }
    guard (keywords ?? count) >= 1 else { return note("the function has no parameter for the format") }
    functions.append(
      VariadicFunction(
        name: unit.spelling(function), shape: model.shape, formatIndex: (keywords ?? count) - 1,
        keywordListIndex: keywords, firstVariadicIndex: isVariadic ? count : nil))
    note(nil)
  }

  private func isDeclared(_ function: CXCursor, in file: String, at line: Int) -> Bool {
    guard let (handle, range) = unit.extent(of: function) else { return false }
    let source = unit.source(handle)
    guard source.name == file else { return false }
    // Of a definition only the head counts.
    let end = unit.parameters(of: function).last.flatMap { unit.extent(of: $0)?.range.upperBound } ?? range.lowerBound
    return (source.position(at: range.lowerBound).line...source.position(at: max(end, range.lowerBound)).line)
      .contains(line)
  }
}
