/// Finds the modules that a Swift source imports, without a Swift parser: line by line, outside multi-line strings.
enum ImportScanner {
  struct Import: Equatable {
    var line: Int
    var module: String
  }

  static func imports(in source: String) -> [Import] {
    var found: [Import] = []
    var insideString = false
    for (index, line) in source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if !insideString, let module = module(importedBy: line) {
        found.append(Import(line: index + 1, module: module))
      }
      if line.ranges(of: "\"\"\"").count % 2 == 1 { insideString.toggle() }
    }
    return found
  }

  /// `@testable private import struct Module.Name` gives `Module`.
  private static func module(importedBy line: Substring) -> String? {
    let form =
      /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:\w+\s+)?import\s+(?:(?:typealias|struct|class|enum|protocol|let|var|func)\s+)?(\w+)/
    return line.prefixMatch(of: form).map { String($0.1) }
  }
}
