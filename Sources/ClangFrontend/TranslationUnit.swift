import CLibclang

/// Numbers of libclang's interface that have been the same since long before version 14.
enum CursorKind {
  static let functions: Set<Int32> = [
    functionDeclaration, method, constructor, destructor, conversionFunction, functionTemplate,
  ]
  /// Among others `extern "C"`, up to version 17.
  static let unexposedDeclaration: Int32 = 1
  static let enumDeclaration: Int32 = 5
  static let fieldDeclaration: Int32 = 6
  static let enumeratorDeclaration: Int32 = 7
  static let functionDeclaration: Int32 = 8
  static let variableDeclaration: Int32 = 9
  static let parameterDeclaration: Int32 = 10
  /// A record, class, function, constructor and so on: what a qualified name is made of.
  static let structDeclaration: Int32 = 2
  static let unionDeclaration: Int32 = 3
  static let classDeclaration: Int32 = 4
  static let method: Int32 = 21
  static let namespace: Int32 = 22
  /// `extern "C"`
  static let linkageSpecification: Int32 = 23
  static let constructor: Int32 = 24
  static let destructor: Int32 = 25
  static let conversionFunction: Int32 = 26
  static let functionTemplate: Int32 = 30
  static let classTemplate: Int32 = 31
  static let partialSpecialization: Int32 = 32
  /// The name of a field in a designator.
  static let memberName: Int32 = 47
  static let overloadedReference: Int32 = 49
  /// A variable that a lambda captures by name.
  static let variableReference: Int32 = 50
  static let unexposedExpression: Int32 = 100
  static let declarationReference: Int32 = 101
  static let memberReference: Int32 = 102
  static let call: Int32 = 103
  static let block: Int32 = 105
  static let stringLiteral: Int32 = 109
  static let parentheses: Int32 = 111
  static let unaryOperator: Int32 = 112
  static let arraySubscript: Int32 = 113
  static let binaryOperator: Int32 = 114
  static let conditional: Int32 = 116
  static let cStyleCast: Int32 = 117
  static let compoundLiteral: Int32 = 118
  static let initializerList: Int32 = 119
  /// GNU's `__null`, which has an integer's type and a pointer's width.
  static let gnuNull: Int32 = 123
  /// `static_cast` to `const_cast` and the functional cast.
  static let namedCasts: ClosedRange<Int32> = 124...128
  /// C++'s `nullptr`
  static let nullPointer: Int32 = 131
  static let lambda: Int32 = 144
  static let expressions: ClosedRange<Int32> = 100...199
  static let preprocessing: ClosedRange<Int32> = 500...503
  static let macroDefinition: Int32 = 501
  static let macroExpansion: Int32 = 502
  static let inclusionDirective: Int32 = 503
}

extension CXCursor {
  /// Whether two cursors stand for the same thing. An expression may come with or without the declaration around it,
  /// depending on how it was reached.
  func isSame(as other: CXCursor) -> Bool {
    let expressionsAndStatements: ClosedRange<Int32> = 100...299
    return kind == other.kind && data.1 == other.data.1
      && (data.0 == other.data.0 || expressionsAndStatements.contains(kind))
  }
}

/// A place in a file, as libclang gives it.
struct FilePlace {
  let file: CXFile?
  let line: Int
  let column: Int
  let offset: Int
}

/// A parsed translation unit and the questions that the front end asks about it.
final class TranslationUnit {
  let library: Libclang
  let handle: CXTranslationUnit
  private let index: CXIndex
  private var files: [CXFile: SourceFile] = [:]
  /// Whether the declaration of a record is that of `PyMethodDef`.
  private var isMethodRecord: [UnsafeRawPointer: Bool] = [:]

  /// Takes over both handles.
  init(library: Libclang, index: CXIndex, handle: CXTranslationUnit) {
    self.library = library
    self.index = index
    self.handle = handle
  }

  deinit {
    library.functions.disposeTranslationUnit(handle)
    library.functions.disposeIndex(index)
  }

  /// The text and name of a file of this unit. The bytes live as long as the unit.
  func source(_ file: CXFile) -> SourceFile {
    if let known = files[file] { return known }
    var size = 0
    let start = library.functions.getFileContents(handle, file, &size)
    let bytes =
      start.map { UnsafeRawBufferPointer(start: $0, count: size) } ?? UnsafeRawBufferPointer(start: nil, count: 0)
    let source = SourceFile(name: library.string(library.functions.getFileName(file)), bytes: bytes)
    files[file] = source
    return source
  }

  // MARK: Cursors

  func children(of cursor: CXCursor) -> [CXCursor] {
    var found: [CXCursor] = []
    withUnsafeMutablePointer(to: &found) { list in
      _ = library.functions.visitChildren(
        cursor,
        { child, _, list in
          list!.assumingMemoryBound(to: [CXCursor].self).pointee.append(child)
          return Int32(ARGOT_VISIT_CONTINUE.rawValue)
        }, list)
    }
    return found
  }

  func spelling(_ cursor: CXCursor) -> String { library.string(library.functions.getCursorSpelling(cursor)) }

