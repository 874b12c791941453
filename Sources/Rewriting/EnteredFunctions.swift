import CallingConvention
import ClangFrontend
import CodeEmission
import FormatSema

/// The functions of a translation unit that METH_FASTCALL enters, and the edits that make it so.
struct EnteredFunctions {
  /// The changes of each file, by its key in the include graph.
  private(set) var edits: [String: [SourceEdit]] = [:]
  /// What stands behind `argot.h`, in front of the tables of methods.
  let declarations: String
  /// What stands behind the main file's last line.
  let definitions: String

  init(_ functions: [ConvertedFunction], _ graph: IncludeGraph) {
    var emitter = EntryEmitter()
    // Without functions no name is needed, and no file read.
    var names = FreshNames(functions.isEmpty ? [] : graph.projectFiles.map(\.bytes))
    for function in functions {
      let entry = emitter.enter(
        EntryEmitter.Function(
          name: function.qualifiedName, parameterCount: function.parameterCount, takesKeywords: function.hasKeywords))
      var changes: [(SourceToken, String)] = function.tupleReads.map { ($0, EntryEmitter.tupleReads[$0.text]!) }
      changes += function.entries.flatMap { [($0.function, entry), ($0.flag, EntryEmitter.flag)] }
      for parameter in function.parameters {
        let name = names.name(for: parameter.name)
        changes += parameter.tokens.map { ($0, name) }
      }
      for (token, text) in changes {
        let edit = SourceEdit(at: token.offset, replacing: token.text, by: text)
        edits[graph.key(token.file), default: []].append(edit)
      }
    }
    declarations = emitter.declarations
    definitions = emitter.definitions
  }
}
