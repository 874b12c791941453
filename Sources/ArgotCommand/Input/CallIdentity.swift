import Differential

/// Which call something in a report is about: the members that the JSON of all commands has for it.
struct CallIdentity: Encodable {
  let function: String
  let format: String
  let keywords: [String]?
  let limitedAPI: String?
  /// `file:line` of each place in the sources.
  let places: [String]

  init(_ given: GivenCalls.Call) {
    let call = given.call.call
    function = call.function.rawValue
    format = String(decoding: call.format, as: UTF8.self)
    keywords = call.keywords?.map { String(decoding: $0, as: UTF8.self) }
    limitedAPI = given.call.limitedAPI.map { "\($0)" }
    places = given.places
  }
}

/// What was found of a call, with the members of the call itself.
struct FoundOfCall<Found: Encodable>: Encodable {
  let call: CallIdentity
  let found: Found

  func encode(to encoder: any Encoder) throws {
    try call.encode(to: encoder)
    try found.encode(to: encoder)
  }
}
