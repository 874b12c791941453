#if canImport(Darwin)
  @preconcurrency import Darwin
#else
  @preconcurrency import Glibc
#endif

/// While it lasts, a signal that would end this process waits until temporary files are removed: it is handed on to the
/// programs that run, and noted.
///
/// A signal that is ignored when the watch begins stays ignored, as compilers have it: a build under `nohup` goes on.
/// Watches may be nested, and begin and end on several threads.
package struct SignalWatch {
  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
  /// What the first of the watches that last replaced, and how many there are.
  private static let state = Locked(State())

  private struct State: Sendable {
    var watches = 0
    var replaced: [(number: Int32, action: sigaction)] = []
  }

  /// Begins the watch.
  package init() {
    Self.state.withLock { state in
      state.watches += 1
      if state.watches == 1 { state.replaced = Self.replaceActions() }
    }
  }

  /// Ends the watch: with the last one, signals do again what they did before.
  package func end() {
    Self.state.withLock { state in
      state.watches -= 1
      guard state.watches == 0 else { return }
      for (number, var action) in state.replaced { sigaction(number, &action, nil) }
      state.replaced = []
    }
  }

  private static func replaceActions() -> [(number: Int32, action: sigaction)] {
    // Touched before a handler can: what Swift makes lazily must not be made in a handler.
    _ = runningChildren
    var replaced: [(number: Int32, action: sigaction)] = []
    for number in signals {
      var old = sigaction()
      sigaction(number, nil, &old)
      if isIgnored(old) { continue }
      var new = sigaction()
      #if canImport(Darwin)
        new.__sigaction_u.__sa_handler = handle
      #else
        new.__sigaction_handler.sa_handler = handle
      #endif
      sigaction(number, &new, nil)
      replaced.append((number, old))
    }
    return replaced
  }

  /// The signal that came during a watch, nil if none did. This process is to end by it once it has cleaned up.
  package static var noted: Int32? { notedSignal == 0 ? nil : notedSignal }

  /// Signals go to this child, too, until it is forgotten, also one that came already.
  package static func forward(to child: pid_t) {
    // Children are added and dropped one at a time; the handler reads whatever is there.
    state.withLock { _ in
      if let free = (0..<mostChildren).first(where: { runningChildren[$0] == 0 }) { runningChildren[free] = child }
    }
    if notedSignal != 0 { kill(child, notedSignal) }
  }

  /// The child has ended, its number may soon be another's.
  package static func forget(_ child: pid_t) {
    state.withLock { _ in
      for index in 0..<mostChildren where runningChildren[index] == child { runningChildren[index] = 0 }
    }
  }

  /// Runs what may take long without a child. A signal ends this process there and then, and all that it leaves to
  /// remove is `folder`, which must be empty.
  ///
  /// - Throws: what `body` throws, and `Subprocess.Failure.interrupted` if a signal came before.
  package static func run<Result>(withEmpty folder: String, _ body: () throws -> Result) throws -> Result {
    // Never freed: the handler may still read it on another thread.
    emptyFolder = strdup(folder)
    defer { emptyFolder = nil }
    if notedSignal != 0 { throw Subprocess.Failure.interrupted }
    return try body()
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    #if canImport(Darwin)
      let handler = action.__sigaction_u.__sa_handler
    #else
      let handler = action.__sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}

/// Ends this process by a signal, so that whoever waits for it sees the signal and not an exit code.
package func die(of number: Int32) -> Never {
  signal(number, SIG_DFL)
  // The threads that run asynchronous code block signals.
  var set = sigset_t()
  sigemptyset(&set)
  sigaddset(&set, number)
  pthread_sigmask(SIG_UNBLOCK, &set, nil)
  raise(number)
  exit(128 + number)
}

// What the handler reads and writes.
/// The children that signals are handed on to; 0 where there is none. More than these are not told.
private let mostChildren = 256
nonisolated(unsafe) private let runningChildren: UnsafeMutablePointer<pid_t> = {
  let children = UnsafeMutablePointer<pid_t>.allocate(capacity: mostChildren)
  children.initialize(repeating: 0, count: mostChildren)
  return children
}()
/// The last signal that came, 0 for none.
nonisolated(unsafe) private var notedSignal: Int32 = 0
/// The folder that the handler removes before it ends the process, nil if the handler is only to note the signal.
nonisolated(unsafe) private var emptyFolder: UnsafeMutablePointer<CChar>?

/// The signal handler; all that it calls is async-signal-safe.
private func handle(_ number: Int32) {
  let saved = errno
  notedSignal = number
  var isHandedOn = false
  for index in 0..<mostChildren where runningChildren[index] > 0 {
    kill(runningChildren[index], number)
    isHandedOn = true
  }
  if !isHandedOn, let folder = emptyFolder {
    rmdir(folder)
    signal(number, SIG_DFL)
    // Delivered when the handler returns.
    raise(number)
  }
  errno = saved
}
