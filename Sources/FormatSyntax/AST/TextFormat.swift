import FormatDiagnostics
import FormatUnits

/// The tree of one format string of the text language.
///
///     "got %-5ld of %s"
///      ────           literal text
///          ─────      conversion ld, flag -, width 5
///               ────  literal text
///                   ──conversion s
///
/// Every byte of the format lies in exactly one node.
public struct TextFormat: Hashable, Sendable {
  public let family: TextFamily
  public let bytes: [UInt8]
  public let nodes: [TextNode]

  public init(family: TextFamily, bytes: [UInt8], nodes: [TextNode]) {
    self.family = family
    self.bytes = bytes
    self.nodes = nodes
  }
}

/// A node of a text format: what it is, and the bytes it covers.
public struct TextNode: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Bytes that are copied; without a `%`.
    case literal
    case conversion(TextConversion)
    /// Bytes that no version formats; a finding says what it does instead.
    case invalid
  }

  public let kind: Kind
  public let range: ByteRange

  public init(_ kind: Kind, _ range: ByteRange) {
    self.kind = kind
    self.range = range
  }
}

/// The parts of one conversion, in the order in which they stand behind the `%`.
public struct TextConversion: Hashable, Sendable {
  /// One of `- 0 #`, in unicode only: in bytes `0` is a digit and the others are skipped.
  public struct Flag: Hashable, Sendable {
    public let byte: UInt8
    public let range: ByteRange

    public init(_ byte: UInt8, _ range: ByteRange) {
      self.byte = byte
      self.range = range
    }
  }

  /// A width or a precision.
  public struct Count: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      /// Decimal digits.
      case digits
      /// `*`: an `int` argument in front of the conversion's own.
      case argument
      /// A `.` with nothing behind it.
      case missing
    }

    public let kind: Kind
    /// The digits or the `*`; of a precision, with the `.` in front.
    public let range: ByteRange

    public init(_ kind: Kind, _ range: ByteRange) {
      self.kind = kind
      self.range = range
    }
  }

  public var flags: [Flag] = []
  public var width: Count?
  public var precision: Count?
  /// In bytes, what is skipped in front of the length.
  public var skipped: ByteRange?
  /// Length and letter, or another `%`.
  public var specifier: ByteRange
  /// What stands there: a key of `FormatConversion.find(_:family:)`.
  public var spelling: String

  public init(specifier: ByteRange, spelling: String) {
    self.specifier = specifier
    self.spelling = spelling
  }
}
