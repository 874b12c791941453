/// The doc comment of the structure that a Swift file is named for, under the structure's name.
///
/// - Throws: `Failure` if the file declares no such structure, or if it has no doc comment.
func manual(in source: SourceFile) throws -> SourceFile {
  let name = String(lastComponent(source.path).prefix { $0 != "." })
  var comment: [Substring] = []
  for line in source.text.split(separator: "\n", omittingEmptySubsequences: false) {
    if line.hasPrefix("/// ") || line == "///" {
      comment.append(line.dropFirst(min(line.count, 4)))
    } else if line.hasPrefix("struct \(name): ") {
      guard !comment.isEmpty else { throw Failure("\(source.path): error: \(name) has no doc comment") }
      return SourceFile(path: name, text: comment.joined(separator: "\n"))
    } else {
      comment = []
    }
  }
  throw Failure("\(source.path): error: there is no structure \(name) in it")
}
