/// What a kiosk says to the hub in one round trip (design §5).
package struct Request: Equatable, Sendable {
    /// A random number that only the store which asked keeps: an answer without it is ignored. Zero
    /// is not sent: then the seal alone says which request an answer belongs to.
    package var number: UInt64
    /// Counts the requests of this site, so that one that is played again is refused.
    package var counter: UInt64 = 0
    /// The head up to which this kiosk believes that the hub has its branch. At number zero its
    /// prefix is the epoch: the random bits that the branch starts from.
    package var base: Mark
    /// The bytes of the events that follow `base`, in the order of the branch.
    package var events: [[UInt8]] = []
    /// The sequence of the branch's last event, `base` and `events` included.
    package var headSequence: UInt64
    /// The sequence up to which the kiosk has heard what became of its events; before `base` while
    /// an earlier request is on its way.
    package var heard: UInt64
    /// What is asked for; nil when this request only pushes.
    package var pull: Pull?
    /// Asks for a branch of its own from where the events leave what the hub has, for whoever has
    /// this key.
    package var branchKey: SiteKeyNotice?
    /// The key that this site seals with once an answer has accepted it.
    package var nextKey: SiteKeyNotice?
    /// Whether a person asks that what is set aside be judged again, and told of again.
    package var asksAgain = false
    /// In which life of the hub the kiosk made it, by the counter of the epoch.
    package var life: UInt64 = 1
    /// What goes back of other branches to a hub whose store was restored.
    package var givenBack = GivenBack()
    /// By what it comes back to a hub that does not know it: only in what it has sealed so.
    package var ticket: Ticket?
    /// What it says about documents: the lowest lane.
    package var documents = DocumentLoad()
    /// Bytes of documents that are missing at the kiosk.
    package var wanted: [DocumentWant] = []
    /// A case that is asked for on proof.
    package var lookUp: LookUp?
    /// The version of the program that asks; empty when the hub knows it.
    package var program: String

    /// The changes that a kiosk asks for.
    package struct Pull: Equatable, Sendable {
        /// The epoch of the hub in which the cursors were given; zero before the first answer.
        package var epochBits: UInt64
        /// The last change of this site's cases that is stored here.
        package var cases: Mark
        /// The last change of the reference data that is stored here.
        package var reference: Mark
        /// Records with a gap: the whole trunk from this position on is wanted.
        package var wants: [Want]
        /// Bytes of trunk entries that the answer should not exceed, in whole KiB: what the line
        /// can carry.
        package var room: Int

        package init(
            epochBits: UInt64, cases: Mark, reference: Mark, wants: [Want] = [],
            room: Int = Limits.answerRoom.upperBound
        ) {
            self.epochBits = epochBits
            self.cases = cases
            self.reference = reference
            self.wants = wants
            self.room = room
        }
    }

    /// A record and the first position that is missing of its trunk.
    package struct Want: Hashable, Sendable {
        package let record: RecordName
        package let position: UInt64

        package init(record: RecordName, position: UInt64) {
            self.record = record
            self.position = position
        }
    }

    package init(number: UInt64, base: Mark, headSequence: UInt64, program: String) {
        self.number = number
        self.base = base
        self.headSequence = headSequence
        heard = base.number
        self.program = program
    }
}
