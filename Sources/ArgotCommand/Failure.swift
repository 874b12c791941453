import ArgumentParser
import OperatingSystem

#if canImport(Darwin)
  @preconcurrency import Darwin
#else
  @preconcurrency import Glibc
#endif

/// The ends of a command that are no success.
enum Failure {
  /// Something is wrong with what the command looked at; it has said what.
  static let findings = ExitCode(1)

  /// Why work could not be done, where it is not yet told.
  struct Message: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
      self.description = description
    }
  }

  /// The work could not be done: prints why, as compilers do, and gives the exit code to throw.
  static func notDone(_ message: String) -> ExitCode {
    fputs("argot: error: \(message)\n", stderr)
    return ExitCode(2)
  }

  /// Does a piece of work; if it fails, the command ends with the reason.
  static func ending<Result>(_ work: () throws -> Result) throws -> Result {
    do {
      return try work()
    } catch {
      throw notDone((error as? SystemError)?.message ?? "\(error)")
    }
  }

  /// Prints a remark about work that was done in part.
  static func warn(_ message: String) { fputs("argot: warning: \(message)\n", stderr) }

  /// Prints what was done beside the output.
  static func remark(_ message: String) { fputs("argot: \(message)\n", stderr) }
}
