import CentralStore
package import DocumentStore
import SyncProtocol

/// The documents' contents at the centre: what is complete, and apart from it what is on its way
/// from each site.
///
/// Each site has a place of its own for what it sends, so that none can spoil or finish what
/// another sends: a document counts as a site's when that site has sent, or proved, the whole.
package struct Documents {
    /// What became of chunks.
    enum Outcome: Equatable {
        case incomplete
        case complete
        case thrownAway(DocumentRefusal)
        /// The disk, most likely; what has come stays.
        case failed
    }

    private let store: DocumentStore

    package init(_ store: DocumentStore) {
        self.store = store
    }

    func has(_ name: DocumentName) -> Bool {
        // A store that cannot be read now has it for nobody; the next request asks again.
        (try? store.has(name)) ?? false
    }

    func read(_ document: DocumentReference, _ range: Range<Int>) -> [UInt8]? {
        // As above.
        try? store.read(document.name, range)
    }

    func proof(of name: DocumentName, nonce: [UInt8]) -> [UInt8]? {
        // As above: without an expected proof none is right, and none is wrong.
        try? store.proof(of: name, nonce: nonce)
    }

    func write(_ chunk: DocumentChunk, from site: SiteNumber) -> Outcome {
        let incoming = incoming(from: site)
        let document = chunk.document
        return outcome(of: document.name) { () throws(DocumentStoreError) in
            let progress = try incoming.write(
                chunk.bytes, at: chunk.offset, of: document.name,
                lengthBytes: document.lengthBytes)
            switch progress {
            case .incomplete: return .incomplete
            case .complete:
                try store.adopt(document.name, from: incoming)
                return .complete
            }
        }
    }

    /// The first bytes that have not come from a site; without any, what becomes of the whole.
    func missing(
        _ document: DocumentReference, from site: SiteNumber
    ) -> (ranges: ByteRanges?, outcome: Outcome) {
        let incoming = incoming(from: site)
        var ranges = ByteRanges()
        let outcome = outcome(of: document.name) { () throws(DocumentStoreError) in
            let gaps = try incoming.missing(document.name, lengthBytes: document.lengthBytes)
            guard gaps.isEmpty else {
                for gap in gaps.prefix(Limits.rangesPerReport) {
                    // So few ranges always have room.
                    try? ranges.insert(gap)
                }
                return .incomplete
            }
            try store.adopt(document.name, from: incoming)
            return .complete
        }
        return (ranges.ranges.isEmpty ? nil : ranges, outcome)
    }

    private func outcome(
        of name: DocumentName, _ body: () throws(DocumentStoreError) -> Outcome
    ) -> Outcome {
        do throws(DocumentStoreError) {
            return try body()
        } catch {
            switch error {
            case .mismatch: return .thrownAway(.wrongContent)
            case .refused: return .thrownAway(.kindNotTaken)
            // Pieces that no honest sender would choose are not taken, and asked for again.
            case .outOfRange, .tooScattered: return .incomplete
            case .file, .missing: return .failed
            }
        }
    }

    private func incoming(from site: SiteNumber) -> DocumentStore {
        DocumentStore(folder: "\(store.folder)/from/\(site)")
    }
}

extension Hub {
    /// Removes what no site has gone on sending since one moment, and complete documents that no
    /// event names and that came before another; both in seconds since 1970.
    package func tidyDocuments(partsBefore: Int, unnamedBefore: Int) throws(HubError) {
        let sites = try sites().map(\.number)
        documents?.tidy(
            partsBefore: partsBefore, unnamedBefore: unnamedBefore, sites: sites
        ) { name in
            // What cannot be asked now counts as named.
            (try? store.isNamed(name)) ?? true
        }
    }
}

extension Documents {
    fileprivate func tidy(
        partsBefore: Int, unnamedBefore: Int, sites: [SiteNumber],
        isNamed: (DocumentName) -> Bool
    ) {
        for store in [store] + sites.map(incoming) {
            // A folder that cannot be tidied now is tidied another time.
            _ = try? store.sweep(before: partsBefore)
        }
        // As above.
        _ = try? store.removeUnnamed(before: unnamedBefore, isNamed: isNamed)
    }
}
