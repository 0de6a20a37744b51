import EventColumns
import SQLite
import Sealing
package import SyncProtocol

/// Sending without a link: the same requests in a file, and the replies that come back in one.
extension Replica {
    /// A bundle of everything that is not acknowledged, as far as it has room.
    package struct Export: Sendable {
        package let bundle: Bundle
        /// Own events that found no room: they go with the next one.
        package let left: UInt64
        /// Scans that go with it, and scans that found no room or cannot be read.
        package let documents: Int
        package let documentsLeft: Int
    }

    /// What a bundle of replies did.
    package struct Import: Equatable, Sendable {
        /// Replies that were applied now, that had been before, and that nothing here had asked.
        package var applied = 0
        package var known = 0
        package var unasked = 0
        /// Own events that became durable at the hub.
        package var durable: UInt64 = 0
        /// Trunk entries with their events.
        package var received: UInt64 = 0
        /// Why the hub took nothing, where it did not.
        package var refusals: [Refusal] = []
    }

    /// A request that went out in a bundle.
    private struct Asked {
        /// The keys between which it was sealed.
        let keyNumber: UInt8
        let hub: Identity.HubKey
        let isAnswered: Bool
    }

    /// Seals all that the hub has not acknowledged; the first envelope also asks for updates. With
    /// something to read them, the scans that wait go along as far as there is room.
    ///
    /// The numbers of the requests are durable before the file is written. Nothing else changes:
    /// the same events may go over the link or in another bundle meanwhile.
    package func exportBundle(
        seal: SiteSeal, program: String, made: Int64,
        using generator: inout some RandomNumberGenerator,
        reading read: ((DocumentTask) -> SyncRun.DocumentRead)? = nil
    ) throws(ReplicaError) -> Export {
        guard let site = try identity()?.site else { throw .notEnrolled }
        let standing = try standing()
        var through = standing.base.number
        var packing = Packing()
        while packing.envelopes.isEmpty || through < standing.headSequence {
            let (request, end) = try request(
                after: through, standing, isPull: packing.envelopes.isEmpty, program,
                generator.next())
            guard try pack(request, into: &packing, seal, using: &generator) else { break }
            // What waits for a restored hub's own events goes with the next one.
            guard end > through else { break }
            through = end
        }
        let left = standing.headSequence - min(through, standing.headSequence)
        var scans = (chunks: [DocumentChunk](), left: 0)
        // What names them comes first, or not yet.
        if let read, left == 0 { scans = try pieces(room: packing.room.bytes, read) }
        for chunk in scans.chunks {
            var (request, _) = try request(
                after: through, standing, isPull: false, program, generator.next())
            request.events = []
            request.headSequence = max(standing.headSequence, through)
            request.documents.chunks = [chunk]
            guard try pack(request, into: &packing, seal, using: &generator) else { break }
        }
        try remember(packing.numbers, seal)
        let manifest = BundleManifest(
            direction: .toHub, site: site, envelopes: packing.envelopes.count,
            events: through - standing.base.number, made: made, after: standing.base.number,
            through: through)
        return Export(
            bundle: Bundle(manifest, packing.envelopes), left: left,
            documents: Set(scans.chunks.map(\.document)).count, documentsLeft: scans.left)
    }

    /// The envelopes of a bundle that is being made.
    private struct Packing {
        var envelopes: [[UInt8]] = []
        var numbers: [UInt64] = []
        var room = BundleRoom()
    }

    /// Seals a request and puts it in; false when there is no room for it.
    private func pack(
        _ request: Request, into packing: inout Packing, _ seal: SiteSeal,
        using generator: inout some RandomNumberGenerator
    ) throws(ReplicaError) -> Bool {
        let envelope: [UInt8]
        var request = request
        request.ticket = seal.shownTicket
        do throws(SealError) {
            envelope = try seal.seal(request.encoded, using: &generator).envelope
        } catch {
            throw .cannotSeal(error)
        }
        guard packing.room.take(envelope) else { return false }
        packing.envelopes.append(envelope)
        packing.numbers.append(request.number)
        return true
    }

    private func request(
        after sequence: UInt64, _ standing: KioskSession.Standing, isPull: Bool,
        _ program: String, _ number: UInt64
    ) throws(ReplicaError) -> (request: Request, through: UInt64) {
        let (base, events) = try load(
            after: sequence, count: Limits.eventsPerRequest, bytes: Limits.requestEventBytes)
        let through = base.number + UInt64(events.count)
        var request = Request(
            number: number, base: base, headSequence: max(standing.headSequence, through),
            program: program)
        request.counter = try reserveRequests(1)
        request.events = events
        request.heard = standing.base.number
        request.branchKey = standing.branchKey
        if standing.branchKey == nil { request.nextKey = standing.nextKey }
        request.life = standing.hub?.counter ?? 1
        if isPull, standing.branchKey == nil {
            request.pull = Request.Pull(
                epochBits: standing.hub?.bits ?? 0, cases: standing.cases,
                reference: standing.reference, wants: standing.wants)
            request.givenBack = standing.givenBack
        }
        return (request, through)
    }

