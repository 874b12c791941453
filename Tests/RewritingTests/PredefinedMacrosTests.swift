import Testing

@testable import Rewriting

@Suite("Predefined macros")
struct PredefinedMacrosTests {
  private func macros(_ lines: [String]) -> PredefinedMacros {
    PredefinedMacros(table: Array(lines.map { "#define \($0)\n" }.joined().utf8))
  }

  @Test("gcc's table makes libclang look like gcc")
  func gcc() {
    let options = macros([
      "__GNUC__ 12", "__INT64_C(c) c ## L", "__EMPTY__", "__STDC_VERSION__ 201710L", "__SIZEOF_FLOAT80__ 16",
    ]).analysisOptions(behind: ["-DX"])
    #expect(options.starts(with: ["-x", "c", "-std=gnu17", "-DX"]))
    for value in ["__GNUC__=12", "__INT64_C(c)=c ## L", "__EMPTY__=", "_Float32=float"] {
      #expect(options.contains(value))
    }
    #expect(!options.contains { $0.hasPrefix("__STDC_VERSION__") || $0.hasPrefix("__SIZEOF_FLOAT80__") })
    #expect(zip(options, options.dropFirst()).contains { $0 == ("-U", "__clang__") })
  }

  @Test("the user's standard stands, and C++ is told from the table, not from the file's name")
  func standards() {
    let cpp = macros(["__cplusplus 202002L", "__GNUC__ 12", "__STRICT_ANSI__ 1"])
    #expect(cpp.analysisOptions(behind: []).starts(with: ["-x", "c++", "-std=c++20"]))
    #expect(cpp.analysisOptions(behind: ["-std=c++17"]).starts(with: ["-x", "c++", "-std=c++17", "-w"]))
    #expect(!cpp.analysisOptions(behind: []).contains("_Float32=float"))
  }

  @Test("a real clang stays a clang")
  func clang() {
    let clang = macros(["__clang__ 1", "__clang_major__ 21", "__GNUC__ 4"])
    #expect(clang.clangVersion == 21)
    #expect(!clang.analysisOptions(behind: []).contains("__clang__"))
    #expect(macros(["__GNUC__ 12"]).clangVersion == nil)
  }
}
