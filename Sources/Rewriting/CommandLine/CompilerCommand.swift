import OperatingSystem

/// A compile of one C or C++ source to one object, as its command line describes it.
package struct CompilerCommand: Hashable, Sendable {
  /// The dependency file that the command asks for.
  struct Dependencies: Hashable, Sendable {
    /// Where it goes: `-MF`, or the object's name with the suffix `d`.
    let file: String
    /// The options that say what it holds: `-MD` or `-MMD`, and `-MP`, `-MT target`, `-MQ target`.
    let options: [String]
  }

  /// The compiler, behind the launchers that run it (`ccache gcc`).
  package let compiler: [String]
  /// The arguments behind the compiler without the source, `-c`, the output, and the dependency options.
  package let options: [String]
  /// The source as the command names it.
  package let source: String
  /// The object as the command names it or as the compiler would.
  let object: String
  let dependencies: Dependencies?
  /// The options for libclang, in their order.
  let analysisOptions: [String]
  /// The folders of `-iquote` and `-I`, in the order in which a name in quotes is looked up.
  let quoteFolders: [String]
  /// The folders of all options that say where headers are found.
  let includeFolders: [String]
  /// The files of `-include` and `-imacros`.
  let forcedIncludes: [String]
  /// The `old=new` values of `-ffile-prefix-map` and its relatives, in their order.
  let prefixMaps: [String]

  /// Reads the arguments behind `argot cc`; nil for everything that is not such a compile or might not be one.
  package init?(_ arguments: [String]) {
    let compiler = Self.compiler(arguments)
    guard let program = compiler.last, !program.isEmpty, !program.hasPrefix("-") else { return nil }
    var reader = Reader()
    var rest = arguments.dropFirst(compiler.count)
    while let argument = rest.popFirst() {
      guard let option = reader.split(argument, &rest), reader.take(option) else { return nil }
    }
    guard reader.isCompile, let source = reader.source,
      CompilerOptions.sourceSuffixes.contains(Paths.suffix(source))
    else { return nil }
    self.compiler = compiler
    self.source = source
    options = reader.options
    object = reader.object ?? Paths.replacingSuffix(of: Paths.name(source), with: "o")
    analysisOptions = reader.analysisOptions
    quoteFolders = reader.quoteFolders + reader.plainFolders
    includeFolders = reader.quoteFolders + reader.plainFolders + reader.otherFolders
    forcedIncludes = reader.forcedIncludes
    prefixMaps = reader.prefixMaps
    if reader.asksForDependencies {
      let file = reader.dependencyFile ?? Paths.replacingSuffix(of: object, with: "d")
      dependencies = Dependencies(file: file, options: reader.dependencyOptions)
    } else {
      dependencies = nil
    }
    // The compiler writes several outputs to one place, or to what is no file.
    if ["-", "/dev/stdout", "/dev/stderr"].contains(where: { $0 == object || $0 == dependencies?.file }) { return nil }
  }

  /// The options with which libclang reads the source as the command's compiler does.
  ///
  /// - Parameter folder: An empty folder, in which files are made for a moment.
  /// - Throws: `PredefinedMacros.Failure`, `Subprocess.Failure` or `SystemError` if the compiler does not answer.
  package func frontEndOptions(folder: String) throws -> [String] {
    try PredefinedMacros(of: self, folder: folder).analysisOptions(behind: analysisOptions)
  }

  /// The launchers at the start and the program behind them.
  private static func compiler(_ arguments: [String]) -> [String] {
    var words: [String] = []
    for word in arguments {
      words.append(word)
      if !CompilerOptions.launchers.contains(Paths.name(word)) { break }
    }
    return words
  }
}

/// One option with its value, or an input.
private struct Option {
  /// The option's name; nil for an input.
  let name: String?
  /// The value or the input, nil for an option without one.
  let value: String?
  /// The arguments it was made of.
  let spelling: [String]
}

/// What has been read of a command line so far.
private struct Reader {
  var options: [String] = []
  var analysisOptions: [String] = []
  var quoteFolders: [String] = []
  var plainFolders: [String] = []
  var otherFolders: [String] = []
  var forcedIncludes: [String] = []
  var prefixMaps: [String] = []
  var dependencyOptions: [String] = []
  var dependencyFile: String?
  var asksForDependencies = false
  var isCompile = false
  var source: String?
  var object: String?

  /// Joins `argument` with its value; nil if it is one that the launcher keeps its hands off.
  func split(_ argument: String, _ rest: inout ArraySlice<String>) -> Option? {
    guard argument.hasPrefix("-") else { return Option(name: nil, value: argument, spelling: [argument]) }
    if CompilerOptions.refused.contains(argument) { return nil }
    if CompilerOptions.separate.contains(argument) {
      guard let value = rest.popFirst() else { return nil }
      return Option(name: argument, value: value, spelling: [argument, value])
    }
    // `-include-pch` and `-isysroot` begin like shorter options: the longest name wins.
    let valued = CompilerOptions.valued.filter(argument.hasPrefix).max { $0.count < $1.count }
    if let valued {
      if argument != valued {
        return Option(name: valued, value: String(argument.dropFirst(valued.count)), spelling: [argument])
      }
      guard let value = rest.popFirst() else { return nil }
      return Option(name: valued, value: value, spelling: [argument, value])
    }
    if CompilerOptions.refusedPrefixes.contains(where: argument.hasPrefix) { return nil }
    return Option(name: argument, value: nil, spelling: [argument])
  }

  /// Notes what an option asks for; false if it makes the command one to leave alone.
  mutating func take(_ option: Option) -> Bool {
    guard let name = option.name else {
      guard source == nil, let value = option.value, !value.hasPrefix("@") else { return false }
      source = value
      return true
    }
    switch name {
    case "-c":
      isCompile = true
    case "-o":
      guard object == nil, let value = option.value, !value.isEmpty else { return false }
      object = value
    case "-MD", "-MMD":
      asksForDependencies = true
      dependencyOptions += option.spelling
    case "-MP", "-MT", "-MQ":
      dependencyOptions += option.spelling
    case "-MF":
      dependencyFile = option.value
    default:
      return takeOther(option, name)
    }
    return true
  }

  private mutating func takeOther(_ option: Option, _ name: String) -> Bool {
    options += option.spelling
    switch name {
    case "-iquote": quoteFolders.append(option.value!)
    case "-I":
      if option.value == "-" { return false }
      plainFolders.append(option.value!)
    case "-isystem", "-idirafter": otherFolders.append(option.value!)
    case "-include", "-imacros": forcedIncludes.append(option.value!)
    default: break
    }
    if CompilerOptions.analysed.contains(name) || CompilerOptions.analysedPrefixes.contains(where: name.hasPrefix) {
      analysisOptions += option.spelling
    }
    if name.hasPrefix("-Wp,") {
      let parts = name.dropFirst(4).split(separator: ",").map(String.init)
      guard parts.allSatisfy({ $0.hasPrefix("-D") || $0.hasPrefix("-U") }) else { return false }
      analysisOptions += parts
    }
    if name.contains("-prefix-map="), let equals = name.firstIndex(of: "=") {
      prefixMaps.append(String(name[name.index(after: equals)...]))
    }
    return true
  }
}
