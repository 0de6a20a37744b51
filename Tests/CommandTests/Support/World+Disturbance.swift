import Foundation

extension World {
    /// Starts a command at a point, and kills it or the hub at some moment, or leaves it;
    /// `inBetween` is looked at while the hub is dead.
    func disturb(
        _ point: String, _ words: [String], using random: inout SeededGenerator,
        inBetween look: () throws -> Void = {}
    ) throws {
        let child = try start(point, words)
        let moment = Date.now.addingTimeInterval(Double.random(in: 0...0.6, using: &random))
        try Programs.wait(for: "the moment") { Date.now >= moment || !child.isRunning }
        switch Int.random(in: 0..<3, using: &random) {
        case 0: try child.killAtOnce()
        case 1:
            try killHub()
            try look()
            try startHub()
            _ = try child.finish()
        default: _ = try child.finish()
        }
    }
}
