internal import CCurl

/// What curl's callbacks fill in during one request, and the bytes of all requests.
///
/// The client holds it strongly; curl borrows it unretained and calls only inside `perform`.
final class Transfer {
    private(set) var body: [UInt8] = []
    private(set) var isTooLarge = false
    /// Whether the empty line has come that ends a header. curl takes a header that breaks off
    /// for a complete one.
    private(set) var isHeaderComplete = false
    private(set) var bytesSent: UInt64 = 0
    private(set) var bytesReceived: UInt64 = 0
    private let limitBytes: Int
    private var request: [UInt8] = []
    /// How much of the request curl has taken.
    private var taken = 0
    private var isWritten = false
    private var isWrittenTold = false

    init(limitBytes: Int) {
        self.limitBytes = limitBytes
    }

    func begin(sending request: [UInt8]) {
        self.request = request
        taken = 0
        isWritten = false
        isWrittenTold = false
        body = []
        isTooLarge = false
        isHeaderComplete = false
    }

    /// Whether nobody was told yet that the last byte of the request is out.
    var isWriting: Bool { !isWrittenTold }

    /// Whether the last byte of the request has gone out since this was asked last.
    func takeWritten() -> Bool {
        guard isWritten, !isWrittenTold else { return false }
        isWrittenTold = true
        return true
    }

    /// Whether an answer came before anybody was told that the request was out.
    func takeUntold() -> Bool {
        isWritten = true
        return takeWritten()
    }

    /// curl's progress function; zero lets the transfer go on.
    static func note(sent: Int, context: UnsafeMutableRawPointer?) -> Int32 {
        guard let context = unsafe context else { return 0 }
        let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        if sent >= transfer.request.count && transfer.bytesSent > 0 { transfer.isWritten = true }
        return 0
    }

    /// curl's read function. It cannot go back: a request that has begun and is cut is lost, and
    /// who sent it decides what is sent again.
    static func read(
        bytes: UnsafeMutablePointer<CChar>?, size: Int, count: Int,
        context: UnsafeMutableRawPointer?
    ) -> Int {
        guard let context = unsafe context, let bytes = unsafe bytes else { return 0 }
        let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        let piece = transfer.request[transfer.taken...].prefix(size * count)
        unsafe UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
            .copyBytes(from: piece)
        transfer.taken += piece.count
        return piece.count
    }

    /// curl's write function: a count other than the given one ends the transfer.
    static func write(
        bytes: UnsafeMutablePointer<CChar>?, size: Int, count: Int,
        context: UnsafeMutableRawPointer?
    ) -> Int {
        guard let context = unsafe context else { return 0 }
        let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        let piece = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
        guard transfer.body.count + piece.count <= transfer.limitBytes else {
            transfer.isTooLarge = true
            return 0
        }
        unsafe transfer.body.append(contentsOf: piece)
        return piece.count
    }

    /// curl's trace function, used to count: unlike the totals of a finished transfer it also
    /// sees what went over a connection that broke.
    static func trace(
        kind: curl_infotype, bytes: UnsafeMutablePointer<CChar>?, size: Int,
        context: UnsafeMutableRawPointer?
    ) -> Int32 {
        guard let context = unsafe context else { return 0 }
        let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        if kind == CURLINFO_HEADER_IN {
            unsafe transfer.noteHeader(UnsafeRawBufferPointer(start: bytes, count: size))
        }
        switch kind {
        case CURLINFO_HEADER_OUT, CURLINFO_DATA_OUT, CURLINFO_SSL_DATA_OUT:
            transfer.bytesSent += UInt64(size)
        case CURLINFO_HEADER_IN, CURLINFO_DATA_IN, CURLINFO_SSL_DATA_IN:
            transfer.bytesReceived += UInt64(size)
        default: break
        }
        return 0
    }

    /// A status line starts a header (there may be several: `100 Continue`), an empty line ends it.
    private func noteHeader(_ line: UnsafeRawBufferPointer) {
        if unsafe line.starts(with: "HTTP/".utf8) { isHeaderComplete = false }
        let isEmpty = unsafe line.elementsEqual("\r\n".utf8) || line.elementsEqual("\n".utf8)
        if isEmpty { isHeaderComplete = true }
    }
}
