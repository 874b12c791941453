import Testing

/// Imports run one way only: downwards along the edges that `Package.swift` declares. The compiler does not see to it,
/// because it finds every module of the package that happens to be built already.
struct ImportTests {
  private static let platform: Set = ["Darwin", "Glibc", "Musl"]
  private static let system = platform.union(["Dispatch", "Foundation", "FoundationEssentials", "Synchronization"])

  /// The modules from outside the package that each target may import. The format languages and the generator of
  /// their tables do without Foundation, which would cost them start-up time and Embedded Swift.
  private static let systemModules: [String: Set<String>] = [
    "GrammarCompiler": platform,
    "FormatDiagnostics": [],
    "FormatUnits": [],
    "FormatSyntax": [],
    "FormatSema": [],
    "Marshaling": [],
    "CodeEmission": [],
    "ClangFrontend": system,
    "CallingConvention": [],
    "Checks": system,
    "OperatingSystem": platform,
    "Rewriting": system,
    "Differential": system,
    "Benchmarking": [],
    "ArgotCommand": system,
    "GrammarTables": ["Foundation", "PackagePlugin"],
  ]

  private static func isHeldToItsEdges(_ target: PackageDescription.Target) -> Bool {
    ["SwiftTarget", "PluginTarget"].contains(target.moduleType) && !target.path.hasPrefix("Tests/")
  }

  private static func violations(
    of target: PackageDescription.Target, in package: PackageDescription, source: String, named path: String
  ) -> [String] {
    let allowed = package.importable(from: target).union(systemModules[target.name] ?? [])
    return ImportScanner.imports(in: source)
      .filter { !allowed.contains($0.module) }
      .map { "\(path):\($0.line): \(target.name) may not import \($0.module)" }
  }

  @Test func everyImportFollowsADeclaredEdge() throws {
    let package = try PackageDescription.ofThisPackage()
    var scanned = 0
    for target in package.targets where Self.isHeldToItsEdges(target) {
      #expect(Self.systemModules[target.name] != nil, "say which system modules \(target.name) may import")
      for path in try Checkout.swiftFiles(below: target.path) {
        let source = try Checkout.text(path)
        #expect(Self.violations(of: target, in: package, source: source, named: path) == [])
        scanned += ImportScanner.imports(in: source).count
      }
    }
    #expect(scanned > 0, "no import was found at all")
  }

  @Test func everySourceBelongsToATarget() throws {
    let folders = try PackageDescription.ofThisPackage().targets.map { $0.path + "/" }
    let strays = try (Checkout.swiftFiles(below: "Sources") + Checkout.swiftFiles(below: "Plugins"))
      .filter { path in !folders.contains { path.hasPrefix($0) } }
    #expect(strays == [])
  }

  @Test func importsAreFoundInEveryForm() {
    let source = """
      import A
        public import B
      @testable import C
      @_spi(Testing) internal import struct D.Name
      #if canImport(Glibc)
        import E.Submodule
      #endif
      // import F
      let text = \"\"\"
      import G
      \"\"\"
      let important = reimport
      import H  // last
      """
    #expect(ImportScanner.imports(in: source).map(\.module) == ["A", "B", "C", "D", "E", "H"])
    #expect(ImportScanner.imports(in: source).last?.line == 13)
  }

  @Test func edgesRunOneWay() {
    func target(_ name: String, _ dependencies: [String], type: String = "SwiftTarget") -> PackageDescription.Target {
      .init(name: name, path: "Sources/\(name)", moduleType: type, targetDependencies: dependencies)
    }
    let upper = target("Upper", ["Middle"])
    let lower = target("Lower", ["Tables"])
    let package = PackageDescription(targets: [
      upper, target("Middle", ["Lower"]), lower, target("Tables", ["Tool"], type: "PluginTarget"), target("Tool", []),
    ])
    #expect(package.importable(from: upper) == ["Middle", "Lower"])
    #expect(package.importable(from: lower) == [])
    let source = "import Lower\nimport Upper\nimport Foundation\n"
    #expect(Self.violations(of: upper, in: package, source: "import Middle\nimport Lower\n", named: "a.swift") == [])
    #expect(
      Self.violations(of: lower, in: package, source: source, named: "b.swift") == [
        "b.swift:1: Lower may not import Lower",
        "b.swift:2: Lower may not import Upper",
        "b.swift:3: Lower may not import Foundation",
      ])
  }
}
