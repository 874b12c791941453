import FormatUnits
import OperatingSystem

/// A CPython with its headers, under which calls are compared.
package struct Interpreter: Sendable, Hashable, Decodable {
  /// The program.
  package let path: String
  /// Its full version: `3.13.15`.
  package let version: String
  private let minor: [Int]
  /// CPython's `PY_VERSION_HEX`.
  package let hexversion: Int
  /// Its `sys.version`, in one line.
  package let text: String
  /// Every folder that a compiler has to be given for `#include <Python.h>`.
  package let includes: [String]
  /// Whether it is a debug build, which counts all references.
  package let debug: Bool
  /// Whether it runs without the global lock.
  package let freeThreaded: Bool

  private enum CodingKeys: String, CodingKey {
    case path, version, minor, hexversion, text, includes, debug
    case freeThreaded = "free_threaded"
  }

  /// Why an interpreter cannot be used; the text says what to do.
  package struct Failure: Error, Hashable, CustomStringConvertible {
    /// What is wrong with it, and what to give instead.
    package let description: String
  }

  /// The version that its headers have.
  package var minorVersion: PythonVersion { PythonVersion(minor[0], minor[1]) }

  /// What tells it from others: `3.13.15`, with CPython's letters for builds of another kind.
  package var name: String { version + (freeThreaded ? "t" : "") + (debug ? "d" : "") }

  /// Asks a program what it is.
  package init(asking program: String, folder: String) throws {
    let result = try Subprocess.run(
      [program, "-I", "-S", "-c", Self.question], folder: folder, readsInput: false, limit: 60)
    let answers = JSON.lines(Interpreter.self, of: result.output)
    let wanted = "give a CPython \(PythonVersion.oldestSupported) to \(PythonVersion.newestSupported)"
    guard result.status.isSuccess, let answer = answers.last, answer.minor.count == 2 else {
      let errors = String(decoding: result.errors.prefix(200), as: UTF8.self)
      throw Failure(description: "\(program) does not say which Python it is: \(wanted)\n\(errors)")
    }
    guard PythonVersion.oldestSupported...(.newestSupported) ~= answer.minorVersion else {
      throw Failure(description: "\(program) is \(answer.version): \(wanted)")
    }
    guard !answer.freeThreaded else {
      throw Failure(description: "\(program) is a free-threaded build, with which nothing is compared: \(wanted)")
    }
    guard !answer.includes.isEmpty else {
      throw Failure(description: "\(program) has no headers: install what brings its Python.h")
    }
    self = answer
  }

  /// The interpreters that a program like `scripts/interpreters.py` lists, oldest first, without free-threaded builds.
  package static func listed(by command: [String], folder: String) throws -> [Interpreter] {
    let result = try Subprocess.run(command, folder: folder, readsInput: false, limit: 300)
    guard result.status.isSuccess else {
      throw Failure(description: String(decoding: result.errors, as: UTF8.self))
    }
    return try described(by: result.output, of: command.joined(separator: " ")).filter { !$0.freeThreaded }
  }

  /// The interpreters that lines describe as those of `scripts/interpreters.py` do, in the same order.
  ///
  /// - Parameter origin: where the lines come from, to be named if one of them describes no interpreter.
  package static func described(by lines: [UInt8], of origin: String) throws -> [Interpreter] {
    let interpreters = JSON.lines(Interpreter.self, of: lines).filter { $0.minor.count == 2 }
    guard interpreters.count == lines.split(separator: UInt8(ascii: "\n")).count else {
      let text = String(decoding: lines, as: UTF8.self)
      throw Failure(description: "\(origin) lists what is no interpreter:\n\(text)")
    }
    return interpreters
  }

  /// Debian's `pyconfig.h` includes another one in a folder beside, which a compiler finds only where it is installed.
  ///
  /// Only a checkout has `scripts/interpreters.py`; `Tests/interpreters/check.py` sees that both give the same answers.
  private static let question = #"""
    import json, os, platform, sys, sysconfig
    asked = [sysconfig.get_path("include"), sysconfig.get_path("platinclude"), sysconfig.get_config_var("INCLUDEPY")]
    folders = [folder for folder in dict.fromkeys(asked) if folder and os.path.isdir(folder)]
    found = any(os.path.exists(os.path.join(folder, "Python.h")) for folder in folders)
    triplet = sysconfig.get_config_var("MULTIARCH") or ""
    parents = [os.path.dirname(folder) for folder in folders if not folder.startswith(("/usr/include/", "/usr/local/"))]
    folders += [folder for folder in dict.fromkeys(parents) if triplet and os.path.isdir(os.path.join(folder, triplet))]
    if sys.implementation.name == "cpython":
        print(json.dumps({
            "path": sys.executable, "version": platform.python_version(), "minor": sys.version_info[:2],
            "hexversion": sys.hexversion, "text": sys.version.replace("\n", " "), "includes": folders if found else [],
            "debug": hasattr(sys, "gettotalrefcount"), "free_threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
        }))
    """#
}
