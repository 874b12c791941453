import ClangFrontend
import Foundation

/// One libclang of this machine.
public struct Library: CustomStringConvertible, Sendable {
  public let frontend: ClangFrontend
  public var description: String { frontend.libraryVersion }

  public init(frontend: ClangFrontend) { self.frontend = frontend }

  /// The libclangs that `ARGOT_TEST_LIBCLANGS` names, separated by colons, and those that are found without it, each
  /// version once.
  public static let all: [Library] = {
    let environment = ProcessInfo.processInfo.environment
    let named = (environment["ARGOT_TEST_LIBCLANGS"] ?? "").split(separator: ":").map(String.init)
    var versions: Set<String> = []
    return (named + LibclangLocator(environment: environment).candidates()).compactMap { path in
      guard let frontend = try? ClangFrontend(options: FrontendOptions(libclang: path)),
        versions.insert(frontend.libraryVersion).inserted
      else { return nil }
      return Library(frontend: frontend)
    }
  }()
}
