/// Numbers of libclang's interface for statements; they have been the same since long before version 14.
enum StatementKind {
  static let label: Int32 = 201
  static let compound: Int32 = 202
  static let caseLabel: Int32 = 203
  static let defaultLabel: Int32 = 204
  static let ifElse: Int32 = 205
  static let switchCase: Int32 = 206
  static let whileLoop: Int32 = 207
  static let doLoop: Int32 = 208
  static let forLoop: Int32 = 209
  static let goTo: Int32 = 210
  static let continueLoop: Int32 = 212
  static let breakOut: Int32 = 213
  static let returnStatement: Int32 = 214
  static let null: Int32 = 230
  static let declarations: Int32 = 231
  /// A statement with attributes.
  static let unexposed: Int32 = 200
}
