import FormatUnits

/// What a translation unit is compiled against.
public struct CompileTarget: Hashable, Sendable {
  /// Minor version of the Python headers.
  public let headers: PythonVersion
  /// The limited API that is asked for, nil where the full API is used.
  public let limitedAPI: PythonVersion?
  /// Whether `PY_SSIZE_T_CLEAN` was defined before `Python.h`.
  public let isSizeClean: Bool
  /// Whether the generated text must serve every supported Python, not just the one of the headers.
  public let isPortable: Bool

  public init(headers: PythonVersion, limitedAPI: PythonVersion?, isSizeClean: Bool, isPortable: Bool = false) {
    self.headers = headers
    self.limitedAPI = limitedAPI
    self.isSizeClean = isSizeClean
    self.isPortable = isPortable
  }

  /// The versions on which the compiled code can run.
  public var versions: ClosedRange<PythonVersion> {
    // One limited-API binary runs on every version from the requested one on.
    if let limitedAPI { return min(limitedAPI, .newestSupported)...(.newestSupported) }
    return isPortable ? .oldestSupported...(.newestSupported) : headers...headers
  }
}

/// One call of an API function, reduced to what compiling it needs.
public struct CallDescription: Hashable, Sendable {
  /// One variadic argument.
  public struct Argument: Hashable, Sendable {
    public let type: CType
    /// The type before the casts that stand at the call.
    public let uncast: CType
    /// The bytes of a string literal argument (without the final NUL), nil for anything else.
    public let literal: [UInt8]?

    public init(type: CType, uncast: CType? = nil, literal: [UInt8]? = nil) {
      self.type = type
      self.uncast = uncast ?? type
      self.literal = literal
    }
  }

  public let function: APIFunction
  /// The bytes of the format up to its first NUL.
  public let format: [UInt8]
  /// The names of the keyword list, without its NULL; nil for functions without one.
  public let keywords: [[UInt8]]?
  /// The variadic arguments; nil where nothing is known of them (a format on its own).
  public let arguments: [Argument]?

  public init(function: APIFunction, format: [UInt8], keywords: [[UInt8]]? = nil, arguments: [Argument]? = nil) {
    self.function = function
    self.format = format
    self.keywords = keywords
    self.arguments = arguments
  }
}
