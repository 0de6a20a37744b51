/// Runs worlds one after the other; what they can share is made once.
package final class Simulator {
    private let templates = Templates()

    package init() {}

    /// Lives through one world, from its founding to the judgement.
    package func run(_ settings: Settings) -> Outcome {
        World.run(settings, templates)
    }
}
