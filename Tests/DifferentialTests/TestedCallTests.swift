import FormatSema
import FormatUnits
import FoundationEssentials
import Testing

@testable import Differential

@Suite("Calls that are tested")
struct TestedCallTests {
  /// Written down by hand: what the harness makes of each unit's C arguments.
  private static let parseKinds: [String: [String]] = [
    "r": ["b", "B", "h", "H", "i", "I", "l", "k", "L", "K", "n", "f", "d", "D", "c", "C", "p"]
      + ["s", "z", "y", "S", "Y", "U", "O", "u", "Z"],
    "rr": ["s#", "z#", "y#", "u#", "Z#"],
    "v": ["s*", "z*", "y*", "w*"],
    "-r": ["O!", "O&"],
    "-e": ["es", "et"],
    "-Er": ["es#", "et#"],
  ]
  private static let buildKinds: [String: [String]] = [
    "i": ["b", "B", "h", "i", "c", "C", "p"], "u": ["H", "I"], "l": ["l"], "k": ["k"], "L": ["L"], "K": ["K"],
    "n": ["n"], "d": ["f", "d"], "D": ["D"], "s": ["s", "z", "U", "y"], "sn": ["s#", "z#", "U#", "y#"],
    "w": ["u"], "wn": ["u#"], "O": ["O", "S"], "N": ["N"], "-O": ["O&", "S&", "N&"],
  ]

  private func kinds(_ unit: FormatUnit, _ choices: [Int: ArgumentChoice] = [:]) throws -> String {
    let function: APIFunction = unit.language == .parse ? .parseTuple : .buildValue
    let call = try TestedCall(function: function, format: Array(unit.spelling.utf8), choices: choices)
    return call.arguments.map(\.kind.rawValue).joined()
  }

  @Test("the kinds of all units")
  func kinds() throws {
    for (table, units) in [(Self.parseKinds, FormatUnit.parseUnits), (Self.buildKinds, FormatUnit.buildUnits)] {
      for unit in units {
        let expected = table.first { $0.value.contains(unit.spelling) }?.key
        #expect(try kinds(unit) == expected, "\(unit.spelling)")
      }
      #expect(table.values.joined().count == units.count)
    }
    for unit in ["es#", "et#"] {
      #expect(try kinds(#require(FormatUnit.parse(unit)), [1: .callersMemory]) == "-Wr")
    }
  }

  @Test("what is passed fits the format, by the rules for any other call")
  func fit() throws {
    for call in StandardFormats.all() where call.exists(in: .newestSupported) {
      let target = CompileTarget(headers: .newestSupported, limitedAPI: nil, isSizeClean: true)
      do throws(CallRejection) {
        _ = try call.description.analyzed(for: target)
      } catch {
        switch error {
        // What only some versions take, and what the compiler leaves for another reason than its arguments.
        case .call(.duplicateKeyword): continue
        case .syntax(let errors) where errors.allSatisfy({ $0.severity == .warning }): continue
        default:
          Issue.record("\(call.function.rawValue) \(String(decoding: call.format, as: UTF8.self)): \(error.message)")
        }
      }
    }
  }

