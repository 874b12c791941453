#if canImport(Darwin)
  @preconcurrency import Darwin
#else
  @preconcurrency import Glibc
#endif

/// How a process ended.
package enum ExitStatus: Hashable, Sendable {
  /// With an exit code.
  case exited(Int32)
  /// By a signal.
  case signalled(Int32)

  /// Whether it ended with exit code 0.
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
    /// How it ended.
    package let status: ExitStatus
    /// What it wrote to its standard output.
    package let output: [UInt8]
    /// What it wrote to its standard error.
    package let errors: [UInt8]

    /// Whether it wrote nothing at all.
    package var isSilent: Bool { output.isEmpty && errors.isEmpty }
  }

  /// Replaces this process by `arguments[0]`, looked up in `PATH`. Returns only if that fails.
  package static func replaceProcess(by arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> SystemError {
    execvp(arguments[0]!, arguments)
    return SystemError("cannot run \(String(cString: arguments[0]!))")
  }

  /// Runs `arguments[0]`, looked up in `PATH`, and waits for it. Several threads may do so at the same time.
  ///
  /// - Parameters:
  ///   - folder: where files are made for its output, so that no pipe can fill up.
  ///   - environment: variables that it has besides, or with other values than, those of this process.
  ///   - readsInput: whether it has this process's standard input, not an empty one.
  ///   - limit: seconds after which it is killed.
  package static func run(
    _ arguments: [String], folder: String, environment: [String: String] = [:], readsInput: Bool = true,
    limit: Int? = nil
  ) throws -> Result {
    let run = runs.withLock { count in
      count += 1
      return count
    }
    let outputPath = "\(folder)/stdout-\(run)"
    let errorPath = "\(folder)/stderr-\(run)"
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
    if !readsInput { posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0) }

    let argv = terminated(arguments)
    let variables = terminated(environment.isEmpty ? [] : merged(environment))
    defer { for word in argv + variables { free(word) } }

    let watch = SignalWatch()
    defer { watch.end() }
    if SignalWatch.noted != nil { throw Failure.interrupted }
    var child: pid_t = 0
    let code =
      environment.isEmpty
      ? posix_spawnp(&child, argv[0]!, &actions, nil, argv, environ)
      : posix_spawnp(&child, argv[0]!, &actions, nil, argv, variables)
    guard code == 0 else {
      throw Failure.notStarted("cannot run \(arguments[0]): \(String(cString: strerror(code)))")
    }
    SignalWatch.forward(to: child)
    let raw = wait(for: child, limit: limit)
    SignalWatch.forget(child)
    if SignalWatch.noted != nil { throw Failure.interrupted }
    return Result(
      status: raw & 0x7F == 0 ? .exited((raw >> 8) & 0xFF) : .signalled(raw & 0x7F),
      output: Files.read(outputPath) ?? [], errors: Files.read(errorPath) ?? [])
  }

  /// How many programs were run.
  private static let runs = Locked(0)

  /// Waits until the child has ended, at the latest because it is killed; gives its status as `waitpid` does.
  private static func wait(for child: pid_t, limit: Int?) -> Int32 {
    var raw: Int32 = 0
    if let limit {
      let end = time(nil) + limit
      var pause: UInt32 = 500
      while true {
        let ended = waitpid(child, &raw, WNOHANG)
        if ended == child { return raw }
        if time(nil) > end { break }
        usleep(pause)
        pause = min(pause * 2, 20_000)
      }
      kill(child, SIGKILL)
    }
    while waitpid(child, &raw, 0) < 0 && errno == EINTR {}
    return raw
  }

  /// C strings, to be freed, with the null pointer behind them.
  private static func terminated(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
    words.map { strdup($0) } + [nil]
  }

  /// This process's variables and others, which come in the place of those of the same names.
  private static func merged(_ environment: [String: String]) -> [String] {
    var result = environment.map { "\($0.key)=\($0.value)" }.sorted()
    var next = environ
    while let variable = next.pointee {
      let text = String(cString: variable)
      if environment[String(text.prefix { $0 != "=" })] == nil { result.append(text) }
      next += 1
    }
    return result
  }
}
