// swift-tools-version: 6.3
import PackageDescription

let tables: Target.PluginUsage = .plugin(name: "GrammarTables")

let package = Package(
  name: "argot",
  platforms: [.macOS(.v14)],
  products: [.executable(name: "argot", targets: ["ArgotCommand"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    .executableTarget(name: "GrammarCompiler"),
    .plugin(name: "GrammarTables", capability: .buildTool(), dependencies: ["GrammarCompiler"]),
    .target(name: "FormatDiagnostics"),
    .target(name: "FormatUnits", plugins: [tables]),
    .target(name: "FormatSyntax", dependencies: ["FormatDiagnostics", "FormatUnits"]),
    .target(name: "FormatSema", dependencies: ["FormatSyntax"]),
    .target(name: "Marshaling", dependencies: ["FormatSema"]),
    .target(name: "CodeEmission", dependencies: ["Marshaling"], plugins: [tables]),
    .target(name: "OperatingSystem"),
    .target(name: "CLibclang", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(name: "ClangFrontend", dependencies: ["FormatSema", "CLibclang"]),
    .target(name: "CallingConvention", dependencies: ["ClangFrontend"]),
    .target(name: "Checks", dependencies: ["CallingConvention", "CodeEmission"], plugins: [tables]),
    .target(name: "Rewriting", dependencies: ["CallingConvention", "CodeEmission", "OperatingSystem"]),
    .target(
      name: "Differential", dependencies: ["CodeEmission", "OperatingSystem"], exclude: ["Harness"], plugins: [tables]),
    .target(
      name: "Benchmarking", dependencies: ["Differential", "CodeEmission", "OperatingSystem"], exclude: ["Harness"],
      plugins: [tables]),
    .executableTarget(
      name: "ArgotCommand",
      dependencies: [
        "Benchmarking", "Checks", "ClangFrontend", "Differential", "OperatingSystem", "Rewriting",
        .product(name: "ArgumentParser", package: "swift-argument-parser"), "TOMLKit",
      ]),
    .systemLibrary(name: "CPython", pkgConfig: "python3", providers: [.apt(["python3-dev"])]),
    .target(name: "CArgot", dependencies: ["CPython"]),
    .executableTarget(
      name: "DifferentialSuite",
      dependencies: ["Differential", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "Tests/DifferentialSuite"),
    .executableTarget(
      name: "SyntaxSuite",
      dependencies: [
        "FormatSyntax", "Differential", "OperatingSystem",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/SyntaxSuite"),
    .executableTarget(name: "TextSuite", dependencies: ["FormatSema"], path: "Tests/TextSuite"),
    .testTarget(name: "DifferentialTests", dependencies: ["Differential", "OperatingSystem"]),
    .testTarget(name: "GrammarTests", dependencies: ["GrammarCompiler"]),
    .testTarget(name: "FormatTests", dependencies: ["CodeEmission"]),
    .target(name: "ClangTestSupport", dependencies: ["ClangFrontend"], path: "Tests/ClangTestSupport"),
    .testTarget(name: "FrontendTests", dependencies: ["ClangFrontend", "ClangTestSupport"]),
    .testTarget(name: "ConventionTests", dependencies: ["CallingConvention", "ClangTestSupport"]),
    .testTarget(name: "CheckTests", dependencies: ["Checks", "ClangTestSupport"], exclude: ["Cases"]),
    .testTarget(name: "RewritingTests", dependencies: ["Rewriting"]),
    .testTarget(name: "PackageTests"),
  ],
  swiftLanguageModes: [.v6])
