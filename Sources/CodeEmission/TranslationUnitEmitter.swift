import FormatSema
import Marshaling

/// Collects the generated C of one translation unit: equal calls share one function.
///
///     argot_0000000001(…)   a macro, as long as the function's name: casts, then calls argot_parse_1 or argot_build_1
public struct TranslationUnitEmitter {
  /// What became of one call.
  public enum Outcome: Hashable, Sendable {
    /// The callee is to be replaced by `token`, which is as long as the function's name.
    case compiled(token: String, tiers: [Int])
    /// The call stays as it is, for this reason (a sentence without a full stop).
    case left(reason: String)
  }

  private let target: CompileTarget
  private var outcomes: [CallIdentity: Outcome] = [:]
  private var count = 0
  private var functions = ""
  private var keyCount = 0

  public init(target: CompileTarget) {
    self.target = target
  }

  /// The generated text, to be placed behind `argot.h`; empty while nothing was compiled.
  public var text: String {
    guard keyCount > 0 else { return functions }
    return """
      static PyObject *argot_key_slots[\(keyCount)];
      static ArgotKeys argot_keys = {\(keyCount), argot_key_slots, NULL};

      \(functions)
      """
  }

  /// Compiles one call.
  public mutating func compile(_ call: CallDescription) -> Outcome {
    let outcome: Outcome
    do throws(CallRejection) {
      let analyzed = try call.analyzed(for: target)
      let identity = CallIdentity(call, analyzed)
      if let known = outcomes[identity] { return known }
      outcome = emit(call.function, analyzed, call)
      outcomes[identity] = outcome
    } catch {
      outcome = .left(reason: error.message)
    }
    return outcome
  }

  private mutating func emit(_ function: APIFunction, _ analyzed: AnalyzedCall, _ call: CallDescription) -> Outcome {
    do throws(LoweringObstacle) {
      let number = count + 1
      guard let token = Self.token(number, for: function) else {
        return .left(reason: "the file has more calls of \(function.rawValue) than there are names of that length")
      }
      let tiers: [Int]
      switch analyzed {
      case .parse(let signature, let keywords):
        let plan = try ParsePlan(signature, keywords: keywords, target: target)
        let emitter = ParseEmitter(plan: plan, name: "argot_parse_\(number)")
        functions += Self.comment(call) + emitter.functions() + emitter.macro(token: token) + "\n"
        tiers = plan.tiers
      case .build(let signature):
        if function == .callMethod, target.limitedAPI != nil { throw .limitedMethod }
        let plan = try BuildPlan(signature, literals: call.literals(signature), target: target)
        let emitter = BuildEmitter(
          plan: plan, name: "argot_build_\(number)", firstKey: keyCount, function: function)
        functions += Self.comment(call) + emitter.functions() + emitter.macro(token: token) + "\n"
        keyCount += emitter.keys.count
        tiers = [1]
      }
      count = number
      return .compiled(token: token, tiers: tiers)
    } catch {
      return .left(reason: error.message)
    }
  }

  /// The call that the code below stands for.
  private static func comment(_ call: CallDescription) -> String {
    let names = call.keywords.map { " {" + $0.map(CLiteral.string).joined(separator: ", ") + "}" } ?? ""
    // A format may hold the end of a comment, which the literal's spelling must not.
    let literals = CLiteral.string(call.format) + names
    let safe = literals.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "\\057")
    return "/* \(call.function.rawValue) \(safe) */\n"
  }

  /// `argot_` and a number, padded to the length of the function's name; nil when the numbers are used up.
  private static func token(_ number: Int, for function: APIFunction) -> String? {
    let prefix = "argot_"
    let digits = String(number)
    let width = function.rawValue.utf8.count - prefix.utf8.count
    guard digits.utf8.count <= width else { return nil }
    return prefix + String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}

/// What two calls must have in common to share a generated function.
private struct CallIdentity: Hashable {
  let function: APIFunction
  /// The format, without the trailer of a parse format.
  let format: [UInt8]
  let keywords: [[UInt8]]?
  let literals: [Int: [UInt8]]

  init(_ call: CallDescription, _ analyzed: AnalyzedCall) {
    function = call.function
    keywords = call.keywords
    switch analyzed {
    case .parse(let signature, _):
      // The trailer matters to CPython's own function only, which gets the format of each call.
      format = Array(call.format[..<(signature.format.trailer?.range.start ?? call.format.count)])
      literals = [:]
    case .build(let signature):
      format = call.format
      literals = call.literals(signature)
    }
  }
}

extension CallDescription {
  /// The string literals among the dict keys, by slot.
  fileprivate func literals(_ signature: BuildSignature) -> [Int: [UInt8]] {
    var found: [Int: [UInt8]] = [:]
    for slot in signature.keySlots {
      if let literal = arguments?[slot].literal { found[slot] = literal }
    }
    return found
  }
}
