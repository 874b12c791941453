import ClangFrontend
import CodeEmission
import Differential
import FormatSema
import FormatUnits
import OperatingSystem

/// The calls that a command is given, as formats or in sources.
struct GivenCalls: Sendable {
  /// A call and where it is written; nowhere if it is given as a format.
  struct Call: Sendable {
    let call: TargetedCall
    var places: [String]
  }

  /// Something that is no call to make, and why.
  struct Left: Sendable, Encodable {
    /// `file:line`, or the format as it was given.
    let place: String
    let function: String
    let reason: String
  }

  /// A file that was not read, and why.
  struct NotAnalysed: Sendable, Encodable {
    let file: String
    let reason: String
  }

  /// The calls, each once.
  private(set) var calls: [Call] = []
  /// Calls of the sources that cannot be made without their program.
  private(set) var left: [Left] = []
  private(set) var notAnalysed: [NotAnalysed] = []
  private var indices: [TargetedCall: Int] = [:]

  init() {}

  /// Adds a call that is given by its format. The keys of dictionaries are texts that stand at the call.
  mutating func add(_ format: String, function: APIFunction, keywords: [[UInt8]]?) throws(TestedCall.Obstacle) {
    let call = try TestedCall(function: function, format: Array(format.utf8), keywords: keywords)
    add(TargetedCall(try call.withLiteralKeys()), at: nil)
  }

  /// Adds all calls in sources.
  mutating func add(_ inputs: [SourceInput], reader: SourceReader, atATime count: Int) {
    let parts = Locked<[Int: Result<Inspection, any Error>]>([:])
    Threads.forEach(Array(inputs.enumerated()), atATime: count) { index, input in
      let end = Result { try reader.inspection(of: input) }
      parts.withLock { $0[index] = end }
    }
    for (index, input) in inputs.enumerated() {
      switch parts.withLock({ $0[index] }) {
      case .success(let inspection)?:
        for call in inspection.calls { add(call, in: inspection) { reader.names.name(of: $0, in: input.folder) } }
      case .failure(let error)?:
        let file = reader.names.name(of: input.file)
        notAnalysed.append(NotAnalysed(file: file, reason: reader.reason(error, for: input)))
      case nil: break
      }
    }
  }

  private mutating func add(_ call: InspectedCall, in inspection: Inspection, name: (String) -> String) {
    guard let function = APIFunction(declaredName: call.function.name) else { return }
    let place = "\(name(call.callee.start.file)):\(call.callee.start.line)"
    func leave(_ reason: String) { left.append(Left(place: place, function: function.rawValue, reason: reason)) }
    if call.formats.isEmpty { leave("its format is not a literal") }
    for format in call.formats {
      do throws(TestedCall.Obstacle) {
        let tested = try TestedCall(
          function: function, format: format.bytes, keywords: call.keywords?.list.names,
          written: call.variadicArguments.map(\.written))
        add(TargetedCall(tested, limitedAPI: inspection.target?.limitedAPI), at: place)
      } catch {
        leave(error.message)
      }
    }
  }

  private mutating func add(_ call: TargetedCall, at place: String?) {
    let index = indices[call] ?? calls.count
    if index == calls.count {
      calls.append(Call(call: call, places: []))
      indices[call] = index
    }
    if let place, !calls[index].places.contains(place) { calls[index].places.append(place) }
  }
}

extension TargetedCall {
  /// The call without its C arguments: `PyArg_ParseTuple "si:string_peek"`.
  var title: String {
    let names = call.keywords.map { " {\($0.map(CLiteral.string).joined(separator: ", "))}" } ?? ""
    let limited = limitedAPI.map { ", limited API \($0)" } ?? ""
    return "\(call.function.rawValue) \(CLiteral.string(call.format))\(names)\(limited)"
  }
}

extension InspectedArgument {
  /// What a test of the call passes in the argument's place.
  fileprivate var written: ArgumentChoice? {
    if let literal = description.literal { return .literal(literal) }
    if isNull { return .null }
    if case .address(let variable) = form { return TestedType(rawValue: "&\(variable.name)").map(ArgumentChoice.type) }
    return nil
  }
}
