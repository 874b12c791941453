import ClangTestSupport
import Foundation
import Testing

@testable import ClangFrontend

@Suite struct LibraryTests {
  /// All other tests of the front end run once per library: without one they would pass by not running.
  @Test func librariesAreFound() {
    #expect(!Library.all.isEmpty, "no libclang found: install one or name some in ARGOT_TEST_LIBCLANGS")
    for library in Library.all {
      print("libclang under test: \(library.frontend.libraryVersion) in \(library.frontend.libraryPath)")
    }
  }

  /// The error that `body` throws, nil if it succeeds.
  private func failure<Result>(_ body: () throws -> Result) -> FrontendError? {
    do {
      _ = try body()
      return nil
    } catch {
      return error as? FrontendError
    }
  }

  private func real() throws -> Library { try #require(Library.all.first) }

  @Test func namedLibraryMustWork() throws {
    let project = try Project(["libclang.so": "not a library"])
    let path = "\(project.folder)/libclang.so"
    for options in [FrontendOptions(libclang: path), FrontendOptions(environment: ["ARGOT_LIBCLANG": path])] {
      let text = failure { try ClangFrontend(options: options) }?.description ?? ""
      #expect(text.hasPrefix("cannot use \(path) as libclang: "))
    }
  }

  @Test func libraryWithoutTheFunctions() throws {
    #if os(Linux)
      let text = failure { try Libclang(path: "libc.so.6") }?.description ?? ""
      #expect(text.contains("libc.so.6 has no function clang_"))
    #endif
  }

  @Test func theOptionComesBeforeTheEnvironment() throws {
    let library = try real().frontend.libraryPath
    let options = FrontendOptions(
      libclang: library, environment: ["ARGOT_LIBCLANG": "/nowhere", "PATH": "/usr/bin:/bin"])
    let found = try LibclangLocator(environment: options.environment).load(path: options.libclang)
    #expect(found.path == library)
  }

  /// The package is found beside the `python3` in PATH, and that comes before the toolchain beside `swiftc`.
  @Test func orderOfCandidates() throws {
    let name = "libclang.so"
    #if os(Linux)
      let project = try Project([
        "venv/bin/python3": "", "venv/lib/python3.11/site-packages/clang/native/\(name)": "",
        "pyenv/shims/python3": "", "pyenv/version": "3.11.7\n",
        "pyenv/versions/3.11.7/lib/python3.11/site-packages/clang/native/\(name)": "",
        "swift/bin/swiftc": "", "swift/lib/\(name)": "",
      ])
      for program in ["venv/bin/python3", "pyenv/shims/python3", "swift/bin/swiftc"] {
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o755], ofItemAtPath: "\(project.folder)/\(program)")
      }
      let toolchain = "\(project.folder)/swift/lib/\(name)".resolvingLinks
      let inVenv = "\(project.folder)/venv/lib/python3.11/site-packages/clang/native/\(name)"
      let inPyenv = "\(project.folder)/pyenv/versions/3.11.7/lib/python3.11/site-packages/clang/native/\(name)"
      func candidates(_ environment: [String: String]) -> [String] {
        Array(LibclangLocator(environment: environment).candidates().prefix(2))
      }
      let tools = "\(project.folder)/swift/bin"
      #expect(candidates(["PATH": "\(tools):\(project.folder)/venv/bin"]) == [inVenv, toolchain])
      #expect(candidates(["PATH": "\(tools):\(project.folder)/pyenv/shims"]) == [inPyenv, toolchain])
      #expect(candidates(["PATH": tools, "VIRTUAL_ENV": "\(project.folder)/venv"]) == [inVenv, toolchain])
    #endif
  }

  @Test func resourceDirectoryThatIsNone() throws {
    let library = try real().frontend.libraryPath
    for options in [
      FrontendOptions(libclang: library, resourceDirectory: "/nowhere"),
      FrontendOptions(libclang: library, environment: ["ARGOT_RESOURCE_DIR": "/nowhere"]),
    ] {
      #expect(throws: FrontendError.unusableResourceDirectory("/nowhere")) { try ClangFrontend(options: options) }
    }
  }

  /// A resource directory that lacks headers must not look like a file without calls.
  @Test(arguments: Library.all) func resourceDirectoryThatLacksHeaders(_ library: Library) throws {
    let project = try Project(["clang/include/stddef.h": "#error not this one\n"])
    let frontend = try ClangFrontend(
      options: FrontendOptions(libclang: library.frontend.libraryPath, resourceDirectory: "\(project.folder)/clang"))
    let broken = Library(frontend: frontend)
    #expect(throws: FrontendError.self) {
      try broken.analyze("PyObject *f(void) { return Py_BuildValue(\"\"); }")
    }
  }

  @Test(arguments: Library.all) func missingHeader(_ library: Library) throws {
    let found = failure {
      try library.analyze("#include \"missing.h\"\nPyObject *f(void) { return Py_BuildValue(\"\"); }")
    }
    #expect(found?.description.contains("unit.c:2:10: 'missing.h' file not found") == true)
  }

  @Test(arguments: Library.all) func errors(_ library: Library) throws {
    #expect(throws: FrontendError.self) { try library.analyze("int f(void) { return undeclared; }") }
    #expect(throws: FrontendError.self) { try library.analyze("namespace {", file: "unit.cpp") }
    #expect(throws: FrontendError.self) { try library.analyze("#if 1") }
    #expect(throws: FrontendError.self) {
      try library.frontend.analyze(file: "/nowhere/file.c", arguments: [])
    }
  }

  /// What gcc accepts with a warning, or as an argument of its own, is no reason to give up.
  @Test(arguments: Library.all) func leniency(_ library: Library) throws {
    let analysis = try library.analyze(
      """
      static PyObject *f(PyObject *self, PyObject *args, PyObject *kw) { char *c = args; return Py_BuildValue("s", c); }
      static PyMethodDef methods[] = {{"f", f, METH_VARARGS | METH_KEYWORDS, 0}};
      int g(void) { return sizeof methods; }
      """, arguments: ["-fno-semantic-interposition", "-fno-such-option", "-Werror"])
    #expect(analysis.callSites.map(\.formatText) == ["s"])
  }
}
