/// The act that publishes a catalogue: by which decision, in force since when.
package struct Publication: Equatable, Sendable {
    package var decision: String?
    package var effective: CivilDate?

    /// Names a decision and a day, as far as they are given.
    package init(decision: String? = nil, effective: CivilDate? = nil) {
        self.decision = decision
        self.effective = effective
    }

    /// Reads `decision` and `effective` of a file.
    init(reading reader: inout EntryReader) {
        self.init(decision: reader.text("decision"), effective: reader.day("effective"))
    }

    /// This one, and where it says nothing, the other.
    package func or(_ other: Publication) -> Publication {
        Publication(
            decision: decision ?? other.decision, effective: effective ?? other.effective)
    }
}
