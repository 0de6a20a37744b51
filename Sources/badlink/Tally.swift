import CaseModel

/// What went over the link, counted outside the programs that talk over it.
struct Tally: Equatable {
    /// The bytes of one direction.
    struct Bytes: Equatable {
        /// Taken from the sender: each has used the line.
        var accepted = 0
        /// Handed to the receiver; the rest was lost in cuts.
        var delivered = 0
    }

    var up = Bytes()
    var down = Bytes()
    var connections = 0
    /// Those who came while the line was down, or when there were too many.
    var refused = 0
    var cuts = 0
    var silences = 0

    subscript(direction: Direction) -> Bytes {
        get {
            switch direction {
            case .up: up
            case .down: down
            }
        }
        set {
            switch direction {
            case .up: up = newValue
            case .down: down = newValue
            }
        }
    }

    /// The report of a link that was up for so many microseconds.
    func json(microseconds: Int) -> JSONValue {
        let thousandths = microseconds / 1_000
        let fraction = String(thousandths % 1_000 + 1_000).dropFirst()
        let counts = [
            ("bytes_up_accepted", up.accepted), ("bytes_up_delivered", up.delivered),
            ("bytes_down_accepted", down.accepted), ("bytes_down_delivered", down.delivered),
            ("connections", connections), ("refused", refused), ("cuts", cuts),
            ("half_open", silences),
        ]
        return .object(
            counts.map { .init(name: $0.0, value: .number("\($0.1)")) } + [
                .init(name: "seconds", value: .number("\(thousandths / 1_000).\(fraction)"))
            ])
    }
}
