/// The functions of the text language fall into two families with different conversions.
public enum TextFamily: String, Hashable, Sendable, CaseIterable {
  /// `PyUnicode_FromFormat`, `PyErr_Format` and all others that make a str.
  case unicode
  /// `PyBytes_FromFormat`, `PyBytes_FromFormatV`.
  case bytes
}

/// One conversion of the text language, without its flags, width and precision, as an entry in `Grammar/text.units`
/// describes it.
public struct FormatConversion: Sendable {
  /// What may stand between `%` and the length.
  public enum Option: String, Hashable, Sendable, CaseIterable {
    /// `-`
    case left
    /// `0`
    case zero
    /// `#`
    case alternate
    case width
    case precision
  }

  /// Length and letter as they are written behind `%`: `d`, `ld`, `zu`.
  public let spelling: String
  /// The families that have it.
  public let families: Set<TextFamily>
  /// The C arguments it reads, in order; those of a `*` come before them.
  public let arguments: [CArgument]
  /// The text it makes.
  public let result: String
  /// The options that change the result in the unicode family, in the versions that have the option.
  public let uses: Set<Option>
  /// The same in the bytes family.
  public let bytesUses: Set<Option>
  /// The options that are an error in the unicode family, from 3.12 on.
  public let refuses: Set<Option>
  /// The range rule, empty where there is none.
  public let range: String
  public let ownership: FormatUnit.Ownership
  /// Ownership in a sentence.
  public let ownershipNote: String
  /// Error templates, in the order in which they can occur.
  public let errors: [String]
  public let since: PythonVersion
  /// First version without the conversion.
  public let removed: PythonVersion?
  public let notes: String

  /// Whether CPython `version` has the conversion.
  public func exists(in version: PythonVersion) -> Bool {
    since <= version && removed.map { version < $0 } ?? true
  }

  /// The options that change the result.
  public func uses(in family: TextFamily) -> Set<Option> { family == .unicode ? uses : bytesUses }
}
