import FormatDiagnostics
import FormatUnits

/// The functions of the parse language fall into three families that read the same string differently.
public enum ParseFamily: String, Hashable, Sendable, CaseIterable {
  /// `PyArg_ParseTuple`, `PyArg_VaParse`, `PyArg_ParseArray`: one pre-scan, then conversion.
  case positional
  /// `PyArg_ParseTupleAndKeywords` and relatives: the keyword list drives the format.
  case keyword
  /// `PyArg_Parse`: exactly one unit, applied to the object itself.
  case single
}

/// The tree of one format string of the parse language.
///
///     "s#|O!(ii)$p:f"
///      ── unit s#
///        ─ optional marker
///         ── unit O!
///           ──── group: unit i, unit i
///               ─ keyword-only marker
///                ─ unit p
///                 ── trailer: function name "f"
///
/// Every byte of the format lies in exactly one top-level node or in the trailer.
public struct ParseFormat: Hashable, Sendable {
  public let family: ParseFamily
  public let bytes: [UInt8]
  public let nodes: [ParseNode]
  public let trailer: Trailer?

  public init(family: ParseFamily, bytes: [UInt8], nodes: [ParseNode], trailer: Trailer?) {
    self.family = family
    self.bytes = bytes
    self.nodes = nodes
    self.trailer = trailer
  }
}

/// A node of a parse format: what it is, and the bytes it covers.
public struct ParseNode: Hashable, Sendable {
  public indirect enum Kind: Hashable, Sendable {
    /// A unit with its modifier; the spelling is a key of `FormatUnit.parse(_:)`.
    case unit(String)
    /// `( … )`: a nested tuple.
    case group([ParseNode])
    /// `|`: what follows is optional.
    case optionalMarker
    /// `$`: what follows is keyword-only.
    case keywordOnlyMarker
    /// Bytes that no production takes; a diagnostic says why.
    case invalid
  }

  public let kind: Kind
  public let range: ByteRange

  public init(_ kind: Kind, _ range: ByteRange) {
    self.kind = kind
    self.range = range
  }
}

/// What follows the units: the function's name for error messages, or a message that replaces them.
public struct Trailer: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// `:name`
    case functionName
    /// `;message`
    case message
  }

  public let kind: Kind
  /// Range of the text behind the `:` or `;`.
  public let text: ByteRange

  public init(_ kind: Kind, text: ByteRange) {
    self.kind = kind
    self.text = text
  }

  /// Range from the `:` or `;` to the end of the format.
  public var range: ByteRange { ByteRange(text.start - 1, text.end) }
}
