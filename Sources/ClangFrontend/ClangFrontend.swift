import CLibclang
import FormatSema
import FormatUnits

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What the user may say about the C front end.
public struct FrontendOptions: Sendable {
  /// The library to use instead of the one that is found.
  public var libclang: String?
  /// The resource directory to use instead of the one that is found.
  public var resourceDirectory: String?
  /// The environment in which both are looked for.
  public var environment: [String: String]

  public init(
    libclang: String? = nil, resourceDirectory: String? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.libclang = libclang
    self.resourceDirectory = resourceDirectory
    self.environment = environment
  }
}

/// Reads C and C++ translation units with a libclang that is found at run time.
public struct ClangFrontend: Sendable {
  private let library: Libclang
  private let resources: ResourceDirectory

  /// Loads libclang and finds the compiler headers for it.
  ///
  /// The library is `options.libclang`, else `ARGOT_LIBCLANG`, else the first that loads of PyPI's `libclang` package,
  /// the Swift toolchain's and the system's.
  public init(options: FrontendOptions = FrontendOptions()) throws(FrontendError) {
    library = try LibclangLocator(environment: options.environment).load(path: options.libclang)
    resources = try ResourceDirectory.find(
      for: library, path: options.resourceDirectory, environment: options.environment)
  }

  /// The path of the library in use.
  public var libraryPath: String { library.path }
  /// What the library calls itself, such as `clang version 18.1.1`.
  public var libraryVersion: String { library.version }

  /// Analyses one source file.
  ///
  /// - Parameters:
  ///   - file: The main file, as the compiler's command line names it.
  ///   - arguments: Compiler arguments that matter to the preprocessor and the language, without the compiler, sources
  ///     and outputs.
  ///   - workingDirectory: The folder that relative paths start from; nil for that of the process.
  /// - Throws: `FrontendError.notAnalysed` if the file cannot be read or does not compile: calls could be missing.
  public func analyze(
    file: String, arguments: [String], workingDirectory: String? = nil
  ) throws(FrontendError) -> TranslationUnitAnalysis {
    analysis(of: try parsed(file: file, arguments: arguments, workingDirectory: workingDirectory))
  }

  /// Reads everything in one source file that a check looks at.
  ///
  /// - Parameters:
  ///   - file: The main file.
  ///   - arguments: Compiler arguments that matter to the preprocessor and the language.
  ///   - workingDirectory: The folder that relative paths start from; nil for that of the process.
  ///   - functions: The functions whose calls are looked at.
  ///   - hasFlow: Whether the inspection has the ways through each function.
  ///   - hasAnalysis: Whether the inspection has the unit's analysis as well, which takes as long again.
  /// - Throws: `FrontendError.notAnalysed` if the file cannot be read or does not compile: with an error in it, the
  ///   types in it are not certain. The same for a file that is compiled for another system than an LP64 one.
  public func inspect(
    file: String, arguments: [String], workingDirectory: String? = nil, functions: VariadicFunctions,
    hasFlow: Bool = false, hasAnalysis: Bool = false
  ) throws(FrontendError) -> Inspection {
    let parsed = try parsed(file: file, arguments: arguments, workingDirectory: workingDirectory)
    guard parsed.answer.isLP64 else {
      throw .notAnalysed(
        file: file, diagnostic: "it is compiled for a system on which long or pointers do not have 64 bits")
    }
    let sources = parsed.sources
    let wrappers = WrapperReader(unit: parsed.unit, sources: sources, declarations: parsed.declarations.project)
    let functions = functions.adding(wrappers.functions)
    let collector = VariadicCallCollector(unit: parsed.unit, functions: functions)
    for declaration in parsed.declarations.project { collector.collect(from: declaration) }
    let reader = InspectionReader(
      unit: parsed.unit, record: parsed.record, isCPlusPlus: parsed.answer.isCPlusPlus,
      isProjectFile: parsed.project.contains)
    return Inspection(
      target: target(parsed.answer, isRenamed: nil), isCPlusPlus: parsed.answer.isCPlusPlus,
      calls: reader.calls(collector.calls),
      tables: reader.tables(collector.tables, handedOver: collector.tablesInInitializers),
      wrapperComments: wrappers.comments,
      flow: hasFlow ? flow(of: collector.definitions, functions: functions, in: parsed) : [],
      sources: sources, dependencies: [file] + parsed.record.inclusions.map(\.resolved),
      analysis: hasAnalysis ? analysis(of: parsed) : nil)
  }

  private func flow(of definitions: [CXCursor], functions: VariadicFunctions, in parsed: Parsed) -> [FlowGraph] {
    definitions.compactMap { definition in
      FlowGraphBuilder(
        unit: parsed.unit, record: parsed.record, functions: functions, hasRawStrings: parsed.answer.isCPlusPlus
      ).graph(of: definition)
    }
  }

  private func analysis(of parsed: Parsed) -> TranslationUnitAnalysis {
    let (unit, record, answer, project) = (parsed.unit, parsed.record, parsed.answer, parsed.project)
    let collector = CallCollector(unit: unit)
    for declaration in parsed.declarations.project { collector.collect(from: declaration) }
    let reader = CallSiteReader(
      unit: unit, record: record, isCPlusPlus: answer.isCPlusPlus, isProjectFile: project.contains)
    let methods = MethodFacts(
      unit: unit, record: record, isCPlusPlus: answer.isCPlusPlus, project: project,
      declarations: parsed.declarations, variables: collector.methodTables)
    let renamed = collector.calls.first { !$0.isUnresolved }.map { $0.declaredName == $0.function.cleanName }
    return TranslationUnitAnalysis(
      target: target(answer, isRenamed: renamed), callSites: reader.sites(of: collector),
      inclusions: record.inclusions, isCPlusPlus: answer.isCPlusPlus, methodTables: methods.tables,
      methodFunctions: methods.functions)
  }

