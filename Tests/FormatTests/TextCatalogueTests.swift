import FormatUnits
import Testing

/// The conversions that are generated from `Grammar/text.units`, against lists written down a second time.
@Suite("Conversions of the text language")
struct TextCatalogueTests {
  @Test("Every conversion has one entry, reads these C arguments and exists from this version on", arguments: expected)
  func entry(spelling: String, arguments: [String], since: PythonVersion) throws {
    let conversion = try #require(FormatConversion.find(spelling, family: .unicode))
    #expect(conversion.spelling == spelling)
    #expect(conversion.arguments.map(\.spelling) == arguments)
    #expect(conversion.arguments.allSatisfy { $0.role == .input })
    #expect(conversion.exists(in: since) && conversion.exists(in: .newestSupported))
    #expect(!conversion.exists(in: PythonVersion(since.major, since.minor - 1)) || since == .oldestSupported)
    #expect(FormatConversion.all.count { $0.spelling == spelling } == 1)
  }

  @Test("There are no entries beyond these")
  func nothingElse() {
    #expect(Set(FormatConversion.all.map(\.spelling)) == Set(expected.map(\.spelling)))
    #expect(FormatConversion.all.allSatisfy { $0.families.contains(.unicode) && $0.removed == nil })
    for spelling in ["", "f", "n", "hd", "lc", "lp", "lS", "5d", "#T", "q"] {
      #expect(FormatConversion.find(spelling, family: .unicode) == nil, "\(spelling)")
    }
  }

  @Test("The bytes family has twelve of them, in all versions")
  func bytes() {
    let found = FormatConversion.all.filter { $0.families.contains(.bytes) }
    #expect(Set(found.map(\.spelling)) == ["d", "i", "u", "x", "ld", "lu", "zd", "zu", "c", "p", "s", "%"])
    #expect(found.allSatisfy { $0.exists(in: .oldestSupported) })
    #expect(FormatConversion.find("X", family: .bytes) == nil)
    #expect(FormatConversion.find("zu", family: .bytes)?.arguments.map(\.spelling) == ["size_t"])
  }

  @Test("Options with an effect, without one, and those that are refused")
  func options() throws {
    for conversion in FormatConversion.all {
      let isNumber = "diuoxX".contains(conversion.spelling.last!)
      let expected: Set<FormatConversion.Option> =
        switch conversion.spelling {
        case "c", "p", "%": []
        case "T", "N": [.left, .alternate, .width, .precision]
        default: isNumber ? [.left, .zero, .width, .precision] : [.left, .width, .precision]
        }
      #expect(conversion.uses(in: .unicode) == expected, "\(conversion.spelling)")
      #expect(conversion.uses(in: .bytes) == (conversion.spelling == "s" ? [.precision] : []))
      let refused: Set<FormatConversion.Option> =
        switch conversion.spelling {
        case "c", "p": [.width, .precision]
        case "%": Set(FormatConversion.Option.allCases)
        default: []
        }
      #expect(conversion.refuses == refused, "\(conversion.spelling)")
      #expect(conversion.ownership == (expected.contains(.zero) || !refused.isEmpty ? .none : .borrowed))
      #expect(!conversion.result.isEmpty && !conversion.ownershipNote.isEmpty)
    }
  }
}

private let expected: [(spelling: String, arguments: [String], since: PythonVersion)] =
  numbers("", "int", "unsigned int", old: "diux") + numbers("l", "long", "unsigned long", old: "diu")
  + numbers("ll", "long long", "unsigned long long", old: "diu") + numbers("z", "Py_ssize_t", "size_t", old: "diu")
  + numbers("j", "intmax_t", "uintmax_t", old: "") + numbers("t", "ptrdiff_t", "ptrdiff_t", old: "")
  + [
    ("c", ["int"], .oldestSupported), ("p", ["void *"], .oldestSupported), ("%", [], .oldestSupported),
    ("s", ["const char *"], .oldestSupported), ("ls", ["const wchar_t *"], PythonVersion(3, 12)),
    ("U", ["PyObject *"], .oldestSupported), ("V", ["PyObject *", "const char *"], .oldestSupported),
    ("lV", ["PyObject *", "const wchar_t *"], PythonVersion(3, 12)), ("S", ["PyObject *"], .oldestSupported),
    ("R", ["PyObject *"], .oldestSupported), ("A", ["PyObject *"], .oldestSupported),
    ("T", ["PyObject *"], PythonVersion(3, 13)), ("N", ["PyTypeObject *"], PythonVersion(3, 13)),
  ]

/// The integers of one length; those that are not among `old` came with 3.12.
private func numbers(
  _ length: String, _ signed: String, _ unsigned: String, old: String
) -> [(spelling: String, arguments: [String], since: PythonVersion)] {
  "diuoxX".map { letter in
    let since = old.contains(letter) ? PythonVersion.oldestSupported : PythonVersion(3, 12)
    return (length + String(letter), ["di".contains(letter) ? signed : unsigned], since)
  }
}
