import Foundation

/// A folder with source files that is removed with this value.
public final class Project {
  public let folder: String

  /// Writes the files, whose names may have folders in front.
  public init(_ files: [String: String]) throws {
    folder = NSTemporaryDirectory() + "argot-project-\(UUID().uuidString)"
    for (name, text) in files {
      let file = URL(fileURLWithPath: "\(folder)/\(name)")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }
}
