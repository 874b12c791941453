import ArgumentParser
import CodeEmission

/// A fault that tests plant in `argot.h`, to see that it is noticed.
struct PlantedFault: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("A text in argot.h and what to put in its place.", visibility: .hidden))
  var plant: [String] = []

  func validate() throws {
    if !plant.isEmpty, plant.count != 2 { throw ValidationError("--plant takes two texts.") }
  }

  /// The text of `argot.h` with the fault; the usual one if there is none.
  func header() throws -> String {
    guard !plant.isEmpty else { return ArgotHeader.text }
    let parts = ArgotHeader.text.split(separator: plant[0], omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw Failure.Message("argot.h does not hold this once: \(plant[0])") }
    return parts.joined(separator: plant[1])
  }
}
