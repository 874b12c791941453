import FormatSyntax
import FormatUnits

/// A call whose format and arguments fit each other.
public enum AnalyzedCall: Sendable {
  case parse(ParseSignature, keywords: [[UInt8]]?)
  case build(BuildSignature)
}

/// Why a call was not analysed.
public enum CallRejection: Error, Hashable, Sendable {
  /// The format is malformed, or one that some Python the code can run on rejects.
  case syntax([SyntaxError])
  case call(CallError)

  /// The first reason, as a sentence without a full stop.
  public var message: String {
    switch self {
    case .syntax(let errors):
      (errors.first { $0.severity == .error } ?? errors.first)?.diagnostic.message ?? "the format is malformed"
    case .call(let error): error.message
    }
  }
}

extension CallDescription {
  /// Holds the call's arguments against its format.
  ///
  /// - Throws: `CallRejection` for everything but a call that fits, on every Python the code can run on.
  public func analyzed(for target: CompileTarget) throws(CallRejection) -> AnalyzedCall {
    switch function.language {
    case .parse(let family):
      let result = parseFormat(format, family: family)
      try check(result.errors, target)
      let signature = ParseSignature(result.tree)
      try check(units: signature.parameters.flatMap(\.units), target)
      try check(slots: signature.slots)
      if let keywords {
        try check(keywords, signature)
      } else if family == .keyword {
        throw .call(.unknownKeywords)
      }
      return .parse(signature, keywords: keywords)
    case .build(let family):
      let result = buildFormat(format, family: family)
      try check(result.errors, target)
      let signature = BuildSignature(result.tree)
      try check(units: signature.items.flatMap(\.units), target)
      try check(slots: signature.slots)
      return .build(signature)
    }
  }

  private func check(_ errors: [SyntaxError], _ target: CompileTarget) throws(CallRejection) {
    let isHarmless = errors.allSatisfy { error in
      switch error.effect {
      case .accepts: true
      case .rejects(.before313): target.versions.lowerBound >= PythonVersion(3, 13)
      default: false
      }
    }
    if !isHarmless { throw .syntax(errors) }
  }

  private func check(units: [FormatUnit], _ target: CompileTarget) throws(CallRejection) {
    let versions = target.versions
    for unit in units {
      for version in [versions.lowerBound, versions.upperBound] where !unit.exists(in: version) {
        throw .call(.absentUnit(unit.spelling, version))
      }
      if unit.spelling.hasSuffix("#"), !target.lengthsAreSizes { throw .call(.sizeNotClean(unit.spelling)) }
    }
  }

  private func check(slots: [Slot]) throws(CallRejection) {
    guard let arguments else { return }
    guard arguments.count == slots.count else {
      throw .call(.argumentCount(expected: slots.count, given: arguments.count))
    }
    for (index, slot) in slots.enumerated() where !slot.argument.fits(arguments[index]) {
      throw .call(.argumentType(index: index, unit: slot.unit, expected: slot.argument.spelling))
    }
  }

  private func check(_ keywords: [[UInt8]], _ signature: ParseSignature) throws(CallRejection) {
    let count = signature.parameters.count
    guard keywords.count == count else { throw .call(.keywordCount(expected: count, given: keywords.count)) }
    let positionalOnly = keywords.prefix(while: \.isEmpty).count
    if let index = keywords.indices.first(where: { $0 >= positionalOnly && keywords[$0].isEmpty }) {
      throw .call(.emptyKeyword(index: index))
    }
    if signature.positionalMaximum < positionalOnly { throw .call(.keywordOnlyBeforePositionalOnlyEnd) }
    var seen: Set<[UInt8]> = []
    for name in keywords where !name.isEmpty && !seen.insert(name).inserted {
      throw .call(.duplicateKeyword(String(decoding: name, as: UTF8.self)))
    }
  }
}

extension CompileTarget {
  /// Whether the lengths of `#` units are `Py_ssize_t` on every version the code can run on.
  ///
  /// From 3.13 on they always are, but headers of those versions never rename the functions: a binary for an older
  /// limited API then calls the functions that read an `int` or fail on 3.9 to 3.12.
  fileprivate var lengthsAreSizes: Bool {
    let obsolete = PythonVersion(3, 13)
    if headers < obsolete { return isSizeClean }
    if versions.lowerBound >= obsolete { return true }
    return isPortable && limitedAPI == nil && isSizeClean
  }
}
