import ArgumentParser
import FormatUnits

/// Versions such as `3.9-3.15` or `3.12`, on the command line and in the configuration.
struct VersionRange: ExpressibleByArgument {
  let versions: ClosedRange<PythonVersion>

  init?(argument: String) {
    let ends = argument.split(separator: "-", omittingEmptySubsequences: false)
      .map { PythonVersionArgument(argument: String($0))?.version }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last,
      first >= .oldestSupported, last <= .newestSupported
    else { return nil }
    versions = first...last
  }
}
