/// Call sites, one for each place, and all of those that a macro puts in one place. A place that is compiled more than
/// once, because its file is included twice or a macro repeats its argument, must mean the same each time.
struct MergedSites {
  private(set) var sites: [CallSite] = []
  private var indices: [Place: Int] = [:]

  private struct Place: Hashable {
    let file: String
    let offset: Int
    /// The call, if it is written inside a macro: all calls in a macro's body have the place of its use.
    let callInMacro: CallSite?
  }

  /// - Parameter isSpelledOut: whether the callee's name stands at the site's place, and not inside a macro.
  mutating func add(_ site: CallSite, isSpelledOut: Bool) {
    let place = Place(file: site.file, offset: site.offset, callInMacro: isSpelledOut ? nil : site)
    guard let index = indices[place] else {
      indices[place] = sites.count
      sites.append(site)
      return
    }
    let known = sites[index]
    let isSame =
      known.function == site.function && known.format?.bytes == site.format?.bytes && known.keywords == site.keywords
      && known.arguments == site.arguments && known.obstacle == site.obstacle
    guard !isSame else { return }
    let obstacle =
      known.format?.bytes == site.format?.bytes
      ? "the same text is compiled with different arguments" : "the same text is compiled with different formats"
    sites[index] = CallSite(
      function: known.function, file: known.file, line: known.line, column: known.column, offset: known.offset,
      enclosingFunction: known.enclosingFunction, format: known.format, keywords: known.keywords,
      arguments: known.arguments, obstacle: known.obstacle ?? site.obstacle ?? obstacle)
  }
}
