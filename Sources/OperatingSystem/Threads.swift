#if canImport(Darwin)
  @preconcurrency import Darwin
#else
  @preconcurrency import Glibc
#endif

/// Threads that may block, which the tasks of Swift's own pool must not.
package enum Threads {
  /// Calls `body` with each item, in order, `count` at a time, and returns when all calls have.
  package static func forEach<Item: Sendable>(
    _ items: [Item], atATime count: Int, _ body: @escaping @Sendable (Item) -> Void
  ) {
    let next = Locked(0)
    run(min(count, items.count)) {
      while true {
        let index = next.withLock { next in
          defer { next += 1 }
          return next
        }
        guard index < items.count else { return }
        body(items[index])
      }
    }
  }

  /// Runs `body` on so many threads and waits for all of them. Where the system gives fewer threads, fewer run it; this
  /// one is among them.
  private static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    var threads: [pthread_t] = []
    for _ in 1..<max(count, 1) {
      let work = Unmanaged.passRetained(Work(body))
      #if canImport(Darwin)
        var thread: pthread_t?
        let code = pthread_create(&thread, nil, { work in Work.run(work) }, work.toOpaque())
        if code == 0, let thread { threads.append(thread) }
      #else
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, { work in Work.run(work!) }, work.toOpaque())
        if code == 0 { threads.append(thread) }
      #endif
      if code != 0 { work.release() }
    }
    body()
    for thread in threads { pthread_join(thread, nil) }
  }

  /// What a new thread is given.
  private final class Work: Sendable {
    private let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }

    static func run(_ work: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
      Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
      return nil
    }
  }

  /// The processors that are online.
  package static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
