import FormatUnits
import Testing

/// The catalogue that is generated from `Grammar/*.units`, against lists and signatures written down a second time.
@Suite("Unit catalogue")
struct CatalogueTests {
  static let everyUnit = FormatUnit.parseUnits + FormatUnit.buildUnits
  static let everyGroup = FormatGroup.parseGroups + FormatGroup.buildGroups

  @Test("Every unit of the parse language has one entry and takes these C arguments", arguments: parseSignatures)
  func parseSignature(spelling: String, arguments: [String]) throws {
    let unit = try #require(FormatUnit.parse(spelling))
    #expect(unit.language == .parse)
    #expect(unit.spelling == spelling)
    #expect(unit.arguments.map(\.spelling) == arguments)
    #expect(FormatUnit.parseUnits.count { $0.spelling == spelling } == 1)
  }

  @Test("Every unit of the build language has one entry and takes these C arguments", arguments: buildSignatures)
  func buildSignature(spelling: String, arguments: [String]) throws {
    let unit = try #require(FormatUnit.build(spelling))
    #expect(unit.language == .build)
    #expect(unit.spelling == spelling)
    #expect(unit.arguments.map(\.spelling) == arguments)
    #expect(unit.arguments.allSatisfy { $0.role == .input })
    #expect(FormatUnit.buildUnits.count { $0.spelling == spelling } == 1)
  }

  @Test("There are no entries beyond these")
  func nothingElse() {
    #expect(Set(FormatUnit.parseUnits.map(\.spelling)) == Set(parseSignatures.keys))
    #expect(Set(FormatUnit.buildUnits.map(\.spelling)) == Set(buildSignatures.keys))
    #expect(FormatGroup.parseGroups.map(\.spelling) == ["(items)"])
    #expect(FormatGroup.buildGroups.map(\.spelling) == ["(items)", "[items]", "{items}"])
  }

  @Test("A spelling of the other language, of a part or of nothing is not found")
  func unknownSpellings() {
    for spelling in ["", "e", "w", "w#", "s!", "N", "O?", "(items)", "ii"] {
      #expect(FormatUnit.parse(spelling) == nil, "\(spelling)")
    }
    for spelling in ["", "Y", "es", "s*", "O!", "Z", "i#", "(items)"] {
      #expect(FormatUnit.build(spelling) == nil, "\(spelling)")
    }
    #expect(FormatGroup.parse("[items]") == nil)
    #expect(FormatGroup.build("items") == nil)
  }

  @Test("Roles tell what is read from what is written")
  func roles() {
    func roles(_ spelling: String) -> [CArgument.Role]? { FormatUnit.parse(spelling)?.arguments.map(\.role) }
    #expect(roles("i") == [.output])
    #expect(roles("s#") == [.output, .output])
    #expect(roles("O!") == [.input, .output])
    #expect(roles("O&") == [.input, .input])
    #expect(roles("es") == [.input, .output])
    #expect(roles("es#") == [.input, .inout, .inout])
  }

  @Test("Units exist from and up to the right version")
  func versions() {
    let changing: [String: (since: PythonVersion, removed: PythonVersion?)] = [
      "c": (PythonVersion(2, 7), nil), "C": (PythonVersion(3, 0), nil), "p": (PythonVersion(3, 3), nil),
      "u": (PythonVersion(2, 7), PythonVersion(3, 12)), "u#": (PythonVersion(2, 7), PythonVersion(3, 12)),
      "Z": (PythonVersion(3, 0), PythonVersion(3, 12)), "Z#": (PythonVersion(3, 0), PythonVersion(3, 12)),
    ]
    for unit in FormatUnit.parseUnits {
      if let (since, removed) = changing[unit.spelling] {
        #expect(unit.since == since, "\(unit.spelling)")
        #expect(unit.removed == removed, "\(unit.spelling)")
      }
      let isWide = ["u", "u#", "Z", "Z#"].contains(unit.spelling)
      #expect(unit.exists(in: .oldestSupported), "\(unit.spelling)")
      #expect(unit.exists(in: PythonVersion(3, 11)), "\(unit.spelling)")
      #expect(unit.exists(in: PythonVersion(3, 12)) == !isWide, "\(unit.spelling)")
      #expect(unit.exists(in: .newestSupported) == !isWide, "\(unit.spelling)")
      #expect(unit.deprecated.isEmpty == !(isWide || ["B", "H", "I", "k", "K"].contains(unit.spelling)))
    }
    for unit in FormatUnit.buildUnits {
      #expect(unit.exists(in: PythonVersion(3, 13)) == (unit.spelling != "p"), "\(unit.spelling)")
      #expect(unit.exists(in: PythonVersion(3, 14)), "\(unit.spelling)")
      #expect(unit.removed == nil)
    }
  }

