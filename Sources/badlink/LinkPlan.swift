/// How bad the link is; times in microseconds, counted from the start of the program.
struct LinkPlan: Equatable {
    /// What a byte takes from one end to the other besides waiting for its turn.
    var delay = 0
    /// Bytes a second from the client to the server, for all connections together; `nil` is as
    /// fast as the machine.
    var upRate: Int?
    /// Bytes a second from the server to the client.
    var downRate: Int?
    /// Between two cuts of the line at the same distance.
    var cutEvery: Int?
    /// The first of these cuts.
    var firstCut: Int?
    /// The mean time between two cuts at random distances.
    var cutAround: Int?
    /// A connection is cut after so many bytes of the client have been delivered.
    var cutAfterBytes: Int?
    /// How long nobody can connect after a cut of the line.
    var downTime = 0
    /// From the end of a stall, in which nothing moves, to the next.
    var stallEvery: Int?
    var stallFor = 0
    /// The mean time between two connections that go silent and stay open.
    var silenceAround: Int?
    var seed: UInt64 = 1
}
