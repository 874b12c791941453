import FormatDiagnostics

/// The nodes of a tree drawn under the format they cover, one line for each, a group before what it contains.
///
///     s#|O!(ii)$p:f
///     ──             unit s#
///       ─            optional from here on
///        ──          unit O!
///          ────      group of 2
///           ─        unit i
///            ─       unit i
///              ─     keyword-only from here on
///               ─    unit p
///                ──  function name
public struct TreeDrawing: Sendable {
  /// One node and what the drawing says about it.
  public struct Row: Hashable, Sendable {
    public let range: ByteRange
    /// The spelling, if the node is a unit or a conversion.
    public let unit: String?
    /// What stands behind the line; change it to say more.
    public var label: String

    init(_ range: ByteRange, unit: String? = nil, _ label: String) {
      self.range = range
      self.unit = unit
      self.label = label
    }
  }

  public let format: EscapedFormat
  public var rows: [Row]

  public init(_ tree: ParseFormat) {
    format = EscapedFormat(tree.bytes)
    rows = tree.nodes.flatMap(Self.rows)
    if let trailer = tree.trailer {
      let label = trailer.kind == .functionName ? "function name" : "message"
      rows.append(Row(trailer.range, label))
      rows.sort { $0.range.start < $1.range.start }
    }
  }

  public init(_ tree: BuildFormat) {
    format = EscapedFormat(tree.bytes)
    rows = tree.nodes.flatMap(Self.rows)
  }

  public init(_ tree: TextFormat) {
    format = EscapedFormat(tree.bytes)
    rows = tree.nodes.map { Self.row($0, in: tree) }
  }

  /// The format and a line for each row, ending in a line feed; no line has trailing blanks.
  public var text: String {
    let marks = rows.map { format.underline($0.range, with: "─") }
    let width = max(format.width, marks.map(\.count).max() ?? 0)
    let lines = zip(marks, rows).map { mark, row in
      mark + String(repeating: " ", count: width - mark.count + 2) + row.label
    }
    return ([format.text] + lines).map { $0 + "\n" }.joined()
  }

  private static func rows(_ node: ParseNode) -> [Row] {
    switch node.kind {
    case .unit(let spelling): [Row(node.range, unit: spelling, "unit \(spelling)")]
    case .group(let children):
      [Row(node.range, "group of \(children.count { $0.kind != .invalid })")] + children.flatMap(rows)
    case .optionalMarker: [Row(node.range, "optional from here on")]
    case .keywordOnlyMarker: [Row(node.range, "keyword-only from here on")]
    case .invalid: [Row(node.range, "not part of the format")]
    }
  }

  private static func rows(_ node: BuildNode) -> [Row] {
    switch node.kind {
    case .unit(let spelling): return [Row(node.range, unit: spelling, "unit \(spelling)")]
    case .container(let container, let children):
      let count = children.count { $0.kind != .separator }
      return [Row(node.range, "\(container) of \(count)")] + children.flatMap(rows)
    case .separator: return [Row(node.range, "separator")]
    case .invalid: return [Row(node.range, "not part of the format")]
    }
  }

  private static func row(_ node: TextNode, in tree: TextFormat) -> Row {
    switch node.kind {
    case .literal: return Row(node.range, "text")
    case .invalid: return Row(node.range, "not formatted")
    case .conversion(let conversion):
      func text(_ range: ByteRange) -> String { EscapedFormat(Array(tree.bytes[range.start..<range.end])).text }
      func count(_ name: String, _ count: TextConversion.Count?) -> String? {
        guard let count else { return nil }
        let digits = text(count.range)
        return switch count.kind {
        case .digits: "\(name) \(digits.hasPrefix(".") ? String(digits.dropFirst()) : digits)"
        case .argument: "\(name) from an argument"
        case .missing: "no \(name) behind the point"
        }
      }
      let parts = [
        "conversion \(conversion.spelling)",
        conversion.flags.isEmpty ? nil : "flags \(conversion.flags.map { text($0.range) }.joined(separator: " "))",
        count("width", conversion.width), count("precision", conversion.precision),
        conversion.skipped.map { "'\(text($0))' passed over" },
      ]
      return Row(node.range, unit: conversion.spelling, parts.compactMap(\.self).joined(separator: ", "))
    }
  }
}

extension BuildNode.Container: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tuple: "tuple"
    case .list: "list"
    case .dict: "dict"
    }
  }
}
