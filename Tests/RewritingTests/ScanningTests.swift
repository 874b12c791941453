import Testing

@testable import Rewriting

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

@Suite("Source text")
struct ScanningTests {
  @Test("include lines are found where the compiler finds them")
  func includes() {
    let text = #"""
      #include "a.h"
        # /* odd */ include <b.h> // "c.h"
      /* #include "no.h"
      #include "no.h" */
      const char *s = "\"#include \"no.h\"", c = '"';
      int n = 1'000; #include "no.h"
      # \
      include "spliced.h"
      #include MACRO(x)
      #import "d e.h" /* a comment
      that goes on */
      const char *r = R"x(
      #include "no.h"
      )x";
      // a comment \
      #include "no.h"
      #include "last.h"
      """#
    let scan = IncludeScan(bytes(text))
    #expect(scan.includes.map(\.name) == ["a.h", "b.h", "spliced.h", "", "d e.h", "last.h"])
    #expect(scan.includes.map(\.form) == [.quoted, .angled, .quoted, .computed, .quoted, .quoted])
    #expect(scan.obstacle == nil)
  }

  @Test("ranges cover the name with its delimiters, the line's end lies behind comments")
  func ranges() {
    let text = "int x;\n#include \"a.h\" /* one\ntwo */\nint y;\n"
    let include = IncludeScan(bytes(text)).includes[0]
    #expect(String(decoding: bytes(text)[include.range], as: UTF8.self) == "\"a.h\"")
    #expect(bytes(text)[include.lineEnd...].starts(with: bytes("\nint y;")))
  }

  @Test(
    "what depends on the file's folder is an obstacle",
    arguments: [
      "#include_next <a.h>", "#embed \"a.bin\"", "#if __has_include(\"a.h\")", "#elif __has_include(NAME)",
      "#inc\\\nlude \"a.h\"", "#pragma GCC dependency \"a\"", "const char *t = __TIMESTAMP__;",
    ])
  func obstacles(text: String) {
    #expect(IncludeScan(bytes(text)).obstacle != nil)
  }

  @Test(
    "what does not is none",
    arguments: [
      "#if __has_include(<a.h>)", "#ifdef __has_include", "#pragma once", "// __TIMESTAMP__", "\"__TIMESTAMP__\"",
    ])
  func noObstacles(text: String) {
    #expect(IncludeScan(bytes(text)).obstacle == nil)
  }

  @Test("names of API functions are found as whole words, with or without an argument list")
  func quickTest() {
    for text in ["x = Py_BuildValue(", "#define B Py_BuildValue\n", "PyArg_Parse (a)", "PyArg_ParseTuple"] {
      #expect(QuickTest.namesAPIFunction(bytes(text)))
    }
    for text in ["", "P", "Py", "MyPy_BuildValue(", "Py_BuildValues(", "PyArg_UnpackTuple(a)", "PyPy_BuildValue"] {
      #expect(!QuickTest.namesAPIFunction(bytes(text)))
    }
  }

  @Test("the quick test follows names in quotes, each file once")
  func quickTestIncludes() {
    var reads: [String] = []
    func read(_ files: [String: String]) -> (String) -> [UInt8]? {
      { path in
        reads.append(path)
        return files[path].map(bytes)
      }
    }
    let files = [
      "s/a.c": "#include \"b.h\"\n#include <c.h>\n", "s/b.h": "#include \"a.c\"\n#include \"sub/d.h\"\n",
      "q/sub/d.h": "Py_BuildValue", "s/c.h": "Py_BuildValue",
    ]
    #expect(QuickTest.mayContainCalls("s/a.c", quoteFolders: ["q"], read: read(files)))
    #expect(!QuickTest.mayContainCalls("s/a.c", quoteFolders: [], read: read(files)))
    #expect(Set(reads).count < reads.count, "both runs read the source")
    #expect(reads.count { $0 == "s/a.c" } == 2)
  }
}
