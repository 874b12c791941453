import CLibclang
import FormatSema

/// Reduces libclang's types to the small model.
struct TypeReader {
  let library: Libclang

  /// libclang's numbers of the kinds of types; they have been the same since long before version 14.
  private enum Kind {
    static let unexposed: Int32 = 1
    static let void: Int32 = 2
    static let boolean: Int32 = 3
    static let unsignedIntegers: ClosedRange<Int32> = 4...12
    static let signedIntegers: ClosedRange<Int32> = 13...20
    static let float: Int32 = 21
    static let longDouble: Int32 = 23
    static let nullPointer: Int32 = 24
    static let overloaded: Int32 = 25
    static let dependent: Int32 = 26
    static let float128: Int32 = 30
    static let pointer: Int32 = 101
    static let record: Int32 = 105
    static let enumeration: Int32 = 106
    static let functions: ClosedRange<Int32> = 110...111
    static let arrays: ClosedRange<Int32> = 112...116
    static let vector: Int32 = 113
    static let dependentArray: Int32 = 116
  }

  func type(of cursor: CXCursor) -> CType { type(library.functions.getCursorType(cursor)) }

  func type(_ declared: CXType) -> CType {
    let canonical = library.functions.getCanonicalType(declared)
    let size = Int(library.functions.Type_getSizeOf(canonical))
    switch canonical.kind {
    case Kind.void: return .void
    case Kind.boolean, Kind.unsignedIntegers: return .integer(size: size, isSigned: false)
    case Kind.signedIntegers: return .integer(size: size, isSigned: true)
    case Kind.float...Kind.longDouble, Kind.float128: return .floating(size: size)
    case Kind.nullPointer: return .pointer(.void)
    case Kind.pointer: return .pointer(type(library.functions.getPointeeType(canonical)))
    case Kind.functions: return .function
    case Kind.enumeration:
      let declaration = library.functions.getTypeDeclaration(canonical)
      return type(library.functions.getEnumDeclIntegerType(declaration))
    case Kind.record: return .record(name: unqualified(spelling(canonical)), size: size >= 0 ? size : nil)
    default: return .other(spelling(canonical))
    }
  }

  /// What a function, or a pointer to one, takes and returns; nil for other types and for functions without a prototype.
  func prototype(_ declared: CXType) -> FunctionPrototype? {
    let canonical = library.functions.getCanonicalType(pointee(declared) ?? declared)
    guard canonical.kind == Kind.functions.upperBound, library.functions.isFunctionTypeVariadic(canonical) == 0
    else { return nil }
    let count = max(library.functions.getNumArgTypes(canonical), 0)
    return FunctionPrototype(
      parameters: (0..<UInt32(count)).map { type(library.functions.getArgType(canonical, $0)) },
      result: type(library.functions.getResultType(canonical)))
  }

  /// Whether a type is only known once a template is instantiated.
  func isDependent(_ declared: CXType, isCPlusPlus: Bool) -> Bool {
    let canonical = library.functions.getCanonicalType(declared)
    switch canonical.kind {
    case Kind.overloaded, Kind.dependent, Kind.dependentArray: return true
    // A template's parameter has a kind of its own that libclang does not show. C has none like it.
    case Kind.unexposed: return isCPlusPlus
    case Kind.pointer: return isDependent(library.functions.getPointeeType(canonical), isCPlusPlus: isCPlusPlus)
    default: return false
    }
  }

  /// The element type and the number of elements of an array, -1 if it is not known.
  func array(_ declared: CXType) -> (element: CXType, count: Int)? {
    let canonical = library.functions.getCanonicalType(declared)
    guard Kind.arrays.contains(canonical.kind), canonical.kind != Kind.vector else { return nil }
    return (library.functions.getArrayElementType(canonical), Int(library.functions.getArraySize(canonical)))
  }

  func isConstant(_ type: CXType) -> Bool {
    library.functions.isConstQualifiedType(library.functions.getCanonicalType(type)) != 0
  }

  /// Whether an array's elements are constant. A canonical array type carries its elements' qualifiers itself.
  func isConstantArray(_ type: CXType) -> Bool {
    isConstant(type) || array(type).map { isConstant($0.element) } == true
  }

  func pointee(_ type: CXType) -> CXType? {
    let canonical = library.functions.getCanonicalType(type)
    return canonical.kind == Kind.pointer ? library.functions.getPointeeType(canonical) : nil
  }

  private func spelling(_ type: CXType) -> String { library.string(library.functions.getTypeSpelling(type)) }

  private func unqualified(_ spelling: String) -> String {
    let qualifiers: Set<Substring> = ["const", "volatile", "struct", "union", "class"]
    return spelling.split(separator: " ").drop { qualifiers.contains($0) }.joined(separator: " ")
  }
}
