extension Int {
  /// With a comma between thousands.
  var grouped: String {
    var digits = Array("\(magnitude)")
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return (self < 0 ? "-" : "") + String(digits)
  }
}

extension String {
  func leftPadded(to width: Int, with filler: Character = " ") -> String {
    String(repeating: filler, count: Swift.max(0, width - count)) + self
  }

  func rightPadded(to width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }
}

extension Double {
  /// With so many digits behind the point, at most four.
  func fixed(_ digits: Int) -> String {
    let unit = [1, 10, 100, 1000, 10000][digits]
    let scaled = Int((magnitude * Double(unit)).rounded())
    let part = digits == 0 ? "" : "." + "\(scaled % unit)".leftPadded(to: digits, with: "0")
    return (self < 0 && scaled > 0 ? "-" : "") + "\(scaled / unit)" + part
  }
}