  @Test("Every field that every unit has says something, on one line", arguments: everyUnit.map(Named.init))
  func texts(_ named: Named) {
    let unit = named.unit
    let required = [unit.python, unit.conversion, unit.ownershipNote, unit.onFailure]
    #expect(required.allSatisfy { !$0.isEmpty })
    let texts = required + unit.errors + [unit.range, unit.deprecated, unit.notes]
    for text in texts {
      #expect(!text.contains("\n") && !text.contains("  ") && !text.hasPrefix(" ") && !text.hasSuffix(" "), "\(text)")
    }
    let isInteger = unit.language == .parse && "bBhHiIlkLKn".contains(unit.spelling)
    #expect(!isInteger || !unit.range.isEmpty)
    let cannotFail = (unit.language == .parse && unit.spelling == "O") || ["p", "c"].contains(unit.spelling)
    #expect(cannotFail || !unit.errors.isEmpty)
  }

  @Test("Groups are described", arguments: everyGroup.map(\.spelling))
  func groups(spelling: String) {
    for group in Self.everyGroup where group.spelling == spelling {
      let required = [group.python, group.conversion, group.ownershipNote, group.onFailure, group.notes]
      #expect(required.allSatisfy { !$0.isEmpty })
      #expect(!group.errors.isEmpty)
    }
  }

