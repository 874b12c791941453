#if canImport(Darwin)
  @preconcurrency import Darwin
#else
  @preconcurrency import Glibc
#endif

/// How a process ended.
package enum ExitStatus: Hashable, Sendable {
  case exited(Int32)
  case signalled(Int32)

  package var isSuccess: Bool { self == .exited(0) }

  /// Ends this process in the same way.
  package func adopt() -> Never {
    switch self {
    case .exited(let code): exit(code)
    case .signalled(let number): die(of: number)
    }
  }
}

/// Running other programs.
package enum Subprocess {
  /// Why no result can be had from a program.
  package enum Failure: Error, Hashable {
    /// It could not be started; the text says why.
    case notStarted(String)
    /// This process got a signal, before or meanwhile. Clean up and die of it: `SignalWatch.noted`.
    case interrupted
  }

  /// What a finished program left behind.
  package struct Result {
    package let status: ExitStatus
    package let output: [UInt8]
    package let errors: [UInt8]

    package var isSilent: Bool { output.isEmpty && errors.isEmpty }
  }

  /// Replaces this process by `arguments[0]`, looked up in `PATH`. Returns only if that fails.
  package static func replaceProcess(by arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> SystemError {
    execvp(arguments[0]!, arguments)
    return SystemError("cannot run \(String(cString: arguments[0]!))")
  }

  /// Runs `arguments[0]`, looked up in `PATH`, with this process's environment and standard input, and waits for it.
  /// Its output goes through files in `folder`, so that no pipe can fill up.
  package static func run(_ arguments: [String], folder: String) throws -> Result {
    let outputPath = folder + "/stdout"
    let errorPath = folder + "/stderr"
    defer {
      unlink(outputPath)
      unlink(errorPath)
    }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, outputPath, flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errorPath, flags, 0o600)

    var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    argv.append(nil)
    defer { for word in argv { free(word) } }

    let watch = SignalWatch()
    defer { watch.end() }
    if SignalWatch.noted != nil { throw Failure.interrupted }
    var child: pid_t = 0
    let code = posix_spawnp(&child, argv[0]!, &actions, nil, argv, environ)
    guard code == 0 else {
      throw Failure.notStarted("cannot run \(arguments[0]): \(String(cString: strerror(code)))")
    }
    SignalWatch.forward(to: child)
    var raw: Int32 = 0
    while waitpid(child, &raw, 0) < 0 && errno == EINTR {}
    SignalWatch.forget()
    if SignalWatch.noted != nil { throw Failure.interrupted }
    return Result(
      status: raw & 0x7F == 0 ? .exited((raw >> 8) & 0xFF) : .signalled(raw & 0x7F),
      output: Files.read(outputPath) ?? [], errors: Files.read(errorPath) ?? [])
  }
}
