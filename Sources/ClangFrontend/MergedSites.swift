/// Call sites, one for each place. A place that is compiled more than once, because its file is included twice or a
/// macro repeats its argument, must mean the same each time.
struct MergedSites {
  private(set) var sites: [CallSite] = []
  private var indices: [Place: Int] = [:]

  private struct Place: Hashable {
    let file: String
    let offset: Int
  }

  mutating func add(_ site: CallSite) {
    let place = Place(file: site.file, offset: site.offset)
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