  @Test("Lowering, primitive, ownership and limited API agree with each other", arguments: everyUnit.map(Named.init))
  func consistency(_ named: Named) {
    let unit = named.unit
    #expect(unit.primitive.isEmpty == (unit.lowering == .cold))
    #expect((unit.lowering == .converter) == unit.spelling.hasSuffix("&"))
    #expect((unit.lowering == .converter) == (unit.ownership == .converter))
    #expect((unit.lowering == .typed) == (unit.spelling == "O!"))
    if unit.lowering == .view { #expect(unit.ownership == .buffer) }
    if unit.lowering == .copy { #expect(unit.ownership == .memory) }
    switch unit.language {
    case .parse: #expect(unit.ownership != .new && unit.ownership != .stolen)
    case .build: #expect([.value, .converter].contains(unit.lowering))
    }
  }

  @Test("The limited API has what the faster tiers need from this version on", arguments: everyUnit.map(Named.init))
  func limitedAPI(_ named: Named) {
    let unit = named.unit
    let expected: PythonVersion? =
      switch (unit.language, unit.spelling) {
      case (.parse, "D"): nil
      case (.parse, "C"): PythonVersion(3, 7)
      case (.parse, "s"), (.parse, "z"), (.parse, "s#"), (.parse, "z#"), (.parse, "es"), (.parse, "et"):
        PythonVersion(3, 10)
      case (.parse, "s*"), (.parse, "z*"), (.parse, "y*"): PythonVersion(3, 11)
      default: unit.lowering == .cold ? nil : PythonVersion(3, 2)
      }
    #expect(unit.limitedSince == expected)
  }

  @Test("Units that differ in spelling only share a primitive, all others have their own")
  func primitives() {
    let parse = FormatUnit.parseUnits.filter { $0.lowering != .cold }.map(\.primitive)
    #expect(Set(parse).count == parse.count)
    for (spellings, primitive) in [
      ("b B h i", "int"), ("H I", "unsigned_int"), ("d f", "double"), ("s z U", "str"), ("s# z# U#", "str_size"),
      ("O S", "object"), ("O& S& N&", "converter"), ("N", "stolen"), ("n", "ssize"), ("p", "bool"), ("c", "byte"),
      ("C", "ordinal"), ("D", "complex"), ("y", "bytes"), ("y#", "bytes_size"), ("u", "wide"), ("u#", "wide_size"),
      ("l", "long"), ("k", "unsigned_long"), ("L", "long_long"), ("K", "unsigned_long_long"),
    ] {
      let using = FormatUnit.buildUnits.filter { $0.primitive == primitive }.map(\.spelling)
      #expect(Set(using) == Set(spellings.split(separator: " ").map(String.init)), "\(primitive)")
    }
  }
}

/// A unit that shows its language and spelling in the test log.
struct Named: CustomTestStringConvertible, Sendable {
  let unit: FormatUnit

  var testDescription: String { "\(unit.language.rawValue) \(unit.spelling)" }
}

private let parseSignatures: [String: [String]] = [
  "b": ["unsigned char *"], "B": ["unsigned char *"], "h": ["short *"], "H": ["unsigned short *"],
  "i": ["int *"], "I": ["unsigned int *"], "l": ["long *"], "k": ["unsigned long *"],
  "L": ["long long *"], "K": ["unsigned long long *"], "n": ["Py_ssize_t *"],
  "f": ["float *"], "d": ["double *"], "D": ["Py_complex *"],
  "c": ["char *"], "C": ["int *"], "p": ["int *"],
  "s": ["const char **"], "s#": ["const char **", "Py_ssize_t *"], "s*": ["Py_buffer *"],
  "z": ["const char **"], "z#": ["const char **", "Py_ssize_t *"], "z*": ["Py_buffer *"],
  "y": ["const char **"], "y#": ["const char **", "Py_ssize_t *"], "y*": ["Py_buffer *"], "w*": ["Py_buffer *"],
  "es": ["const char *", "char **"], "es#": ["const char *", "char **", "Py_ssize_t *"],
  "et": ["const char *", "char **"], "et#": ["const char *", "char **", "Py_ssize_t *"],
  "S": ["PyObject **"], "Y": ["PyObject **"], "U": ["PyObject **"], "O": ["PyObject **"],
  "O!": ["PyTypeObject *", "PyObject **"], "O&": ["int (*)(PyObject *, void *)", "void *"],
  "u": ["const wchar_t **"], "u#": ["const wchar_t **", "Py_ssize_t *"],
  "Z": ["const wchar_t **"], "Z#": ["const wchar_t **", "Py_ssize_t *"],
]

private let buildSignatures: [String: [String]] = [
  "b": ["int"], "B": ["int"], "h": ["int"], "i": ["int"], "H": ["unsigned int"], "I": ["unsigned int"],
  "l": ["long"], "k": ["unsigned long"], "L": ["long long"], "K": ["unsigned long long"], "n": ["Py_ssize_t"],
  "p": ["int"], "c": ["int"], "C": ["int"], "d": ["double"], "f": ["double"], "D": ["const Py_complex *"],
  "s": ["const char *"], "s#": ["const char *", "Py_ssize_t"], "z": ["const char *"],
  "z#": ["const char *", "Py_ssize_t"], "U": ["const char *"], "U#": ["const char *", "Py_ssize_t"],
  "y": ["const char *"], "y#": ["const char *", "Py_ssize_t"],
  "u": ["const wchar_t *"], "u#": ["const wchar_t *", "Py_ssize_t"],
  "O": ["PyObject *"], "S": ["PyObject *"], "N": ["PyObject *"],
  "O&": ["PyObject *(*)(void *)", "void *"], "S&": ["PyObject *(*)(void *)", "void *"],
  "N&": ["PyObject *(*)(void *)", "void *"],
]
