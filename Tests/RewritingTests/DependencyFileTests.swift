import Testing

@testable import Rewriting

@Suite("Dependency files")
struct DependencyFileTests {
  private func file(_ text: String) -> DependencyFile { DependencyFile(Array(text.utf8)) }
  private func text(_ file: DependencyFile) -> String { String(decoding: file.text, as: UTF8.self) }

  @Test("rules, continued lines and quoted characters are read")
  func reading() {
    let found = file("a.o b\\ c.o: /tmp/a.c x\\ y.h \\\n  p\\#q.h d$$e.h C:\\f.h\n\nx\\ y.h:\n")
    #expect(
      found.rules == [
        .init(targets: ["a.o", "b c.o"], prerequisites: ["/tmp/a.c", "x y.h", "p#q.h", "d$e.h", "C:\\f.h"]),
        .init(targets: ["x y.h"], prerequisites: []),
      ])
  }

  @Test("names are replaced or dropped, in rules and in phony rules, but targets of rules stay")
  func renaming() {
    var found = file("t: t s h\n\ns:\n\nh:\n")
    found.renameInputs { ["s": "S"][$0] }
    #expect(found.rules == [.init(targets: ["t"], prerequisites: ["S"]), .init(targets: ["S"], prerequisites: [])])
  }

  @Test("what is written reads back, with every character quoted")
  func writing() {
    let names = ["a b.c", "back\\slash", "end\\ space", "#x", "$y", "größe.h", "plain.h"]
    var found = file("t: x\n")
    found.rules[0].prerequisites = names
    #expect(file(text(found)) == found)
    #expect(text(file("t: a b\n\nb:\n")) == "t: a b\nb:\n")
  }

  @Test("lines are as long as gcc's")
  func width() {
    let names = (1...20).map { "/usr/include/python3.11/header\($0).h" }
    let lines = text(file("t.o: \(names.joined(separator: " "))\n")).split(separator: "\n")
    #expect(lines.count > 5)
    #expect(lines.allSatisfy { $0.count <= 75 })
    #expect(lines.dropLast().allSatisfy { $0.hasSuffix(" \\") })
  }
}
