import Rewriting

// A compiler launcher runs thousands of times, and its arguments are the compiler's: they never meet the parser.
if CommandLine.argc > 2, CommandLine.arguments[1] == "cc", !CommandLine.arguments[2].hasPrefix("-") {
  Launcher.run(skipping: 2)
}
ArgotCommand.run()