  /// A source file without errors, and what is needed to ask anything about it.
  private struct Parsed {
    let unit: TranslationUnit
    let record: PreprocessingRecord
    let answer: Probe.Answer
    let project: ProjectFiles
    let declarations: TopLevel

    /// The text of each project file. The probe behind the main file is not part of it.
    var sources: [String: [UInt8]] {
      project.names.reduce(into: [:]) { result, name in
        let handle = name.withCString { unit.library.functions.getFile(unit.handle, $0) }
        guard let handle else { return }
        let bytes = unit.source(handle).bytes
        result[name] = Array(name == project.mainFile ? bytes.dropLast(Probe.text.utf8.count) : bytes[...])
      }
    }
  }

  private func parsed(
    file: String, arguments: [String], workingDirectory: String?
  ) throws(FrontendError) -> Parsed {
    let path = workingDirectory.map { file.hasPrefix("/") ? file : "\($0)/\(file)" } ?? file
    guard let content = FileManager.default.contents(atPath: path) else {
      throw .notAnalysed(file: file, diagnostic: "the file cannot be read")
    }
    var all = arguments + resources.arguments
    if let workingDirectory { all.append("-working-directory=\(workingDirectory)") }
    // Also takes back those errors that are warnings to other compilers, such as mismatched pointer types.
    all.append("-Wno-everything")
    let unit = try parse(file, content: [UInt8](content) + Array(Probe.text.utf8), arguments: all)
    try refuseErrors(of: unit, file: file)
    let (preprocessing, declarations) = topLevel(of: unit)
    guard let answer = Probe.read(unit, declarations: declarations) else {
      throw .notAnalysed(file: file, diagnostic: "the file does not end where a declaration could follow")
    }
    let record = PreprocessingRecord(unit: unit, cursors: preprocessing)
    let project = ProjectFiles(mainFile: file, inclusions: record.inclusions)
    var isProjectHandle: [CXFile: Bool] = [:]
    var topLevel = TopLevel()
    for declaration in declarations.dropLast() {
      guard let handle = unit.expansionFile(of: declaration) else { continue }
      let isProject = isProjectHandle[handle] ?? project.contains(unit.source(handle).name)
      isProjectHandle[handle] = isProject
      topLevel.append(declaration, isProject: isProject)
    }
    return Parsed(unit: unit, record: record, answer: answer, project: project, declarations: topLevel)
  }

  private func parse(
    _ file: String, content: [UInt8], arguments: [String]
  ) throws(FrontendError) -> TranslationUnit {
    let functions = library.functions
    guard let index = functions.createIndex(0, 0) else {
      throw .notAnalysed(file: file, diagnostic: "libclang does not start")
    }
    let copies = arguments.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let detailedPreprocessingRecord: UInt32 = 1
    var handle: CXTranslationUnit?
    let code = file.withCString { name in
      content.withUnsafeBytes { bytes in
        var unsaved = CXUnsavedFile(
          Filename: name, Contents: bytes.baseAddress!.assumingMemoryBound(to: CChar.self),
          Length: UInt(bytes.count))
        return functions.parseTranslationUnit2(
          index, name, copies.map { UnsafePointer($0) }, Int32(copies.count), &unsaved, 1,
          detailedPreprocessingRecord, &handle)
      }
    }
    guard code == 0, let handle else {
      functions.disposeIndex(index)
      throw .notAnalysed(file: file, diagnostic: "libclang gives up with code \(code)")
    }
    return TranslationUnit(library: library, index: index, handle: handle)
  }

  /// After an error libclang's picture of the file has holes. Errors that have no place are about arguments that other
  /// compilers know.
  private func refuseErrors(of unit: TranslationUnit, file: String) throws(FrontendError) {
    let functions = library.functions
    let (error, fatal): (Int32, Int32) = (3, 4)
    for number in 0..<functions.getNumDiagnostics(unit.handle) {
      guard let diagnostic = functions.getDiagnostic(unit.handle, number) else { continue }
      defer { functions.disposeDiagnostic(diagnostic) }
      let severity = functions.getDiagnosticSeverity(diagnostic)
      let place = unit.place(functions.getDiagnosticLocation(diagnostic))
      guard severity >= fatal || (severity == error && place.file != nil) else { continue }
      let text = library.string(functions.getDiagnosticSpelling(diagnostic))
      let prefix = place.file.map { "\(unit.source($0).name):\(place.line):\(place.column): " } ?? ""
      throw .notAnalysed(file: file, diagnostic: prefix + text)
    }
  }

  private func topLevel(of unit: TranslationUnit) -> (preprocessing: [CXCursor], declarations: [CXCursor]) {
    let cursors = unit.children(of: library.functions.getTranslationUnitCursor(unit.handle))
    let preprocessing = CursorKind.preprocessing
    return (
      cursors.filter { preprocessing.contains($0.kind) }, cursors.filter { !preprocessing.contains($0.kind) }
    )
  }

  /// Up to the 3.12 headers `PY_SSIZE_T_CLEAN` changes the functions' names if it is defined early enough; a call then
  /// tells more than the macro.
  private func target(_ answer: Probe.Answer, isRenamed: Bool?) -> CompileTarget? {
    guard let headers = answer.headers else { return nil }
    let renames = headers <= PythonVersion(3, 12)
    let isSizeClean = renames ? isRenamed ?? answer.isSizeClean : answer.isSizeClean
    return CompileTarget(headers: headers, limitedAPI: answer.limitedAPI, isSizeClean: isSizeClean)
  }
}
