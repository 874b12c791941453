import CodeEmission

extension TestedCall {
  /// The arguments of the call as they are written in C. The variables are named `args`, `kwargs` and `keywords` in the
  /// parse language, and `target` is the object that is called or has the method.
  ///
  /// - Parameters:
  ///   - variadic: the arguments behind the format and the keyword list.
  ///   - name: the name of the method, if one is called.
  package func written(_ variadic: [String], name: String = "name") -> String {
    let format = CLiteral.string(self.format)
    let fixed =
      switch function {
      case .parseTuple, .parse: ["args", format]
      case .parseTupleAndKeywords: ["args", "kwargs", format, "keywords"]
      case .buildValue: [format]
      case .callFunction: ["target", format]
      case .callMethod: ["target", name, format]
      }
    return (fixed + variadic).joined(separator: ", ")
  }

  /// The C declaration of `keywords`, as a line; empty for functions without a keyword list.
  package var keywordDeclaration: String {
    guard let keywords else { return "" }
    // C++ has no conversion of a literal to char *.
    let names = keywords.map { "(char *)\(CLiteral.string($0)), " }.joined()
    return "    static char *keywords[] = {\(names)NULL};\n"
  }
}
