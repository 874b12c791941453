import ClangFrontend
import ClangTestSupport
import Testing

@Suite struct KeywordListTests {
  private struct Example {
    let list: String
    var use = "names"
    var after = ""
    let names: [String]?
    var isTerminated = true
    var isStable = true
  }

  private static let examples = [
    Example(list: #"static char *names[] = {"a", "b" "\x63", NULL};"#, names: ["a", "bc"]),
    Example(list: #"static char *names[] = {"a", 0};"#, names: ["a"]),
    Example(list: #"static char *names[] = {"", "a", 0, "b"};"#, names: ["", "a"]),
    Example(list: #"static char *names[] = {NULL};"#, names: []),
    Example(list: #"static char *names[3] = {"a"};"#, names: ["a"]),
    Example(list: #"static char *names[] = {(char *)"a", NULL};"#, names: ["a"]),
    Example(list: #"static const char *const names[] = {"a", NULL};"#, use: "(char **)names", names: ["a"]),
    Example(list: #"char *names[] = {"a", NULL};"#, names: ["a"]),
    Example(list: #"static char *names[] = {"a", "b"};"#, names: ["a", "b"], isTerminated: false),
    Example(list: #"static const char a[] = "x"; static char *names[] = {(char *)a, 0};"#, names: ["x"]),
    Example(list: "", use: #"(char *[]){"a", NULL}"#, names: ["a"]),
    Example(
      list: #"static char *names[] = {"a", NULL};"#, after: #"names[0] = "b";"#, names: ["a"], isStable: false),
    Example(
      list: #"static char *names[] = {"a", NULL};"#, after: "char **other = names;", names: ["a"], isStable: false),
    Example(
      list: #"static const char *const names[] = {"a", NULL};"#, use: "(char **)names", after: "s = names[0];",
      names: ["a"]),
    Example(
      list: #"static char *names[] = {"a", NULL};"#,
      after: #"PyArg_ParseTupleAndKeywords(args, kw, "i", names, &i);"#, names: ["a"]),
    Example(list: "static char *names[2];", names: nil),
    Example(list: "char **names = (char **)args;", names: nil),
    Example(list: #"static char a[] = "x"; static char *names[] = {a, 0};"#, names: nil),
  ]

  @Test(arguments: Library.all) func lists(_ library: Library) throws {
    let functions = Self.examples.map { example in
      """
      \(example.list)
      PyArg_ParseTupleAndKeywords(args, kw, "i", \(example.use), &i);
      \(example.after)
      """
    }
    for (sites, example) in zip(try library.sites(ofEach: functions), Self.examples) {
      let site = try #require(sites.first)
      let comment: Comment = "\(example.list) \(example.use) \(example.after)"
      #expect(site.keywordNames == example.names, comment)
      guard example.names != nil else { continue }
      #expect(site.keywords?.isTerminated == example.isTerminated, comment)
      #expect(site.keywords?.isStable == example.isStable, comment)
    }
  }

  /// Other translation units can write to an array that they can name.
  @Test(arguments: Library.all) func sharedArraysAreNotStable(_ library: Library) throws {
    let call = #"PyArg_ParseTupleAndKeywords(args, kw, "i", names, &i);"#
    let shared = try library.site(call, before: #"char *names[] = {"a", NULL};"#)
    #expect(shared.keywords?.isStable == false)
    let own = try library.site(call, before: #"static char *names[] = {"a", NULL};"#)
    #expect(own.keywords?.isStable == true)
  }
}
