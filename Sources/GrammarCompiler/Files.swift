#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#elseif canImport(Glibc)
  import Glibc
#endif

/// A text file that was read.
struct SourceFile {
  let path: String
  let text: String
}

extension SourceFile {
  /// Reads a UTF-8 file with plain line feeds.
  init(path: String) throws {
    guard let file = fopen(path, "rb") else { throw Failure("\(path): error: cannot be read: \(systemError())") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    guard ferror(file) == 0 else { throw Failure("\(path): error: cannot be read: \(systemError())") }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.utf8.elementsEqual(bytes) else { throw Failure("\(path): error: the file is not UTF-8") }
    if let index = bytes.firstIndex(where: { $0 == 0 || $0 == 13 }) {
      let line = bytes[..<index].reduce(1) { $1 == 10 ? $0 + 1 : $0 }
      throw Failure(path, line, "the file has a \(bytes[index] == 0 ? "NUL" : "carriage return") here; remove it")
    }
    self.path = path
    self.text = text
  }
}

/// Replaces `path` by `text`, whole or not at all: the text goes to a file beside it, which then takes the name.
func writeFile(_ path: String, _ text: String) throws {
  let temporary = path + ".new"
  guard let file = fopen(temporary, "wb") else {
    throw Failure("\(temporary): error: cannot be written: \(systemError())")
  }
  let bytes = Array(text.utf8)
  let written = fwrite(bytes, 1, bytes.count, file)
  // `fclose` writes what is still buffered: only its result says that everything arrived.
  let closed = fclose(file)
  guard written == bytes.count, closed == 0, rename(temporary, path) == 0 else {
    let reason = systemError()
    remove(temporary)
    throw Failure("\(path): error: cannot be written: \(reason)")
  }
}

func printError(_ message: String) {
  let bytes = Array((message + "\n").utf8)
  _ = write(2, bytes, bytes.count)
}

func exitProcess(_ code: Int32) -> Never {
  exit(code)
}

private func systemError() -> String {
  String(cString: strerror(errno))
}
