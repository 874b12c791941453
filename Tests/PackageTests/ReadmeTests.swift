import Testing

/// The documents name commands; a reader must find every one of them.
struct ReadmeTests {
  private static func targets(ofMakefile text: String) -> Set<String> {
    Set(text.matches(of: /(?m)^([a-z][a-z-]*):(?!=)/).map { String($0.1) })
  }

  /// Every word that follows `make` inside a code span or at the start of a line of a code block.
  private static func makeCommands(in document: String) -> Set<String> {
    Set(document.matches(of: /(?m)(?:`|^ *(?:\$ )?)make ([a-z][a-z-]*)/).map { String($0.1) })
  }

  @Test(arguments: ["README.md", "CONTRIBUTING.md", "Examples/README.md"])
  func makeTargetsInDocumentsExist(document: String) throws {
    let targets = Self.targets(ofMakefile: try Checkout.text("Makefile"))
    let named = Self.makeCommands(in: try Checkout.text(document))
    #expect(!named.isEmpty)
    #expect(named.subtracting(targets) == [])
  }

  @Test func everyMakeTargetIsExplained() throws {
    let makefile = try Checkout.text("Makefile")
    let explained = Set(makefile.matches(of: /(?m)^([a-z-]+):[^#\n]* ## \S/).map { String($0.1) })
    #expect(Self.targets(ofMakefile: makefile).subtracting(explained) == [])
    #expect(explained.isSuperset(of: ["build", "demo", "test"]))
  }

  @Test(arguments: ["README.md", "CONTRIBUTING.md"])
  func foldersInDocumentsExist(document: String) throws {
    let text = try Checkout.text(document)
    for match in text.matches(of: /`((?:Sources|Plugins|Grammar|Tests|Benchmarks|Examples|scripts)\/[\w\/.-]+)`/) {
      #expect(Checkout.exists(String(match.1)), "\(document) names \(match.1)")
    }
  }
}
