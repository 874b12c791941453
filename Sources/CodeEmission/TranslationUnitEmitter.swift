import FormatSema
import FormatUnits
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
  private let remembersSites: Bool
  private var outcomes: [CallIdentity: Outcome] = [:]
  private var count = 0
  private var functions = ""
  private var keyCount = 0

  /// - Parameter remembersSites: whether functions that METH_FASTCALL enters remember where call sites have their
  ///   arguments with names. That takes memory, and a reference to the names of up to five call sites each.
  public init(target: CompileTarget, remembersSites: Bool = false) {
    self.target = target
    self.remembersSites = remembersSites
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

  /// Why a call cannot be compiled, as a sentence without a full stop; nil if it can. Emits nothing.
  public func obstacle(to call: CallDescription, convention: MethodConvention = .varargs) -> String? {
    do throws(CallRejection) {
      let analyzed = try call.analyzed(for: target)
      do throws(LoweringObstacle) {
        _ = try plan(analyzed, call, convention)
        return nil
      } catch {
        return error.message
      }
    } catch {
      return error.message
    }
  }

  /// Compiles one call.
  ///
  /// - Parameter convention: how CPython enters the function around a parse call. Under `fastcall` the call's first
  ///   argument is not read as a tuple but as the address of an `ArgotCall`, and its keyword dictionary is not used.
  ///   Other calls are the same under both.
  public mutating func compile(_ call: CallDescription, convention: MethodConvention = .varargs) -> Outcome {
    let outcome: Outcome
    do throws(CallRejection) {
      let analyzed = try call.analyzed(for: target)
      let identity = CallIdentity(call, analyzed, convention)
      if let known = outcomes[identity] { return known }
      outcome = emit(analyzed, call, identity.convention)
      outcomes[identity] = outcome
    } catch {
      outcome = .left(reason: error.message)
    }
    return outcome
  }

  private enum Plan {
    case parse(ParsePlan)
    case build(BuildPlan)
  }

  private func plan(
    _ analyzed: AnalyzedCall, _ call: CallDescription, _ convention: MethodConvention
  ) throws(LoweringObstacle) -> Plan {
    switch analyzed {
    case .parse(let signature, let keywords):
      if convention == .fastcall {
        if signature.format.family == .single { throw .noVector }
        if let limitedAPI = target.limitedAPI, limitedAPI < Self.vectorsSince { throw .limitedVector(limitedAPI) }
      }
      return .parse(try ParsePlan(signature, keywords: keywords, target: target))
    case .build(let signature):
      if call.function == .callMethod, target.limitedAPI != nil { throw .limitedMethod }
      return .build(try BuildPlan(signature, literals: call.literals(signature), target: target))
    }
  }

  /// The first limited API that has METH_FASTCALL.
  private static let vectorsSince = PythonVersion(3, 10)

  private mutating func emit(
    _ analyzed: AnalyzedCall, _ call: CallDescription, _ convention: MethodConvention
  ) -> Outcome {
    do throws(LoweringObstacle) {
      let number = count + 1
      guard let token = Self.token(number, for: call.function) else {
        return .left(
          reason: "the file has more calls of \(call.function.rawValue) than there are names of that length")
      }
      let comment = Self.comment(call, convention)
      let tiers: [Int]
      switch try plan(analyzed, call, convention) {
      case .parse(let plan):
        let emitter = ParseEmitter(
          plan: plan, name: "argot_parse_\(number)", convention: convention, target: target,
          remembersSites: remembersSites)
        functions += comment + emitter.functions() + emitter.macro(token: token) + "\n"
        tiers = plan.tiers
      case .build(let plan):
        let emitter = BuildEmitter(
          plan: plan, name: "argot_build_\(number)", firstKey: keyCount, function: call.function)
        functions += comment + emitter.functions() + emitter.macro(token: token) + "\n"
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
  private static func comment(_ call: CallDescription, _ convention: MethodConvention) -> String {
    let names = call.keywords.map { " {" + $0.map(CLiteral.string).joined(separator: ", ") + "}" } ?? ""
    // A format may hold the end of a comment, which the literal's spelling must not.
    let literals = CLiteral.string(call.format) + names
    let safe = literals.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "\\057")
    let entry = convention == .fastcall ? ", entered by METH_FASTCALL" : ""
    return "/* \(call.function.rawValue) \(safe)\(entry) */\n"
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
  /// What the function is compiled for; `varargs` for a build call, which has nothing to do with it.
  let convention: MethodConvention

  init(_ call: CallDescription, _ analyzed: AnalyzedCall, _ convention: MethodConvention) {
    function = call.function
    keywords = call.keywords
    switch analyzed {
    case .parse(let signature, _):
      // The trailer matters to CPython's own function only, which gets the format of each call.
      format = Array(call.format[..<(signature.format.trailer?.range.start ?? call.format.count)])
      literals = [:]
      self.convention = convention
    case .build(let signature):
      format = call.format
      literals = call.literals(signature)
      self.convention = .varargs
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
