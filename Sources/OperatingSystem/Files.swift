#if canImport(Darwin)
  @preconcurrency import Darwin
#else
  @preconcurrency import Glibc
#endif

/// An operation of the operating system that failed; `message` ends with the system's own words.
package struct SystemError: Error, Hashable {
  package let message: String
  private let reason: String

  /// Takes the reason from `errno`.
  package init(_ what: String) {
    reason = String(cString: strerror(errno))
    message = "\(what): \(reason)"
  }

  /// The same failure, seen from further away.
  package init(_ what: String, _ cause: SystemError) {
    reason = cause.reason
    message = "\(what): \(reason)"
  }
}

/// The little of the file system that the programs of this package need, on whole files.
package enum Files {
  /// The file's bytes, nil if it cannot be read.
  package static func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glue.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// Creates or truncates the file and writes all bytes.
  package static func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw SystemError("cannot write \(path)") }
    let isWritten = writeAll(bytes, to: descriptor)
    // A full disk may show only here.
    guard close(descriptor) == 0, isWritten else { throw SystemError("cannot write \(path)") }
  }

  /// Puts the bytes at `path` whole or not at all: they are written beside it and moved there. A file that is replaced
  /// hands on its permissions.
  package static func replace(_ path: String, by bytes: [UInt8]) throws(SystemError) {
    let temporary = neighbor(of: path)
    do {
      try write(bytes, to: temporary)
      var information = stat()
      if stat(path, &information) == 0 { chmod(temporary, information.st_mode & 0o7777) }
      try move(temporary, to: path)
    } catch {
      unlink(temporary)
      throw SystemError("cannot write \(path)", error)
    }
  }

  /// Appends the bytes in one write, so that lines of processes that append at the same time do not mix.
  package static func append(_ bytes: [UInt8], to path: String) throws(SystemError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw SystemError("cannot append to \(path)") }
    defer { close(descriptor) }
    guard writeAll(bytes, to: descriptor) else { throw SystemError("cannot append to \(path)") }
  }

  /// Writes all bytes to an open descriptor; false, with `errno` set, if that fails.
  @discardableResult
  package static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Glue.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress!, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }

  /// Puts the file at `target`, in the place of what is there.
  package static func move(_ path: String, to target: String) throws(SystemError) {
    guard rename(path, target) == 0 else { throw SystemError("cannot write \(target)") }
  }

  /// Removes the file if it is there.
  package static func remove(_ path: String) {
    unlink(path)
  }

  /// A new empty folder in `TMPDIR`, for this user only, as an absolute path.
  package static func makeTemporaryFolder() throws(SystemError) -> String {
    let base = environment("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(absolute(base))/argot-XXXXXX".utf8CString)
    guard let path = mkdtemp(&template) else { throw SystemError("cannot make a temporary folder in \(base)") }
    return String(cString: path)
  }

  /// Makes a folder for this user only, in one that exists.
  package static func makeFolder(_ path: String) throws(SystemError) {
    guard mkdir(path, 0o700) == 0 else { throw SystemError("cannot make \(path)") }
  }

  /// Removes a folder with all that is in it; symbolic links are not followed.
  package static func removeTree(_ path: String) {
    for child in entries(of: path) where unlink(child) != 0 { removeTree(child) }
    rmdir(path)
  }

  /// Whether the path leads to a folder.
  package static func isFolder(_ path: String) -> Bool {
    var information = stat()
    return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether the path's last part is a symbolic link.
  package static func isLink(_ path: String) -> Bool {
    var information = stat()
    return lstat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFLNK
  }

  /// The files in a folder and in the folders in it, in the order of their paths. Folders that links lead to, and those
  /// whose names start with a dot, are left out.
  package static func tree(_ path: String) -> [String] {
    entries(of: path).sorted().flatMap { child -> [String] in
      var information = stat()
      guard lstat(child, &information) == 0 else { return [] }
      if information.st_mode & S_IFMT == S_IFDIR { return Paths.name(child).hasPrefix(".") ? [] : tree(child) }
      return isFolder(child) ? [] : [child]
    }
  }

  /// What a folder holds, as paths; nothing if it cannot be read.
  private static func entries(of path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var found: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { found.append(path.hasSuffix("/") ? path + name : path + "/" + name) }
    }
    return found
  }

  /// Whether `path` is something other than a folder that this user may read.
  package static func isReadable(_ path: String) -> Bool {
    access(path, R_OK) == 0 && kind(path) != S_IFDIR
  }

  /// Whether an output can be moved to `path`: nothing is there, or a plain file. A compiler writes through links and
  /// into devices, which a move would destroy.
  package static func canBeReplaced(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return errno == ENOENT }
    return status.st_mode & S_IFMT == S_IFREG && access(path, W_OK) == 0
  }

  /// A path in the same folder that does not exist yet.
  package static func neighbor(of path: String) -> String {
    Paths.join(Paths.folder(path), ".argot-\(getpid())-\(Paths.name(path))")
  }

  /// The file's one true name, nil if there is no such file.
  package static func canonical(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The working directory as an absolute path, "." where it has none.
  package static var workingDirectory: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  /// The path as seen from the root; links and `..` stay.
  package static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : Paths.join(workingDirectory, path)
  }

  /// The value of an environment variable, nil if it is not set.
  package static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  private static func kind(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }
}

/// `read` and `write` of the C library, whose names `Files` has for itself.
private enum Glue {
  static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
    #if canImport(Darwin)
      Darwin.read(descriptor, buffer, count)
    #else
      Glibc.read(descriptor, buffer, count)
    #endif
  }

  static func write(_ descriptor: Int32, _ buffer: UnsafeRawPointer, _ count: Int) -> Int {
    #if canImport(Darwin)
      Darwin.write(descriptor, buffer, count)
    #else
      Glibc.write(descriptor, buffer, count)
    #endif
  }
}
