import Testing

@testable import Rewriting

@Suite("Edits of a source")
struct SourceEditTests {
  @Test("edits are made in the order of their places, and what is inserted stands in front")
  func order() {
    let edits = [
      SourceEdit(at: 4, replacing: "two", by: "2"), SourceEdit(4..<4, "+"),
      SourceEdit(at: 0, replacing: "one", by: "I"),
    ]
    #expect(SourceEdit.apply(edits, to: Array("one two three".utf8)) == Array("I +2 three".utf8))
    #expect(SourceEdit.apply([], to: Array("#one".utf8), from: 1) == Array("one".utf8))
  }

  @Test("a new name is as long as the old one, and stands nowhere")
  func freshNames() {
    var names = FreshNames([Array("q000 z000x x000".utf8), Array("args".utf8)])
    #expect(names.name(for: "args") == "z000")
    #expect(names.name(for: "kwds") == "j000")
    #expect(names.name(for: "args") == "z000")
    #expect(names.name(for: "a").count == 1)
  }

  @Test("where all names of a length are taken, a new one is longer")
  func longerNames() {
    let letters = "qzxjkvwyQZXJKVWYabcdefghilmnoprstuABCDEFGHILMNOPRSTU_".map { "\($0) " }.joined()
    var names = FreshNames([Array(letters.utf8)])
    #expect(names.name(for: "a") == "q0")
  }
}
