import CentralStore
import Hub
import Replica
import SQLite
import Sealing
import SyncProtocol

/// A carrier that has the keys of both ends: where a deliberate bug is one of what the ends say to
/// each other, it makes them say it.
final class Interceptor {
    /// A request that was opened, changed and sealed again.
    struct Opened {
        let bytes: [UInt8]
        fileprivate let asked: Request
        fileprivate let sent: Request
        fileprivate let kiosk: KioskMachine
        fileprivate let original: AnswerKey
        fileprivate let resealed: AnswerKey
        fileprivate let prefix: (UInt64) -> UInt64?
    }

    private let bug: Mistake
    private let keys: KeyList
    private let compression: Compression
    private let dice: Dice
    private let prefix: (KioskMachine, UInt64) -> UInt64?
    /// An answer of each site that brought something.
    private var late: [SiteNumber: Answer] = [:]

    /// Nil for a bug that lies elsewhere; `prefix` gives the hash of an event of a point's branch.
    init?(
        _ bug: Mistake, _ keys: KeyList, _ compression: Compression, _ dice: Dice,
        prefix: @escaping (KioskMachine, UInt64) -> UInt64?
    ) {
        switch bug {
        case .forkTakenAsKnown, .bareCursor, .ownAsPositions, .answersAppliedBlindly,
            .cursorBeforeData, .lateInterestByCursor, .formerPlaces, .onlyOwnGivenBack:
            break
        case .contextWithAllOwn, .contextAtSaving, .parkedHoldsNothingBack,
            .acknowledgeBeforeCommit, .numberBeforeLock, .contextUnchecked, .referencesBySequence,
            .levelOfNewestBackup:
            return nil
        }
        self.bug = bug
        self.keys = keys
        self.compression = compression
        self.dice = dice
        self.prefix = prefix
    }

    /// Opens a request and changes it; nil for what cannot be opened, such as an enrolment.
    func outward(
        _ bytes: [UInt8], _ kiosk: KioskMachine, _ store: SQLiteStore
    ) -> Opened? {
        // What is no request of a known site goes on as it is.
        guard let envelope = try? Envelope(bytes),
            case .request(let address) = envelope.header.kind,
            let pair = keys.pair(address.hubKey),
            let own = kiosk.keys.pair(address.siteKey),
            // What is not sealed by this site goes on as it is.
            let opened = try? SealedRequest.open(
                envelope, by: pair, from: own.publicKey,
                decompressing: compression),
            // A message that is none goes on as it is.
            var reader = try? RequestReader(decoding: opened.message),
            // So does a part of one.
            reader.take(opened.more), opened.isWhole
        else { return nil }
        let asked = reader.request
        let sent = changed(asked, kiosk, store)
        var dice = dice
        guard
            // The same keys sealed it before.
            let (again, resealed) = try? SealedRequest.seal(
                sent.encoded, address: address, from: own, to: pair.publicKey,
                compressing: compression, using: &dice)
        else { return nil }
        return Opened(
            bytes: again, asked: asked, sent: sent, kiosk: kiosk, original: opened.answerKey,
            resealed: resealed, prefix: { [prefix] in prefix(kiosk, $0) })
    }

    /// Opens the hub's answer and changes it.
    func homeward(_ bytes: [UInt8], _ opened: Opened) -> [UInt8]? {
        // What the hub has sealed can be opened; otherwise it goes on as it is.
        guard let envelope = try? Envelope(bytes),
            // The same.
            let message = try? opened.resealed.open(envelope, decompressing: compression),
            // The same.
            let answer = try? Answer(decoding: message, hash: Blake2b.chain)
        else { return nil }
        let changed = changed(answer, opened)
        var dice = dice
        // It was sealed in the same way before.
        return try? opened.original.seal(
            changed.encoded, compressing: compression, using: &dice)
    }

