import OperatingSystem

/// The compiler options that let a source include `Python.h`.
package enum PythonFlags {
  /// Why they are not known, and what to do.
  package struct Failure: Error, Hashable, CustomStringConvertible {
    package let description: String
  }

  /// The options for the `python3` on the `PATH`.
  package static func ofPath() throws(Failure) -> [String] {
    let program = "import sysconfig; print(sysconfig.get_path('include'), sysconfig.get_path('platinclude'), sep='\\n')"
    do {
      let folder = try Files.makeTemporaryFolder()
      defer { Files.removeTree(folder) }
      let result = try Subprocess.run(["python3", "-c", program], folder: folder)
      let folders = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
      if result.status.isSuccess, !folders.isEmpty { return folders.map { "-I\($0)" } }
    } catch {}
    if let number = SignalWatch.noted { die(of: number) }
    throw Failure(description: "python3 does not say where Python.h is: give -- -I DIRECTORY")
  }
}
