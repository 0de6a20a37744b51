// What goes in and out of the one door of a `KioskSession`.

extension KioskSession {
    /// What the store knows when a round begins.
    package struct Standing: Equatable, Sendable {
        /// The last own event.
        package var headSequence: UInt64
        /// How far the hub has acknowledged, with the own hash there.
        package var base: Mark
        /// The hub's epoch, once it was heard of.
        package var hub: HubEpoch?
        package var cases: Mark
        package var reference: Mark
        package var wants: [Request.Want]
        /// Documents that acknowledged own events name and that are not known to be at the hub,
        /// in the order in which they go.
        package var documents: [DocumentReference]
        /// The key for which a branch is to be asked, because this disk was restored or cloned.
        package var branchKey: SiteKeyNotice?
        /// What a restored hub may have lost of other branches; it goes before all else.
        package var givenBack = GivenBack()
        /// What is missing of the documents that somebody here wants to see, in the order in which
        /// it is asked for.
        package var wanted: [DocumentWant] = []
        /// The key that is announced to take the place of the one in use.
        package var nextKey: SiteKeyNotice?

        /// Whether requests go one at a time and bring nothing but what was begun.
        var isAlone: Bool { branchKey != nil || !givenBack.isEmpty }

        package init(
            headSequence: UInt64, base: Mark, hub: HubEpoch?, cases: Mark, reference: Mark,
            wants: [Request.Want], documents: [DocumentReference] = [],
            branchKey: SiteKeyNotice? = nil, nextKey: SiteKeyNotice? = nil
        ) {
            self.headSequence = headSequence
            self.base = base
            self.hub = hub
            self.cases = cases
            self.reference = reference
            self.wants = wants
            self.documents = documents
            self.branchKey = branchKey
            self.nextKey = nextKey
        }
    }

    /// Own events for a request, with a fresh random number for it.
    package struct Loaded: Sendable {
        package let number: UInt64
        /// The branch at the sequence after which the events were read.
        package let base: Mark
        package let events: [[UInt8]]
        package let now: Int64

        package init(number: UInt64, base: Mark, events: [[UInt8]], now: Int64) {
            self.number = number
            self.base = base
            self.events = events
            self.now = now
        }

        /// Bytes of its events.
        var eventBytes: Int { events.reduce(0) { $0 + $1.count } }
    }

    /// A request that will not be answered any more.
    package struct Loss: Sendable {
        package let number: UInt64
        /// Milliseconds that the hub asked to stay away.
        package let retryAfter: Int64?
        /// A random number, for the time of the next try.
        package let chance: UInt64
        package let now: Int64

        package init(number: UInt64, retryAfter: Int64? = nil, chance: UInt64, now: Int64) {
            self.number = number
            self.retryAfter = retryAfter
            self.chance = chance
            self.now = now
        }
    }

    /// What the shell reports; `now` is monotonic milliseconds.
    package enum Input: Sendable {
        case begin(Standing)
        /// The events that were asked for.
        case loaded(Loaded)
        /// What was asked for of documents, in the same order; nil for what cannot be read.
        case documentsRead([[UInt8]?])
        /// The last byte of a request is out, so many in all.
        case written(UInt64, bytes: Int, now: Int64)
        /// An answer of so many bytes.
        case answered(Answer, bytes: Int, now: Int64)
        /// The answer is stored; what the store knows now.
        case applied(Standing)
        /// The answer names a head on this branch that is not ours.
        case contradicted
        case lost(Loss)
        /// The time of a `wake` has come, or a person does not want to wait for it.
        case tick(now: Int64)
    }

    /// What the shell is to do.
    package enum Action: Equatable, Sendable {
        /// Read own events after this sequence, at most so many events and bytes.
        case load(after: UInt64, count: Int, bytes: Int)
        /// Read these pieces of documents.
        case readDocuments([DocumentTask])
        case send(Request)
        /// Store the answer in one transaction; each part by compare-and-set.
        case apply(Answer)
        case wake(at: Int64)
        case finish(Outcome)
    }

    /// How a synchronisation ended.
    package enum Outcome: Equatable, Sendable {
        /// Everything was exchanged.
        case complete
        /// The link was lost or went quiet; what was acknowledged stays.
        case offline
        /// The last round changed nothing although something is left.
        case stalled
        case refused(Refusal)
        /// The hub knows events of this branch that are not here: this disk was restored or cloned.
        case behindHub(head: UInt64)
        /// The hub has another event where this branch has its own.
        case diverged
        /// The hub has lost what it had acknowledged, or is an older or another one.
        case foreignHub
        /// The hub lives in a former epoch: an old copy of its store is at work somewhere.
        case formerHub

        /// Whether this disk was restored or cloned: it goes on with a branch of its own.
        package var isFork: Bool {
            switch self {
            case .behindHub, .diverged, .refused(.diverged): true
            case .complete, .offline, .stalled, .refused, .foreignHub, .formerHub: false
            }
        }
    }
}
