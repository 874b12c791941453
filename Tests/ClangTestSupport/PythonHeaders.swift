import Foundation

/// The headers of one CPython of this machine.
public struct PythonHeaders: CustomStringConvertible, Sendable {
  public let include: String
  public let minor: Int
  public var description: String { include }

  /// Those of pyenv's and the system's CPythons, from 3.9 on, oldest first.
  public static let all: [PythonHeaders] = {
    let environment = ProcessInfo.processInfo.environment
    let pyenv = environment["PYENV_ROOT"] ?? "\(NSHomeDirectory())/.pyenv"
    let manager = FileManager.default
    let versions = (try? manager.contentsOfDirectory(atPath: "\(pyenv)/versions")) ?? []
    let prefixes = versions.sorted().map { "\(pyenv)/versions/\($0)" } + ["/usr", "/usr/local", "/opt/homebrew"]
    let found = prefixes.flatMap { prefix in
      ((try? manager.contentsOfDirectory(atPath: "\(prefix)/include")) ?? []).sorted().compactMap { name in
        guard name.hasPrefix("python3."), let minor = Int(name.dropFirst("python3.".count)), minor >= 9,
          manager.fileExists(atPath: "\(prefix)/include/\(name)/Python.h")
        else { return nil as PythonHeaders? }
        return PythonHeaders(include: "\(prefix)/include/\(name)", minor: minor)
      }
    }
    return found.sorted { $0.minor < $1.minor }
  }()

  /// The newest headers in which `PY_SSIZE_T_CLEAN` renames the functions, else the newest.
  public static var usual: PythonHeaders? { all.last { $0.minor <= 12 } ?? all.last }
}
