/// `bytes` as printable ASCII: other bytes are written as in a C string, `\t`, `\n` or `\x80`.
func escaped(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map(escaped).joined()
}

/// One byte as `escaped(_:)` writes it.
func escaped(_ byte: UInt8) -> String {
  switch byte {
  case 0x09: return "\\t"
  case 0x0A: return "\\n"
  case 0x0D: return "\\r"
  case 0x5C: return "\\\\"
  case 0x20..<0x7F: return String(UnicodeScalar(byte))
  default:
    let digits = String(byte, radix: 16, uppercase: true)
    return "\\x" + (digits.count < 2 ? "0" + digits : digits)
  }
}
