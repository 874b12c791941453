import FormatDiagnostics

extension ParseFormatParser {
  /// `trailer = ":" , function-name | ";" , message ;`
  ///
  /// The keyword family looks for a `:` in the whole format first, so one inside a message wins over the message.
  mutating func parseTrailer() -> Trailer? {
    guard stop < end else { return nil }
    if bytes[stop] == .colon { return Trailer(.functionName, text: ByteRange(stop + 1, end)) }
    if family == .keyword, let colon = bytes[stop..<end].firstIndex(of: .colon) {
      ignore(.messageHiddenByName, ByteRange(stop, colon))
      return Trailer(.functionName, text: ByteRange(colon + 1, end))
    }
    return Trailer(.message, text: ByteRange(stop + 1, end))
  }
}
