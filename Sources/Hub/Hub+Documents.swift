import CaseModel
import CaseRecords
import CentralStore
import DocumentStore
import Sealing
import SyncProtocol

/// The content of documents: what is wanted of whom, and what becomes of what comes.
extension Hub {
    /// Carries out what a request says about documents and reports on each of them.
    ///
    /// Chunks are on the disk when this returns; a commit that fails afterwards only makes the
    /// site hear less of them.
    func exchange(
        _ load: DocumentLoad, with site: SiteNumber, _ seal: HubSeal, now: Int64
    ) throws(StoreError) -> [DocumentReport] {
        guard !load.isEmpty, let documents else { return [] }
        for proof in load.proofs {
            try take(proof, from: site, documents, now: now)
        }
        var troubled: Set<DocumentReference> = []
        for chunk in load.chunks where !troubled.contains(chunk.document) {
            if try !take(chunk, from: site, documents) { troubled.insert(chunk.document) }
        }
        var reports: [DocumentReport] = []
        for document in load.documents {
            let verdict =
                troubled.contains(document)
                ? .later : try verdict(on: document, of: site, documents, seal)
            reports.append(DocumentReport(document, verdict))
        }
        return reports
    }

    /// Notes the documents that an event names. What the site may read is here for the new record
    /// as well, which is how digitised papers are used again.
    func noteDocuments(of placed: PlacedEvent, now: Int64) throws(StoreError) {
        guard !hubs.contains(placed.site) else { return }
        let documents = placed.event.documents
        guard !documents.isEmpty else { return }
        let site = try tree().root(of: placed.site)
        for document in documents {
            let rows = try store.named(document)
            var named = NamedDocument(
                document: document, record: placed.record, site: site)
            guard !rows.contains(where: { $0.record == named.record && $0.site == named.site })
            else { continue }
            guard try isReadable(rows, by: site) else {
                try store.put(named)
                continue
            }
            named.state = .here
            try store.put(named)
            try noteReuse(of: document, in: placed.record, after: rows, now: now)
        }
    }

    /// Whether the content is here and this site sent it, or may see a record that has it.
    private func isReadable(
        _ rows: [NamedDocument], by site: SiteNumber
    ) throws(StoreError) -> Bool {
        for row in rows where row.state == .here {
            if row.site == site { return true }
            if try store.isInterested(site, in: row.record) { return true }
        }
        return false
    }

    /// Writes on a case that a paper which was digitised for another case was used again.
    private func noteReuse(
        of document: DocumentReference, in record: RecordName, after rows: [NamedDocument],
        now: Int64
    ) throws(StoreError) {
        guard !rows.contains(where: { $0.record == record && $0.state == .here }) else { return }
        let state = try state(of: record)
        let day = CivilDate(instantMilliseconds: now)
        let fields = state.registers.map(\.name).filter {
            $0.hasPrefix(CaseDocument.prefix)
                && $0.hasSuffix(".\(document.name.description.prefix(16))")
        }
        guard !fields.isEmpty else { return }
        _ = try write(
            "reuse", record: record, actor: "hub", context: state.clock.asContext(of: epoch.site),
            fields: fields.map {
                .init("reused.\($0.dropFirst(CaseDocument.prefix.count))", .text(day.iso))
            }, now: now)
    }
}

extension Hub {
    /// A document as far as one site is concerned.
    private struct View {
        let document: DocumentReference
        /// Of all sites.
        let rows: [NamedDocument]
        /// Of this site, in records that it may see.
        let own: [NamedDocument]
        var desk: DocumentDesk
    }

    private func view(
        of document: DocumentReference, for site: SiteNumber, _ documents: Documents
    ) throws(StoreError) -> View {
        let rows = try store.named(document)
        var own: [NamedDocument] = []
        for row in rows where row.site == site {
            if try store.isInterested(site, in: row.record) { own.append(row) }
        }
        let isHeld = rows.contains { $0.state == .here } && documents.has(document.name)
        let state: DocumentDesk.State =
            if own.isEmpty {
                .unnamed
            } else if isHeld, try isReadable(rows, by: site) {
                .here
            } else if let reason = own.lazy.compactMap(\.refusal).first {
                .refused(reason)
            } else {
                .open
            }
        return View(
            document: document, rows: rows, own: own,
            desk: DocumentDesk(
                state: state, isHeld: isHeld, isDisproved: own.contains(where: \.isDisproved)))
    }

    /// Keeps what was judged, of every record in which the site names the document.
    private func keep(_ view: View) throws(StoreError) {
        for var row in view.own {
            row.isDisproved = view.desk.isDisproved
            row.nonce = nil
            switch view.desk.state {
            case .here: row.state = .here
            case .refused(let reason): row.state = .refused(reason)
            case .open, .unnamed: break
            }
            try store.put(row)
        }
    }

    private func take(
        _ proof: DocumentProof, from site: SiteNumber, _ documents: Documents, now: Int64
    ) throws(StoreError) {
        var view = try view(of: proof.document, for: site, documents)
        let nonce = view.own.lazy.compactMap(\.nonce).first
        let expected = nonce.flatMap { documents.proof(of: proof.document.name, nonce: $0) }
        view.desk.judge(proof.bytes, expected: expected)
        try keep(view)
        guard view.desk.state == .here else { return }
        for row in view.own {
            try noteReuse(of: proof.document, in: row.record, after: view.rows, now: now)
        }
    }

    /// False when the store cannot take it now.
    private func take(
        _ chunk: DocumentChunk, from site: SiteNumber, _ documents: Documents
    ) throws(StoreError) -> Bool {
        var view = try view(of: chunk.document, for: site, documents)
        guard view.desk.takesChunks else { return true }
        return try settle(&view, documents.write(chunk, from: site))
    }

    /// Keeps what came of the chunks so far; false when the store cannot take any now.
    private func settle(
        _ view: inout View, _ outcome: Documents.Outcome
    ) throws(StoreError) -> Bool {
        switch outcome {
        case .incomplete: return true
        case .failed: return false
        case .complete: view.desk.complete()
        case .thrownAway(let reason): view.desk.refuse(reason)
        }
        try keep(view)
        return true
    }

    private func verdict(
        on document: DocumentReference, of site: SiteNumber, _ documents: Documents,
        _ seal: HubSeal
    ) throws(StoreError) -> DocumentVerdict {
        var view = try view(of: document, for: site, documents)
        switch view.desk.question {
        case .nothing(let verdict):
            if verdict == .here, view.own.contains(where: { $0.state != .here }) {
                try keep(view)
            }
            return verdict
        case .proof:
            return .prove(nonce: try nonce(for: view, seal))
        case .chunks:
            let missing = documents.missing(document, from: site)
            if let ranges = missing.ranges { return .wanted(ranges) }
            guard try settle(&view, missing.outcome) else { return .later }
            guard case .nothing(let verdict) = view.desk.question else { return .later }
            return verdict
        }
    }

    /// The nonce of a proof that is waited for, the same until it comes.
    private func nonce(for view: View, _ seal: HubSeal) throws(StoreError) -> [UInt8] {
        if let nonce = view.own.lazy.compactMap(\.nonce).first { return nonce }
        let words = DocumentVerdict.nonceBytes / 8
        let nonce = (0..<words).flatMap { _ in seal.generator.next().bigEndianBytes }
        for var row in view.own {
            row.nonce = nonce
            try store.put(row)
        }
        return nonce
    }
}

extension NamedDocument {
    /// Why the content was thrown away.
    fileprivate var refusal: DocumentRefusal? {
        switch state {
        case .refused(let reason): reason
        case .wanted, .here: nil
        }
    }
}
