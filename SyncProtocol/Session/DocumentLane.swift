/// The lowest lane of a kiosk's session: which documents are offered, proved and sent in pieces.
///
/// What the hub lacks is only known from its reports. A document of which a request was lost is
/// offered again before anything of it is sent, so that a cut costs what was on its way.
struct DocumentLane: Sendable {
    /// What was sent with one request.
    private struct Load: Sendable {
        let offers: [DocumentReference]
        let proofs: [DocumentReference]
        let chunks: [(document: DocumentReference, range: Range<Int>)]

        var documents: [DocumentReference] { offers + proofs + chunks.map(\.document) }
    }

    /// Fewer bytes than this are not worth a chunk, unless they are the last of a gap.
    private static let smallestChunk = 512

    /// What waits, in the order in which it goes: small papers before scans.
    private var open: [DocumentReference] = []
    /// What the hub lacks of each, as far as it has said.
    private var heard: [DocumentReference: DocumentVerdict] = [:]
    private var loads: [UInt64: Load] = [:]
    /// What makes no progress, and is left for another session.
    private var passed: Set<DocumentReference> = []
    private var proved: Set<DocumentReference> = []
    /// Bytes of chunks that may still go.
    private var budget: Int
    /// Whether the hub did not take what it was offered or sent.
    private(set) var isHeldUp = false

    init(budget: Int) {
        self.budget = budget
    }

    /// Takes what the store says to be open now.
    mutating func update(_ open: [DocumentReference]) {
        self.open = open
    }

    /// Whether there is something to send now that is not on its way.
    var hasWork: Bool { !offers.isEmpty || !tasks(room: .max).isEmpty }

    /// Whether chunks are to be sent now.
    var hasChunks: Bool { !tasks(room: .max).isEmpty }

    /// Documents of which the hub has not said anything yet.
    var offers: [DocumentReference] {
        let offered = Set(loads.values.flatMap(\.documents))
        let new = open.filter { !passed.contains($0) && heard[$0] == nil && !offered.contains($0) }
        return Array(new.prefix(Limits.offersPerRequest))
    }

    /// What the next request should bring: proofs, and chunks that fill so many bytes.
    func tasks(room: Int) -> [DocumentTask] {
        var room = min(room, budget)
        var tasks: [DocumentTask] = []
        for document in open where !passed.contains(document) {
            guard tasks.count < Limits.offersPerRequest else { break }
            switch heard[document] {
            case .prove(let nonce) where !isProving(document):
                tasks.append(.proof(document, nonce: nonce))
            case .wanted(let gaps):
                for range in free(gaps, of: document) {
                    guard tasks.count < Limits.chunksPerRequest, room > 0 else { break }
                    let count = min(range.count, room - DocumentChunk.overheadBytes)
                    guard count >= min(range.count, Self.smallestChunk) else { break }
                    tasks.append(.chunk(document, range.prefix(count)))
                    room -= count + DocumentChunk.overheadBytes
                }
            case .prove, .here, .refused, .unnamed, .later, nil: break
            }
        }
        return tasks
    }

    private func isProving(_ document: DocumentReference) -> Bool {
        loads.values.contains { $0.proofs.contains(document) }
    }

    /// The parts of what is wanted that are not on their way.
    private func free(_ gaps: ByteRanges, of document: DocumentReference) -> [Range<Int>] {
        let away = loads.values.flatMap(\.chunks).filter { $0.document == document }.map(\.range)
            .sorted { $0.lowerBound < $1.lowerBound }
        return gaps.ranges.flatMap { gap in
            var parts: [Range<Int>] = []
            var start = gap.lowerBound
            for range in away where range.overlaps(gap) {
                if range.lowerBound > start { parts.append(start..<range.lowerBound) }
                start = max(start, range.upperBound)
            }
            if start < gap.upperBound { parts.append(start..<gap.upperBound) }
            return parts
        }
    }

    /// Notes what goes with a request; what could not be read stays behind.
    mutating func depart(_ number: UInt64, _ load: DocumentLoad, unread: [DocumentTask]) {
        for task in unread { pass(task.document) }
        guard !load.isEmpty else { return }
        loads[number] = Load(
            offers: load.offers, proofs: load.proofs.map(\.document),
            chunks: load.chunks.map { (document: $0.document, range: $0.range) })
        proved.formUnion(load.proofs.map(\.document))
        budget -= load.chunks.reduce(0) { $0 + $1.bytes.count }
    }

    /// Bytes of chunks that went with a request.
    func chunkBytes(of number: UInt64) -> Int {
        loads[number]?.chunks.reduce(0) { $0 + $1.range.count } ?? 0
    }

    /// Takes what the hub says after a request.
    mutating func arrive(_ number: UInt64, _ reports: [DocumentReport]) {
        guard let load = loads.removeValue(forKey: number) else { return }
        for report in reports where load.documents.contains(report.document) {
            take(report, of: load)
        }
        let reported = Set(reports.map(\.document))
        // A hub that says nothing of a document does not take any.
        for document in load.documents where !reported.contains(document) { pass(document) }
    }

    private mutating func take(_ report: DocumentReport, of load: Load) {
        let document = report.document
        switch (heard[document], report.verdict) {
        case (.here, _), (.refused, _): return
        case (.wanted(let before), .wanted(let now)):
            // Of two on their way either may be answered first: neither brings back what the
            // other has brought.
            let both = before.intersection(now)
            heard[document] = .wanted(both.ranges.isEmpty ? now : both)
        case (nil, let verdict), (.wanted, let verdict), (.prove, let verdict),
            (.unnamed, let verdict), (.later, let verdict):
            heard[document] = verdict
        }
        switch report.verdict {
        case .wanted(let gaps):
            let sent = load.chunks.filter { $0.document == document }.map(\.range)
            // Nothing of what was sent has been taken: it would go round for ever.
            if !sent.isEmpty, sent.allSatisfy({ gaps.covers($0) }) { pass(document) }
        case .prove where proved.contains(document): pass(document)
        case .later: pass(document)
        case .unnamed: passed.insert(document)
        case .prove, .here, .refused: break
        }
    }

    private mutating func pass(_ document: DocumentReference) {
        passed.insert(document)
        isHeldUp = true
    }

    /// A request that is not answered any more: what became of it is asked before more is sent.
    mutating func lose(_ number: UInt64) {
        guard let load = loads.removeValue(forKey: number) else { return }
        for document in load.documents { heard[document] = nil }
        proved.subtract(load.proofs)
    }
}

/// What a shell reads from the documents of this point for the next request.
package enum DocumentTask: Equatable, Sendable {
    case chunk(DocumentReference, Range<Int>)
    /// The hash of the whole document, keyed with these bytes.
    case proof(DocumentReference, nonce: [UInt8])

    package var document: DocumentReference {
        switch self {
        case .chunk(let document, _), .proof(let document, _): document
        }
    }
}

extension DocumentLoad {
    /// What was read for these tasks, in their order; nil for what could not be.
    init(offers: [DocumentReference], _ tasks: [DocumentTask], _ read: [[UInt8]?]) {
        self.offers = offers
        for (task, bytes) in zip(tasks, read) {
            guard let bytes else { continue }
            switch task {
            case .chunk(let document, let range):
                chunks.append(
                    DocumentChunk(document: document, offset: range.lowerBound, bytes: bytes))
            case .proof(let document, _):
                proofs.append(DocumentProof(document: document, bytes: bytes))
            }
        }
    }
}
