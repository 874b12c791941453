// The generator behind the build-tool plugin `GrammarTables`.
//
//   GrammarCompiler catalogue OUTPUT FILE.units…    the unit tables of `FormatUnits`
//   GrammarCompiler embed NAME OUTPUT FILE PART…    FILE as the `StaticString` NAME, with the PARTs that it includes
//   GrammarCompiler embed-all NAME OUTPUT FILE…     names and texts of the files as the array NAME
//   GrammarCompiler manuals NAME OUTPUT FILE.swift… names and doc comments of the types that the files are named for
//
// Exit code 0: OUTPUT was written whole. Exit code 1: a message on standard error, OUTPUT as it was.

let arguments = CommandLine.arguments
do {
  switch arguments.dropFirst().first {
  case "catalogue" where arguments.count > 3:
    var grammar = Grammar()
    for path in arguments[3...] {
      try grammar.add(SourceFile(path: path))
    }
    try writeFile(arguments[2], CatalogueWriter(grammar).text)
  case "embed" where arguments.count > 4:
    let parts = try arguments[5...].map { try SourceFile(path: $0) }
    try writeFile(arguments[3], embedding(SourceFile(path: arguments[4]), parts: parts, as: arguments[2]))
  case "embed-all" where arguments.count > 4:
    try writeFile(arguments[3], embedding(arguments[4...].map { try SourceFile(path: $0) }, as: arguments[2]))
  case "manuals" where arguments.count > 4:
    let manuals = try arguments[4...].map { try manual(in: SourceFile(path: $0)) }
    try writeFile(arguments[3], embedding(manuals, as: arguments[2]))
  default:
    throw Failure(
      """
      usage: GrammarCompiler catalogue OUTPUT FILE.units…
             GrammarCompiler embed NAME OUTPUT FILE PART…
             GrammarCompiler embed-all NAME OUTPUT FILE…
             GrammarCompiler manuals NAME OUTPUT FILE.swift…
      """)
  }
} catch {
  printError("\(error)")
  exitProcess(1)
}