  func isNull(_ cursor: CXCursor) -> Bool { library.functions.Cursor_isNull(cursor) != 0 }

  func referenced(_ cursor: CXCursor) -> CXCursor? {
    let target = library.functions.getCursorReferenced(cursor)
    return isNull(target) ? nil : target
  }

  /// What all declarations of the same thing have in common.
  func identity(_ declaration: CXCursor) -> UnsafeRawPointer? {
    library.functions.getCanonicalCursor(declaration).data.0
  }

  /// The parameters of a function or function template.
  func parameters(of function: CXCursor) -> [CXCursor] {
    children(of: function).filter { $0.kind == CursorKind.parameterDeclaration }
  }

  /// The template that a function was made from; other functions themselves.
  func pattern(of function: CXCursor) -> CXCursor {
    let template = library.functions.getSpecializedCursorTemplate(function)
    return isNull(template) ? function : template
  }

  func arguments(of call: CXCursor) -> [CXCursor] {
    let count = library.functions.Cursor_getNumArguments(call)
    return count <= 0 ? [] : (0..<UInt32(count)).map { library.functions.Cursor_getArgument(call, $0) }
  }

  /// What is inside parentheses and casts, implicit ones included. `__func__` and its like stay closed: the string in
  /// them is the compiler's own.
  func withoutCasts(_ cursor: CXCursor) -> CXCursor {
    var inner = cursor
    while inner.kind == CursorKind.unexposedExpression || inner.kind == CursorKind.parentheses
      || inner.kind == CursorKind.cStyleCast || CursorKind.namedCasts.contains(inner.kind)
    {
      let operands = children(of: inner).filter { CursorKind.expressions.contains($0.kind) }
      guard operands.count == 1, !isPredefinedName(inner) else { break }
      inner = operands[0]
    }
    return inner
  }

  /// No conversion gives an array, so what libclang does not show there is a predefined name.
  private func isPredefinedName(_ cursor: CXCursor) -> Bool {
    cursor.kind == CursorKind.unexposedExpression
      && TypeReader(library: library).array(library.functions.getCursorType(cursor)) != nil
  }

  /// Whether a type is `PyMethodDef`, under whatever name.
  func isMethodRecord(_ type: CXType) -> Bool {
    let record = library.functions.getTypeDeclaration(library.functions.getCanonicalType(type))
    guard record.kind == CursorKind.structDeclaration, let identity = record.data.0 else { return false }
    if let known = isMethodRecord[identity] { return known }
    let isMethod = spelling(record) == "PyMethodDef"
    isMethodRecord[identity] = isMethod
    return isMethod
  }

  // MARK: Places

  /// Where the source text of a location stands: macro arguments where they are written, all else that macros make
  /// where the outermost macro is used.
  func place(_ location: CXSourceLocation) -> FilePlace {
    var file: CXFile?
    var (line, column, offset): (UInt32, UInt32, UInt32) = (0, 0, 0)
    library.functions.getFileLocation(location, &file, &line, &column, &offset)
    return FilePlace(file: file, line: Int(line), column: Int(column), offset: Int(offset))
  }

  /// The file in which a cursor, or the macro that makes it, is used.
  func expansionFile(of cursor: CXCursor) -> CXFile? {
    var file: CXFile?
    library.functions.getExpansionLocation(library.functions.getCursorLocation(cursor), &file, nil, nil, nil)
    return file
  }

  func place(of cursor: CXCursor) -> FilePlace { place(library.functions.getCursorLocation(cursor)) }

  /// Start and end of a cursor in the file in which it starts, nil if it ends in another.
  func extent(of cursor: CXCursor) -> (file: CXFile, range: Range<Int>)? {
    let extent = library.functions.getCursorExtent(cursor)
    let start = place(library.functions.getRangeStart(extent))
    let end = place(library.functions.getRangeEnd(extent))
    guard let file = start.file, file == end.file, start.offset <= end.offset else { return nil }
    return (file, start.offset..<end.offset)
  }

  // MARK: Values

  /// The bytes of a string literal without the final NUL, nil for a wide one. libclang writes the literal as it
  /// understood it after concatenation, with all bytes but printable ASCII as escape sequences.
  func bytes(ofLiteral cursor: CXCursor) -> [UInt8]? {
    Array(spelling(cursor).utf8).withUnsafeBytes { text in
      LiteralDecoder.decode(text, range: 0..<text.count)?.map(\.value)
    }
  }

  func evaluatedInteger(_ cursor: CXCursor) -> Int? {
    guard let result = library.functions.Cursor_Evaluate(cursor) else { return nil }
    defer { library.functions.EvalResult_dispose(result) }
    let integer: Int32 = 1
    guard library.functions.EvalResult_getKind(result) == integer else { return nil }
    return Int(library.functions.EvalResult_getAsLongLong(result))
  }

  /// Whether an expression is a null pointer constant, perhaps cast.
  func isNullPointer(_ cursor: CXCursor) -> Bool {
    let inner = withoutCasts(cursor)
    return [CursorKind.gnuNull, CursorKind.nullPointer].contains(inner.kind) || evaluatedInteger(inner) == 0
  }
}
