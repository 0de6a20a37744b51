/// One request while it comes in and while it is answered.
///
/// Only the library's thread touches it. It is created in the first call of the access handler,
/// which hands one reference to the library; the completion callback takes that reference back.
final class Exchange {
    /// What the exchange is waiting for.
    enum Phase {
        case collecting
        /// The body is read and thrown away, then the answer tells that the server is full.
        case overloaded
        /// The owner has the request of this number.
        case handedOver(UInt64)
        /// The owner's answer is on its way.
        case answered
        /// The server has answered by itself.
        case refused
    }

    var phase = Phase.collecting
    var body: [UInt8] = []
    /// Everything that came in, thrown away or not.
    var received = 0
    let method: String
    let path: String
    let startedAt: Int64

    init(method: String, path: String, startedAt: Int64) {
        self.method = method
        self.path = path
        self.startedAt = startedAt
    }

    /// Takes the body out and makes the request that the owner sees.
    func takeRequest(
        id: UInt64, isCut: Bool, prepared: (any Sendable)?
    ) -> HTTPRequest {
        let request = HTTPRequest(
            id: id, method: method, path: path, body: body, isCut: isCut, prepared: prepared)
        body = []
        return request
    }
}