    /// Keeps the newest requests; an answer to an older one would bring nothing that the answer to
    /// a newer one does not.
    private func remember(_ numbers: [UInt64], _ seal: SiteSeal) throws(ReplicaError) {
        try transaction { () throws(ReplicaError) in
            try sql { () throws(SQLiteError) in
                for number in numbers {
                    try connection.run(
                        """
                        INSERT INTO bundle_request (number, key_number, hub_key_number, hub_key)
                        VALUES (?1, ?2, ?3, ?4)
                        """,
                        [
                            .init(number), .int(Int64(seal.keyNumber)),
                            .int(Int64(seal.hub.number)), .blob(seal.hub.publicKey.bytes),
                        ])
                }
                try connection.run(
                    """
                    DELETE FROM bundle_request
                    WHERE id <= (SELECT max(id) FROM bundle_request) - ?1
                    """, [.int(Int64(Limits.bundleEnvelopes))])
            }
        }
    }
}

extension Replica {
    /// Applies the replies that answer a request of ours, each once, all in one transaction.
    package func importBundle(
        _ bundle: Bundle, seal: SiteSeal
    ) throws(BundleRefusal) -> Import {
        guard bundle.manifest.direction == .toSite else { throw .onItsWay }
        let identity = try BundleRefusal.wrap { () throws(ReplicaError) in try self.identity() }
        guard let identity else { throw .replica(.notEnrolled) }
        let branch = try BundleRefusal.wrap { () throws(ReplicaError) in try ownBranch() }
        guard branch.descends(from: bundle.manifest.site) else {
            throw .otherSite(bundle.manifest.site)
        }
        let hubs = try BundleRefusal.wrap { () throws(ReplicaError) in try askedHubs() }
        var answers: [Answer] = []
        for envelope in bundle.envelopes {
            answers.append(try open(envelope, seal, [identity.hubKey] + hubs))
        }
        let result = try BundleRefusal.wrap { () throws(ReplicaError) in
            try transaction { () throws(ReplicaError) in
                try take(answers, areOwn: bundle.manifest.site == identity.site)
            }
        }
        guard let result else { throw .foreignHub }
        guard result.unasked < answers.count else { throw .notAsked }
        return result
    }

    private func open(
        _ envelope: [UInt8], _ seal: SiteSeal, _ hubs: [Identity.HubKey]
    ) throws(BundleRefusal) -> Answer {
        let message: [UInt8]
        do throws(SealError) {
            message = try seal.open(reply: envelope, from: hubs)
        } catch {
            throw .foreign
        }
        do throws(WireError) {
            return try Answer(decoding: message, hash: hash)
        } catch {
            throw .foreign
        }
    }

    /// Nil, and nothing changed, when another hub or another life of it speaks. Answers for a
    /// former label are not the own ones: their head is not one of this branch.
    private func take(_ answers: [Answer], areOwn: Bool) throws(ReplicaError) -> Import? {
        let before = try progress()
        if let newer = answers.first(where: { answer in
            answer.refusal == .otherLife && answer.epoch.counter > before.hub?.counter ?? 0
        }) {
            // It tells of the centre's next life, and took nothing of what was sent in the former.
            if areOwn { try adopt(newer) }
            var result = Import()
            result.refusals = [.otherLife]
            return result
        }
        let isForeign = answers.contains { $0.epoch != before.hub ?? answers[0].epoch }
        guard !isForeign else { return nil }
        var result = Import()
        for answer in answers {
            try take(answer, into: &result)
        }
        result.durable = try progress().acknowledged.number - before.acknowledged.number
        return result
    }

    private func take(_ answer: Answer, into result: inout Import) throws(ReplicaError) {
        guard let asked = try asked(answer.number) else { return result.unasked += 1 }
        guard !asked.isAnswered else { return result.known += 1 }
        // What the hub refused may be brought to it again, and be answered then.
        if let refusal = answer.refusal { return result.refusals.append(refusal) }
        let identity = try identity()
        try take(
            answer, heard: nil,
            tellsKeys: identity?.keyNumber == asked.keyNumber && identity?.hubKey == asked.hub)
        try sql { () throws(SQLiteError) in
            try connection.run(
                "UPDATE bundle_request SET is_answered = 1 WHERE number = ?1",
                [.init(answer.number)])
        }
        result.applied += 1
        result.received += answer.fullEntries
    }

    private func asked(_ number: UInt64) throws(ReplicaError) -> Asked? {
        try sql { () throws(SQLiteError) in
            try connection.row(
                """
                SELECT hub_key_number, hub_key, key_number, is_answered FROM bundle_request
                WHERE number = ?1
                """, [.init(number)]
            ) { row -> Asked? in
                guard let hub = Identity.HubKey(row, 0) else { return nil }
                return Asked(
                    keyNumber: UInt8(truncatingIfNeeded: row.int(2)), hub: hub,
                    isAnswered: row.int(3) != 0)
            } ?? nil
        }
    }

    /// The hub's keys to which requests went out in bundles: a reply comes from the same key.
    private func askedHubs() throws(ReplicaError) -> [Identity.HubKey] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT hub_key_number, hub_key FROM bundle_request
                GROUP BY hub_key_number, hub_key ORDER BY max(id) DESC
                """, []
            ) { row in Identity.HubKey(row, 0) }
        }.compactMap(\.self)
    }
}

extension BundleRefusal {
    /// Runs a call of the replica and gives its error the type of a refusal.
    fileprivate static func wrap<T>(
        _ body: () throws(ReplicaError) -> T
    ) throws(BundleRefusal) -> T {
        do throws(ReplicaError) {
            return try body()
        } catch {
            throw .replica(error)
        }
    }
}

extension Identity.HubKey {
    fileprivate init?(_ row: borrowing Row, _ column: Int32) {
        guard let key = PublicKey(row.blob(column + 1)) else { return nil }
        self.init(number: UInt8(truncatingIfNeeded: row.int(column)), publicKey: key)
    }
}
