import FormatSema

extension Inspection {
  /// The same with other names of files.
  public func renamed(_ name: (String) -> String) -> Inspection {
    Inspection(
      target: target, isCPlusPlus: isCPlusPlus, calls: calls.map { $0.renamed(name) },
      tables: tables.map { $0.renamed(name) }, variables: variables.map { $0.renamed(name) },
      sources: Dictionary(sources.map { (name($0.key), $0.value) }) { first, _ in first },
      dependencies: dependencies.map(name), analysis: analysis)
  }
}

extension InspectedCall {
  fileprivate func renamed(_ name: (String) -> String) -> InspectedCall {
    InspectedCall(
      function: function, declaredName: declaredName, callee: callee.renamed(name),
      enclosingFunction: enclosingFunction,
      isInTupleTest: isInTupleTest,
      formats: formats.map { format in
        Format(bytes: format.bytes, positions: format.positions.map { $0?.renamed(name) })
      },
      keywords: keywords.map { keywords in
        InspectedKeywords(
          list: keywords.list, positions: keywords.positions.map { $0?.renamed(name) },
          definition: keywords.definition?.renamed(name))
      },
      arguments: arguments.map { argument in
        InspectedArgument(
          description: argument.description, spelling: argument.spelling, unpromoted: argument.unpromoted,
          span: argument.span?.renamed(name), text: argument.text, value: argument.value, isNull: argument.isNull,
          form: argument.form)
      },
      resultUse: resultUse)
  }
}

extension InspectedTable {
  fileprivate func renamed(_ rename: (String) -> String) -> InspectedTable {
    InspectedTable(
      name: name, position: position.renamed(rename),
      methods: methods.map { method in
        InspectedMethod(
          name: method.name, place: method.place.renamed(rename), flags: method.flags, function: method.function,
          parameters: method.parameters, result: method.result, declaration: method.declaration?.renamed(rename))
      },
      isTerminated: isTerminated, isHandedOver: isHandedOver)
  }
}

extension InspectedVariable {
  fileprivate func renamed(_ rename: (String) -> String) -> InspectedVariable {
    InspectedVariable(
      identity: identity, name: name, declaration: declaration.renamed(rename), initializer: initializer,
      uses: uses.map {
        VariableUse(kind: $0.kind, place: $0.place.renamed(rename), isUnconditional: $0.isUnconditional)
      },
      exits: exits, hasLabels: hasLabels)
  }
}

extension SourceSpan {
  fileprivate func renamed(_ name: (String) -> String) -> SourceSpan {
    SourceSpan(start: start.renamed(name), length: length)
  }
}

extension SourcePosition {
  fileprivate func renamed(_ name: (String) -> String) -> SourcePosition {
    SourcePosition(
      file: name(file), line: line, column: column, offset: offset, isWrittenLiterally: isWrittenLiterally)
  }
}