  @Test("expressions of the usual arguments and of chosen ones")
  func expressions() throws {
    let parse = try TestedCall(
      function: .parseTuple, format: Array("O!O!O!O&esiet#".utf8),
      choices: [2: .type(.bool), 8: .null, 11: .literal(Array("a\"?".utf8)), 12: .callersMemory])
    #expect(
      parse.arguments.map(\.expression) == [
        "environment->type", "(void *)s[1].memory", "&PyBool_Type", "(void *)s[3].memory", "&PyList_Type",
        "(void *)s[5].memory", "environment->converter", "(void *)s[7].memory", "NULL", "(void *)s[9].memory",
        "(void *)s[10].memory", "\"a\\\"\\077\"", "(void *)s[12].memory", "(void *)s[13].memory",
      ])
    let build = try TestedCall(
      function: .buildValue, format: Array("iDNO&s#s".utf8), choices: [5: .literal([0xFF, 0x30])])
    #expect(
      build.arguments.map(\.expression) == [
        "v[0].i", "v[1].p", "v[2].O", "environment->maker", "v[4].O", "\"\\3770\"", "(Py_ssize_t)2", "v[7].s",
      ])
    #expect(build.arguments[5].description.literal == [0xFF, 0x30])
  }

  @Test("nodes spell the format, and give the call again")
  func nodes() throws {
    var generator = FormatGenerator(seed: 4)
    for call in StandardFormats.all() + (0..<2000).map({ _ in generator.next() }) {
      #expect(call.nodes.flatMap(\.spelling) == call.format)
      #expect(try TestedCall(function: call.function, nodes: call.nodes, keywords: call.keywords) == call)
    }
  }

  @Test(
    "what is not tested, and why",
    arguments: [
      (APIFunction.parseTuple, "i)", "aborts"), (.parseTuple, "(i", "aborts"), (.parseTuple, "iq", "malformed"),
      (.parseTuple, String(repeating: "(", count: 30) + "i" + String(repeating: ")", count: 30), "aborts"),
      (.parseTuple, "(s*s*s*s*s*s*s*s*s*)", "undefined"), (.parse, "", "malformed"), (.parse, "ii", "malformed"),
      (.parseTuple, "i, i", "malformed"), (.buildValue, "(i", "malformed"), (.buildValue, "{i}", "malformed"),
      (.parseTuple, String(repeating: "i", count: 65), "too many arguments"),
    ])
  func obstacles(function: APIFunction, format: String, name: String) {
    #expect(obstacle(function, format) == name)
  }

  @Test("keyword lists that do not fit, and choices")
  func misfits() {
    let keywords = APIFunction.parseTupleAndKeywords
    #expect(obstacle(keywords, "i") == "keywords")
    #expect(obstacle(keywords, "i", names: []) == "keywords")
    #expect(obstacle(keywords, "ii", names: [[0x61], []]) == "keywords")
    #expect(obstacle(keywords, "i$i", names: [[], []]) == "keywords")
    #expect(obstacle(keywords, "i", names: [[0xFF]]) == "name not UTF-8")
    #expect(obstacle(keywords, "ii", names: [[0x61], [0x61]]) == nil)
    #expect(obstacle(.parseTuple, "i", names: [[0x61]]) == "keywords of another function")
    #expect(obstacle(.buildValue, "i", names: []) == "keywords of another function")
    #expect(obstacle(.parseTuple, "i", choices: [0: .null]) == "unfit choice")
    #expect(obstacle(.parseTuple, "i", choices: [1: .null]) == "unfit choice")
    #expect(obstacle(.parseTuple, "s", choices: [0: .literal([])]) == "unfit choice")
    #expect(obstacle(.parseTuple, "es", choices: [1: .callersMemory]) == "unfit choice")
    #expect(obstacle(.buildValue, "O", choices: [0: .type(.int)]) == "unfit choice")
  }

  private func obstacle(
    _ function: APIFunction, _ format: String, names: [[UInt8]]? = nil, choices: [Int: ArgumentChoice] = [:]
  ) -> String? {
    do throws(TestedCall.Obstacle) {
      _ = try TestedCall(function: function, format: Array(format.utf8), keywords: names, choices: choices)
      return nil
    } catch {
      #expect(!error.message.isEmpty)
      return error.name
    }
  }

  @Test("versions and limited API")
  func versions() throws {
    func call(_ format: String, _ function: APIFunction = .parseTuple) throws -> TestedCall {
      try TestedCall(function: function, format: Array(format.utf8))
    }
    #expect(try call("i(u)").exists(in: PythonVersion(3, 11)))
    #expect(try !call("i(u)").exists(in: PythonVersion(3, 12)))
    #expect(try !call("[p]", .buildValue).exists(in: PythonVersion(3, 13)))
    #expect(try call("[p]", .buildValue).exists(in: PythonVersion(3, 14)))
    #expect(try call("is#O&").canBeWritten(forLimitedAPI: PythonVersion(3, 9)))
    #expect(try !call("i(s*)").canBeWritten(forLimitedAPI: PythonVersion(3, 10)))
    #expect(try call("i(s*)").canBeWritten(forLimitedAPI: PythonVersion(3, 11)))
    #expect(try !call("D", .buildValue).canBeWritten(forLimitedAPI: PythonVersion(3, 15)))
  }

  @Test("the record of a call, as the harness reads it")
  func record() throws {
    func json(_ call: TestedCall) throws -> String {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode([call.record(id: 5)]), as: UTF8.self)
    }
    let parse = try TestedCall(
      function: .parseTupleAndKeywords, format: Array("i|$(et#O&):é".utf8), keywords: [[], [0xC3, 0xA9]],
      choices: [2: .callersMemory])
    #expect(
      try json(parse) == #"""
        [{"api":"PyArg_ParseTupleAndKeywords","arguments":["(void *)s[0].memory","\"utf-8\"","(void *)s[2].memory",\#
        "(void *)s[3].memory","environment->converter","(void *)s[5].memory"],"format":"i|$(et#O&):é","id":5,\#
        "kinds":"r-Wr-r","literals":[],"minimum":1,"names":["","é"],"positional":1,\#
        "tree":[["u","i"],["(",[["u","et#own"],["u","O&"]]]]}]
        """#)
    let build = try TestedCall(
      function: .buildValue, format: Array("{s: [p,D]}".utf8), choices: [0: .literal([0x6B])])
    #expect(
      try json(build) == #"""
        [{"api":"Py_BuildValue","arguments":["\"k\"","v[1].i","v[2].p"],"format":"{s: [p,D]}","id":5,"kinds":"siD",\#
        "literals":[[0,"\"k\""]],"minimum":1,"names":null,"positional":1,"tree":[["{",[["u","s"],["[",[["u","p"],["u","D"]]]]]]}]
        """#)
  }
}
