/// A minor version of CPython: 3.9 to 3.15, or an older one where the catalogue names one.
public struct PythonVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let major: Int
  public let minor: Int

  public init(_ major: Int, _ minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// The minor version of a `PY_VERSION_HEX` or `Py_LIMITED_API` value.
  public init(hex: Int) {
    self.init((hex >> 24) & 0xFF, (hex >> 16) & 0xFF)
  }

  public static let oldestSupported = PythonVersion(3, 9)
  public static let newestSupported = PythonVersion(3, 15)

  public var description: String { "\(major).\(minor)" }

  public static func < (left: PythonVersion, right: PythonVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }
}
