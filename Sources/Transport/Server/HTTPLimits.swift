/// Every limit of the server: sizes, counts, times and rates.
package struct HTTPLimits: Sendable {
    /// The largest body of one request.
    package var bodyBytes = 1 << 20
    /// All bodies together that have arrived and are not answered.
    package var totalBodyBytes = 32 << 20
    package var connections = 1024
    /// How long a connection may lie silent: less than a point waits (`ClientLimits.slowSeconds`),
    /// so that what came before a silence counts when the point asks where the hub is.
    package var connectionTimeoutSeconds = 15
    /// Complete requests that wait for the owner.
    package var queuedRequests = 4096
    /// Who sends or reads more slowly than this, after the grace time, is cut.
    package var minimumBytesPerSecond = 500
    package var graceSeconds = 10
    /// The request line and all headers of one request.
    package var headerBytes = 8 << 10
    /// How long a stopping server waits for its last answers to leave.
    package var stopSeconds = 2

    package init() {}

    /// Says whether a body comes in too slowly: the average after the grace time decides.
    func isTooSlow(received: Int, afterMilliseconds elapsed: Int64) -> Bool {
        let counted = elapsed - Int64(graceSeconds) * 1000
        return counted > 0 && Int64(received) * 1000 < Int64(minimumBytesPerSecond) * counted
    }

    /// The longest time in which a reader may take an answer of that size.
    func sendingMilliseconds(bytes: Int) -> Int64 {
        Int64(graceSeconds) * 1000 + Int64(bytes) * 1000 / Int64(max(1, minimumBytesPerSecond))
    }

    /// The longest time between two requests of a connection, the next header included. Silence
    /// alone ends earlier; this catches a sender that drips its header byte by byte.
    var headerMilliseconds: Int64 {
        Int64(connectionTimeoutSeconds + graceSeconds) * 1000
    }
}
