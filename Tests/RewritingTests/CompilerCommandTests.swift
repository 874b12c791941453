import Testing

@testable import Rewriting

@Suite("The compiler's command line")
struct CompilerCommandTests {
  private func parse(_ line: String) -> CompilerCommand? {
    CompilerCommand(line.split(separator: " ").map(String.init))
  }

  @Test("a compile of one source is taken apart")
  func compile() throws {
    let line = "gcc -DX=1 -D Y -O2 -Wall -I inc -Iother -iquote q -isystem s -std=c11 -fPIC -g -c src/a.c -o out/a.o"
    let command = try #require(parse(line))
    #expect(command.compiler == ["gcc"])
    #expect(command.source == "src/a.c")
    #expect(command.object == "out/a.o")
    #expect(command.dependencies == nil)
    #expect(command.quoteFolders == ["q", "inc", "other"])
    #expect(command.includeFolders == ["q", "inc", "other", "s"])
    #expect(
      command.analysisOptions == [
        "-DX=1", "-D", "Y", "-I", "inc", "-Iother", "-iquote", "q", "-isystem", "s", "-std=c11",
      ])
    #expect(
      command.options == [
        "-DX=1", "-D", "Y", "-O2", "-Wall", "-I", "inc", "-Iother", "-iquote", "q", "-isystem", "s", "-std=c11",
        "-fPIC", "-g",
      ])
  }

  @Test("launchers in front of the compiler belong to it")
  func launchers() {
    #expect(parse("/opt/bin/ccache distcc gcc -c a.c")?.compiler == ["/opt/bin/ccache", "distcc", "gcc"])
    #expect(parse("/usr/lib/ccache/gcc -c a.c")?.compiler == ["/usr/lib/ccache/gcc"])
  }

  @Test("outputs without a name", arguments: [("a.c", "a.o"), ("dir/a.b.cc", "a.b.o"), ("x.c++", "x.o")])
  func object(source: String, object: String) {
    #expect(parse("cc -c \(source)")?.object == object)
  }

  @Test("dependency options are kept apart from the others")
  func dependencies() throws {
    #expect(try #require(parse("cc -MD -c a.c -o o/a.x.o")).dependencies?.file == "o/a.x.d")
    #expect(try #require(parse("cc -MMD -c d/a.c")).dependencies?.file == "a.d")
    let named = try #require(parse("cc -MMD -MP -MF x.dep -MTt -MQ q -c a.c"))
    #expect(named.dependencies == .init(file: "x.dep", options: ["-MMD", "-MP", "-MTt", "-MQ", "q"]))
    #expect(named.options == [])
    #expect(try #require(parse("cc -MF x.dep -c a.c")).dependencies == nil)
  }

  @Test("values inside -Wp, reach the analysis, other preprocessor options do not pass")
  func preprocessorOptions() {
    #expect(parse("cc -Wp,-D_FORTIFY_SOURCE=2,-UX -c a.c")?.analysisOptions == ["-D_FORTIFY_SOURCE=2", "-UX"])
    #expect(parse("cc -Wp,-MD,a.d -c a.c") == nil)
  }

  @Test("prefix maps of all kinds are seen")
  func prefixMaps() {
    let line = "cc -ffile-prefix-map=/a=b -fdebug-prefix-map=c=d -fmacro-prefix-map=e=f=g -c a.c"
    #expect(parse(line)?.prefixMaps == ["/a=b", "c=d", "e=f=g"])
  }

  @Test(
    "everything else is left to the compiler",
    arguments: [
      "", "cc", "cc a.c", "cc -c", "cc -c a.c b.c", "cc -c a.o", "cc -c a.S", "cc -c a.i", "cc -c a.m", "cc -c a",
      "cc -E -c a.c", "cc -S a.c -c", "cc -M -c a.c", "cc -MM -c a.c", "cc -MG -MD -c a.c", "cc -x c -c a.c",
      "cc -xc -c a.c", "cc @file", "cc -c a.c @file", "cc -c -", "cc -c a.c -o -", "cc -MD -MF - -c a.c",
      "cc -c a.c -o a.o -o b.o", "cc -c a.c -o", "cc -c a.c -save-temps", "cc -c a.c -save-temps=obj",
      "cc -c a.c -gsplit-dwarf", "cc -c a.c --coverage", "cc -c a.c -fprofile-use", "cc -c a.c -fprofile-arcs",
      "cc -c a.c -ftest-coverage", "cc -arch x86_64 -arch arm64 -c a.c", "cc -fsyntax-only -c a.c",
      "cc -include-pch p.pch -c a.c", "cc -Xclang -x -c a.c", "cc -dM -c a.c", "cc -H -c a.c", "cc -v -c a.c",
      "cc -c a.c -I-", "cc -c a.c -Wa,-al=list", "cc -c a.c -fplugin=p.so", "cc -c a.c -fdump-tree-all",
      "cc -c a.c -fdiagnostics-format=json", "ccache -c a.c", "env gcc -c a.c", "-c a.c",
    ])
  func refused(line: String) {
    #expect(parse(line) == nil)
  }
}
