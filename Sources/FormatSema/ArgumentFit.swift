import FormatUnits

extension CArgument {
  /// Whether a variadic argument can be what the unit reads or writes. A pointer's value is the same before and behind
  /// a cast, so either type will do: `(PyObject *) &list` is the address of a `PyObject *` all the same.
  public func fits(_ argument: CallDescription.Argument) -> Bool {
    if fits(argument.type) { return true }
    guard case .pointer = argument.type, case .pointer = argument.uncast else { return false }
    return fits(argument.uncast)
  }

  /// Whether a variadic argument of this C type can be what the unit reads or writes, by width and kind.
  ///
  /// Signedness is not judged, and neither is what a `void *` points to: the code that is generated writes and reads
  /// just what CPython does. The widths are those of LP64 systems; elsewhere an argument does not fit, and the call
  /// stays as it was.
  private func fits(_ argument: CType) -> Bool {
    switch role {
    case .input: type.fitsValue(argument)
    case .output, .inout:
      switch argument {
      case .pointer(.void): true
      case .pointer(let target): type.fitsTarget(target)
      default: false
      }
    }
  }
}

extension CValueType {
  private enum Shape {
    case integer(Int)
    case floating(Int)
    case pointer
    case function
    /// A structure with one of these names, or of any name where there is none.
    case record(names: [String], size: Int?)
  }

  private var shape: Shape {
    switch self {
    case .char, .unsignedChar: .integer(1)
    case .short, .unsignedShort: .integer(2)
    case .int, .unsignedInt: .integer(4)
    case .long, .unsignedLong, .longLong, .unsignedLongLong, .ssize, .size, .difference, .longest, .unsignedLongest:
      .integer(8)
    case .float: .floating(4)
    case .double: .floating(8)
    case .complex: .record(names: [], size: 16)
    case .buffer: .record(names: ["Py_buffer", "bufferinfo"], size: nil)
    case .text, .memory, .wideText, .object, .type, .complexPointer, .address: .pointer
    case .parseConverter, .buildConverter: .function
    }
  }

  /// The size in bytes of a number on LP64 systems; nil for what is none.
  public var numberSize: Int? {
    switch shape {
    case .integer(let size), .floating(let size): size
    case .pointer, .function, .record: nil
    }
  }

  /// Whether a variable of type `target` can take the value.
  fileprivate func fitsTarget(_ target: CType) -> Bool {
    switch (shape, target) {
    case (.integer(let size), .integer(let given, _)), (.floating(let size), .floating(let given)): size == given
    case (.record(let names, let size), .record(let name, let given)):
      (names.isEmpty || names.contains(name)) && (size == nil || size == given)
    case (.pointer, .pointer(let pointee)): pointeeFits(pointee)
    default: false
    }
  }

  /// Whether a promoted argument of type `argument` can be read as the value.
  fileprivate func fitsValue(_ argument: CType) -> Bool {
    switch (shape, argument) {
    // Narrow integers are promoted to int: an argument of four bytes is all that is asked for.
    case (.integer(let size), .integer(let given, _)): max(size, 4) == max(given, 4)
    case (.floating, .floating(let given)): given == 8
    case (.pointer, .pointer(let pointee)): pointeeFits(pointee)
    case (.function, .pointer(.function)): true
    default: false
    }
  }

  /// Whether a pointer to `pointee` can be this pointer.
  private func pointeeFits(_ pointee: CType) -> Bool {
    switch (self, pointee) {
    case (_, .void): true
    case (.address, _): true
    case (.text, .integer(let size, _)), (.memory, .integer(let size, _)): size == 1
    // `&array` has the address of the array's first character.
    case (.text, .other): true
    case (.wideText, .integer(let size, _)): size == 4
    case (.object, .record), (.type, .record), (.complexPointer, .record): true
    default: false
    }
  }
}