    private func changed(
        _ request: Request, _ kiosk: KioskMachine, _ store: SQLiteStore
    ) -> Request {
        var request = request
        if bug == .forkTakenAsKnown {
            // Where the store cannot be read now the request goes on as it is.
            guard let head = try? store.site(kiosk.site)?.head,
                request.base.number < head.sequence
            else { return request }
            let known = min(Int(head.sequence - request.base.number), request.events.count)
            guard known > 0 || request.headSequence >= head.sequence else { return request }
            request.events.removeFirst(known)
            request.base = head.mark
            request.headSequence = max(request.headSequence, head.sequence)
            request.heard = min(request.heard, request.base.number)
        }
        if bug == .onlyOwnGivenBack { request.givenBack = GivenBack() }
        // The gap is not asked for either.
        if bug == .lateInterestByCursor { request.pull?.wants = [] }
        if bug == .bareCursor, let pull = request.pull {
            request.pull?.cases = mark(kiosk.site, pull.cases, store)
            request.pull?.reference = mark(.reference, pull.reference, store)
        }
        return request
    }

    private func mark(_ stream: SiteNumber, _ cursor: Mark, _ store: SQLiteStore) -> Mark {
        // A log that does not reach that far has nothing after its end; where the store cannot be
        // read now the cursor stays.
        (try? store.logMark(stream, at: cursor.number) ?? store.logHead(stream)) ?? cursor
    }

    private func changed(_ answer: Answer, _ opened: Opened) -> Answer {
        var answer = answer
        switch bug {
        case .forkTakenAsKnown:
            if let prefix = opened.prefix(answer.head.number) {
                answer.head = Mark(number: answer.head.number, prefix: prefix)
            }
        case .bareCursor:
            if let asked = opened.asked.pull, let sent = opened.sent.pull {
                answer.cases = answer.cases?.moved(from: sent.cases, to: asked.cases)
                answer.reference = answer.reference?.moved(
                    from: sent.reference, to: asked.reference)
            }
        case .formerPlaces:
            answer.lives = answer.lives.map { life in
                let end = UInt64(Int64.max)
                return FormerLife(bits: life.bits, cases: end, reference: end)
            }
        case .ownAsPositions:
            let site = opened.kiosk.site
            answer.cases = answer.cases?.mapped { $0.position(of: site) }
            if answer.head.number > opened.asked.headSequence { answer.head = opened.asked.base }
        case .answersAppliedBlindly:
            answer = swapped(answer, opened)
        case .cursorBeforeData:
            if dice.once(in: 3) { answer.cases = answer.cases?.mapped { _ in nil } }
        case .contextWithAllOwn, .contextAtSaving, .parkedHoldsNothingBack,
            .acknowledgeBeforeCommit, .numberBeforeLock, .contextUnchecked, .referencesBySequence,
            .lateInterestByCursor, .levelOfNewestBackup, .onlyOwnGivenBack:
            break
        }
        return answer
    }

    /// Now and then an older answer with the marks that let it pass.
    private func swapped(_ answer: Answer, _ opened: Opened) -> Answer {
        let site = opened.kiosk.site
        defer { if answer.cases?.entries.isEmpty == false { late[site] = answer } }
        guard let pull = opened.asked.pull, dice.once(in: 3), var old = late[site] else {
            return answer
        }
        old.number = answer.number
        old.head = answer.head
        old.cases = old.cases?.moved(from: old.cases?.from ?? pull.cases, to: pull.cases)
        old.reference = answer.reference
        return old
    }
}

extension Changes {
    /// The same piece as though it began elsewhere.
    fileprivate func moved(from: Mark, to: Mark) -> Changes {
        guard self.from == from else { return self }
        return Changes(
            from: to, through: through == from ? to : through, more: more, entries: entries)
    }

    fileprivate func mapped(_ body: (TrunkEntry) -> TrunkEntry?) -> Changes {
        Changes(from: from, through: through, more: more, entries: entries.compactMap(body))
    }
}

extension TrunkEntry {
    /// The entry without its bytes, where it is of this branch.
    fileprivate func position(of site: SiteNumber) -> TrunkEntry {
        switch self {
        case .full(let full) where full.site == site:
            .own(sequence: full.sequence, position: full.position, count: 1)
        case .full, .own:
            self
        }
    }
}
