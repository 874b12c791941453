#if canImport(Darwin)
  @preconcurrency import Darwin
#else
  @preconcurrency import Glibc
#endif

/// While it lasts, a signal that would end this process waits until temporary files are removed: it is handed on to the
/// program that runs, if one does, and noted.
///
/// A signal that is ignored when the watch begins stays ignored, as compilers have it: a build under `nohup` goes on.
/// Watches may be nested.
package struct SignalWatch {
  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
  private var replaced: [(number: Int32, action: sigaction)] = []

  package init() {
    // Touched before a handler can: what Swift makes lazily must not be made in a handler.
    runningChild = 0
    for number in Self.signals {
      var old = sigaction()
      sigaction(number, nil, &old)
      if Self.isIgnored(old) { continue }
      var new = sigaction()
      #if canImport(Darwin)
        new.__sigaction_u.__sa_handler = handle
      #else
        new.__sigaction_handler.sa_handler = handle
      #endif
      sigaction(number, &new, nil)
      replaced.append((number, old))
    }
  }

  package func end() {
    for (number, var action) in replaced { sigaction(number, &action, nil) }
  }

  /// The signal that came during a watch, nil if none did. This process is to end by it once it has cleaned up.
  package static var noted: Int32? { notedSignal == 0 ? nil : notedSignal }

  /// Signals go to this child until `forget()`, also one that came already.
  package static func forward(to child: pid_t) {
    runningChild = child
    if notedSignal != 0 { kill(child, notedSignal) }
  }

  package static func forget() {
    runningChild = 0
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
  raise(number)
  exit(128 + number)
}

// What the handler reads and writes.
/// The child that signals are handed on to, 0 for none.
nonisolated(unsafe) private var runningChild: pid_t = 0
/// The last signal that came, 0 for none.
nonisolated(unsafe) private var notedSignal: Int32 = 0
/// The folder that the handler removes before it ends the process, nil if the handler is only to note the signal.
nonisolated(unsafe) private var emptyFolder: UnsafeMutablePointer<CChar>?

/// The signal handler; all that it calls is async-signal-safe.
private func handle(_ number: Int32) {
  let saved = errno
  notedSignal = number
  if runningChild > 0 {
    kill(runningChild, number)
  } else if let folder = emptyFolder {
    rmdir(folder)
    signal(number, SIG_DFL)
    // Delivered when the handler returns.
    raise(number)
  }
  errno = saved
}
