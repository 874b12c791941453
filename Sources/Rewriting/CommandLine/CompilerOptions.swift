/// What the launcher must know of the options of gcc and clang.
///
/// An option that is not listed here takes no separate value. If it does after all, its value looks like a second input
/// and the command is left alone; so an omission costs speed, never a wrong object.
enum CompilerOptions {
  /// Options whose value is the rest of the argument or, if that is empty, the next argument.
  static let valued = [
    "-D", "-U", "-I", "-isystem", "-iquote", "-idirafter", "-include", "-imacros", "-isysroot", "-o", "-MF", "-MT",
    "-MQ", "-L", "-l", "-B", "-T", "-u", "-z",
  ]

  /// Options whose value is always the next argument.
  static let separate: Set<String> = ["--param", "-target", "-Xlinker", "-mllvm", "--sysroot"]

  /// Options under which a compile does something else than to turn one file into one object, writes files that are
  /// named after its input, or prints what depends on the input's name.
  static let refused: Set<String> = [
    "-", "--", "-E", "-S", "-M", "-MM", "-MG", "-MJ", "-x", "-I-", "-v", "-###", "-H", "-Q", "-arch", "-wrapper",
    "-fsyntax-only", "-gsplit-dwarf", "--coverage", "-coverage", "-ftest-coverage", "-fbranch-probabilities",
    "-fstack-usage", "-aux-info", "-emit-llvm", "-emit-ast", "-include-pch", "-Xclang", "-Xpreprocessor", "-Xassembler",
    "-fpreprocessed", "-fdirectives-only", "-traditional", "-traditional-cpp", "-traditional-c", "-trigraphs",
    "--serialize-diagnostics", "-serialize-diagnostics", "-ivfsoverlay", "--help", "--version", "-iprefix",
    "-iwithprefix", "-iwithprefixbefore", "-imultilib", "-verify",
  ]

  /// The same, for options that go on behind these letters.
  static let refusedPrefixes = [
    "@", "-x", "-d", "-save-temps", "--save-temps", "-fprofile", "-fno-profile", "-fauto-profile", "-fcs-profile",
    "-fcoverage", "-ftime-", "-fcallgraph-info", "-fdump-", "-fmodule", "-fcxx-module", "-fopt-info",
    "-fsave-optimization-record", "-foptimization-record", "-fplugin", "-Xarch", "-fdiagnostics-format",
    "-fdiagnostics-output", "-fpch", "-Wa,-a", "--config",
  ]

  /// Programs that run the compiler whose command line stands behind their name. Under a compiler's name they run that one.
  static let launchers: Set<String> = ["ccache", "sccache", "distcc", "icecc", "buildcache"]

  /// Names of C and C++ sources.
  static let sourceSuffixes: Set<String> = ["c", "cc", "cp", "cxx", "cpp", "CPP", "c++", "C"]

  /// Options that say where headers are found or what the preprocessor starts with; libclang gets them with their value.
  static let analysed: Set<String> = [
    "-D", "-U", "-I", "-isystem", "-iquote", "-idirafter", "-include", "-imacros", "-isysroot", "--sysroot", "-target",
  ]

  /// Options without a separate value that change the meaning of the text; libclang takes all of them.
  static let analysedPrefixes = [
    "-std=", "--std=", "-ansi", "--sysroot=", "--target=", "-nostdinc", "-stdlib=", "-m32", "-m64", "-mx32", "-march=",
    "-msse", "-mavx", "-mfma", "-mbmi", "-funsigned-char", "-fsigned-char", "-fno-signed-char", "-fno-unsigned-char",
    "-fshort-enums", "-fshort-wchar", "-fms-extensions", "-fgnu89-inline", "-fexceptions", "-fno-exceptions", "-frtti",
    "-fno-rtti", "-fopenmp", "-pthread", "-fblocks", "-fchar8_t", "-fno-char8_t", "-fcoroutines", "-fconcepts",
  ]
}
