import OperatingSystem
import Testing

@testable import Differential

struct HarnessTests {
  /// The package's folder, with a slash at its end.
  private static let package = (0..<2).reduce(Paths.folder(#filePath)) { path, _ in
    Paths.folder(String(path.dropLast()))
  }

  @Test(arguments: ["module.c", "harness.h", "worker.py"])
  func filesAreWrittenAsTheyAre(file: String) throws {
    let folder = try Files.makeTemporaryFolder()
    defer { Files.removeTree(folder) }
    try Harness.write(to: folder)
    let written = try #require(Files.read("\(folder)/\(file)"))
    #expect(written == Files.read("\(Self.package)Sources/Differential/Harness/\(file)"))
  }
}
