internal import CMicroHTTPD

/// A connection of libmicrohttpd; only its address is looked at without the board's lock.
///
/// `@unchecked Sendable`: a suspended connection lives until it is resumed, and it is suspended,
/// resumed and forgotten only under the board's lock.
@safe struct Connection: @unchecked Sendable, Hashable {
    let handle: OpaquePointer

    init(_ handle: OpaquePointer) {
        unsafe self.handle = handle
    }

    static func == (left: Connection, right: Connection) -> Bool {
        unsafe left.handle == right.handle
    }

    func hash(into hasher: inout Hasher) {
        unsafe hasher.combine(handle)
    }

    /// Lets the library go on with the connection: it asks for the answer next.
    func resume() {
        unsafe MHD_resume_connection(handle)
    }

    /// Takes the connection out of the library's loop; allowed only inside the access handler.
    func suspend() {
        unsafe MHD_suspend_connection(handle)
    }
}

/// What the library's thread and the owner's thread share; every access is under one lock.
struct ServerBoard: Sendable {
    /// How far the server is on its way to the end.
    enum Phase {
        case serving
        /// Somebody asked for the end; the owner's next turn carries it out.
        case stopWanted
        case stopping
    }

    /// A request whose connection waits for the answer, or has died.
    struct Suspended {
        let connection: Connection?
        let bodyBytes: Int
    }

    /// An open connection and when it is cut (monotonic milliseconds).
    struct Watched {
        let socket: Int32
        var deadline: Int64
    }

    var phase = Phase.serving
    var lastID: UInt64 = 0
    var ready: [HTTPRequest] = []
    var suspended: [UInt64: Suspended] = [:]
    var answers: [UInt64: HTTPResponse] = [:]
    /// What was prepared for requests that the owner has answered.
    var spent: [any Sendable] = []
    var connections: [Connection: Watched] = [:]
    var connectionsAccepted: UInt64 = 0
    /// Bytes of bodies that have arrived and whose requests are not answered yet.
    var bodyBytes = 0
    /// Requests that were suspended and whose answer has not left completely.
    var unfinished = 0
    var ownerWaits = false
    var ownerCalled = false

    /// Takes up to `maximum` requests, oldest first, and no more once their bodies have so many
    /// bytes.
    mutating func takeReady(maximum: Int, bytes: Int) -> [HTTPRequest] {
        var count = 0
        var taken = 0
        while count < min(maximum, ready.count), taken < bytes {
            taken += ready[count].body.count
            count += 1
        }
        let batch = Array(ready.prefix(count))
        ready.removeFirst(count)
        return batch
    }

    /// Gives what is spent to whoever frees it, outside the lock.
    mutating func takeSpent() -> [any Sendable] {
        defer { spent = [] }
        return spent
    }

    /// Lays down the answer and lets its connection go on; an unknown request is ignored.
    mutating func answer(_ id: UInt64, _ response: HTTPResponse) {
        guard let request = suspended.removeValue(forKey: id) else { return }
        bodyBytes -= request.bodyBytes
        guard let connection = request.connection else { return }
        answers[id] = response
        connection.resume()
    }

    /// Answers everything that waits; from now on nothing is suspended any more.
    mutating func stop(answering response: HTTPResponse) {
        phase = .stopping
        ready.removeAll()
        for id in suspended.keys.sorted() { answer(id, response) }
    }
}
