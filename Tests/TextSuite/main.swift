// Prints what Argot claims of many formats of the text language under one version of CPython: TextSuite 3.12
//
// One line a format, fields separated by tabs; Tests/text/check.py reads them:
//
//     family      unicode or bytes
//     format      in hexadecimal
//     outcome     formats, or what TextOutcome calls it
//     stop        offset of the conversion with which formatting stops; the length if it does not
//     slots       one letter for each C argument that is read: what `Claim.letter` calls it
//     ignored     ranges without an effect, as 1-2,3-5, of a format that is formatted
//     used        ranges with an effect on any value, for the formats that are made to show it

import FormatSyntax
import FormatUnits

let words = (CommandLine.arguments.dropFirst().first ?? "").split(separator: ".").compactMap { Int($0) }
guard words.count == 2 else { fatalError("usage: TextSuite 3.NN") }
let version = PythonVersion(words[0], words[1])
var text = ""
for family in TextFamily.allCases {
  for format in Formats.short { text += Claim(format, family, version, showsUse: false).line }
  for format in Formats.options { text += Claim(format, family, version, showsUse: true).line }
}
print(text, terminator: "")
