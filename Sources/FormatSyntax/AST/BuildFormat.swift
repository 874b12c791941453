import FormatDiagnostics

/// The functions of the build language count and check a format differently.
public enum BuildFamily: String, Hashable, Sendable, CaseIterable {
  /// `Py_BuildValue`, `Py_VaBuildValue`: no item gives None, one item itself, several a tuple.
  case value
  /// `PyObject_CallFunction`, `PyObject_CallMethod`: the items are a list of arguments.
  case call
}

/// The tree of one format string of the build language.
///
///     "{s:i,s:(ii)}"
///      ──────────── dict
///       ─ unit s
///        ─ separator
///         ─ unit i …
///
/// Every byte of the format lies in exactly one top-level node.
public struct BuildFormat: Hashable, Sendable {
  public let family: BuildFamily
  public let bytes: [UInt8]
  public let nodes: [BuildNode]

  public init(family: BuildFamily, bytes: [UInt8], nodes: [BuildNode]) {
    self.family = family
    self.bytes = bytes
    self.nodes = nodes
  }
}

/// A node of a build format: what it is, and the bytes it covers.
public struct BuildNode: Hashable, Sendable {
  public enum Container: Hashable, Sendable {
    /// `( … )`
    case tuple
    /// `[ … ]`
    case list
    /// `{ … }`: keys and values in turn.
    case dict
  }

  public indirect enum Kind: Hashable, Sendable {
    /// A unit with its modifier; the spelling is a key of `FormatUnit.build(_:)`.
    case unit(String)
    case container(Container, [BuildNode])
    /// Space, tab, `,` or `:`, which CPython skips.
    case separator
    /// Bytes that CPython neither counts nor reads in this place, or rejects; a diagnostic says which.
    case invalid
  }

  public let kind: Kind
  public let range: ByteRange

  public init(_ kind: Kind, _ range: ByteRange) {
    self.kind = kind
    self.range = range
  }
}
