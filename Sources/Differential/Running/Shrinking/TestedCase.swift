/// The values of one call, as expressions of Python; the member `case` of a difference, and a case for `--cases`.
struct TestedCase: Hashable, Sendable, Codable {
  /// The argument tuple of a parsing call, or the object of `PyArg_Parse`.
  var args: String?
  /// The keyword arguments of a parsing call.
  var kwargs: String?
  /// How the two are put together.
  var parts: Parts?

  /// What a calling function calls, or whose method.
  var target: String?
  /// The name of the method.
  var name: String?
  /// A value for each C argument of a building call.
  var values: [String]?
  /// The exception that is set before a building call.
  var pending: String?

  struct Parts: Hashable, Sendable, Codable {
    var args: Expression
    var kwargs: Expression?

    private enum CodingKeys: CodingKey {
      case args, kwargs
    }

    /// The worker wants both members, also where one is null.
    func encode(to encoder: any Encoder) throws {
      var members = encoder.container(keyedBy: CodingKeys.self)
      try members.encode(args, forKey: .args)
      try members.encode(kwargs, forKey: .kwargs)
    }
  }

  /// The case of a parsing call with these parts.
  init(_ parts: Parts) {
    args = parts.args.text
    kwargs = parts.kwargs?.text
    self.parts = parts
  }

  private enum CodingKeys: CodingKey {
    case args, kwargs, parts, target, name, values, pending
  }

  /// The worker wants all members of its kind of case, also those that are null.
  func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    if let values {
      try members.encode(target, forKey: .target)
      try members.encode(name, forKey: .name)
      try members.encode(values, forKey: .values)
      try members.encode(pending, forKey: .pending)
    } else {
      try members.encode(args, forKey: .args)
      try members.encode(kwargs, forKey: .kwargs)
      try members.encode(parts, forKey: .parts)
    }
  }

  /// How much there is to read.
  var size: Int {
    [args, kwargs, target, name, pending].reduce(0) { $0 + ($1?.utf8.count ?? 0) }
      + (values ?? []).reduce(0) { $0 + $1.utf8.count }
  }
}

/// An expression of Python that is put together of others: an object, or a container with its items between two texts.
indirect enum Expression: Hashable, Sendable, Codable {
  case text(String)
  case container(before: String, items: [Expression], after: String)

  init(from decoder: any Decoder) throws {
    if let text = try? decoder.singleValueContainer().decode(String.self) {
      self = .text(text)
      return
    }
    var list = try decoder.unkeyedContainer()
    self = .container(
      before: try list.decode(String.self), items: try list.decode([Expression].self),
      after: try list.decode(String.self))
  }

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .text(let text):
      var single = encoder.singleValueContainer()
      try single.encode(text)
    case .container(let before, let items, let after):
      var list = encoder.unkeyedContainer()
      try list.encode(before)
      try list.encode(items)
      try list.encode(after)
    }
  }

  /// The expression as Python reads it.
  var text: String {
    switch self {
    case .text(let text): text
    // A comma behind the last item, too, makes a tuple of a single one.
    case .container(let before, let items, let after): before + items.map { $0.text + ", " }.joined() + after
    }
  }

  /// The items of a container.
  var items: [Expression]? {
    if case .container(_, let items, _) = self { items } else { nil }
  }

  /// The same container with other items.
  func with(_ items: [Expression]) -> Expression {
    guard case .container(let before, _, let after) = self else { return self }
    return .container(before: before, items: items, after: after)
  }
}
