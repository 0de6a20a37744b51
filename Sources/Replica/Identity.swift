package import CaseRecords
package import Sealing
package import SyncProtocol

/// Who this kiosk is, as its enrolment code said.
package struct Identity: Equatable, Sendable {
    /// A public key of the hub with its number.
    package struct HubKey: Equatable, Sendable {
        package let number: UInt8
        package let publicKey: PublicKey

        package init(number: UInt8, publicKey: PublicKey) {
            self.number = number
            self.publicKey = publicKey
        }
    }

    package let site: SiteNumber
    package let name: String
    package let unit: String
    /// `post`, `bank`, `commune` or `kiosk`.
    package let type: String
    /// Where the hub is, for instance `http://127.0.0.1:8080`.
    package let hubAddress: String
    /// To which requests are sealed: nobody else can read them or answer.
    package let hubKey: HubKey
    /// Which of this kiosk's keys is in use.
    package let keyNumber: UInt8
    /// The one-time secret of the code, until the hub has answered.
    package let enrolment: [UInt8]?
    /// A hash of the last code, so that the same code is not taken for a new one.
    package let code: [UInt8]
    /// The key of the look-up secrets on slips.
    package let slipKey: [UInt8]
    /// By what this kiosk comes back to a centre whose restored store does not know it.
    package var ticket: Ticket?

    package init(
        site: SiteNumber, name: String, unit: String, type: String, hubAddress: String,
        hubKey: HubKey, keyNumber: UInt8, enrolment: [UInt8]?, code: [UInt8], slipKey: [UInt8]
    ) {
        self.site = site
        self.name = name
        self.unit = unit
        self.type = type
        self.hubAddress = hubAddress
        self.hubKey = hubKey
        self.keyNumber = keyNumber
        self.enrolment = enrolment
        self.code = code
        self.slipKey = slipKey
    }
}

/// How far this kiosk and the hub know each other.
package struct Progress: Equatable, Sendable {
    package var epoch: UInt64
    package var head: Head
    /// The own event up to which everything is durable at the hub.
    package var acknowledged: Mark
    /// The own event up to which the hub's two newest backups hold this branch.
    package var backedUp: UInt64 = 0
    /// The hub's epoch, once it was heard of.
    package var hub: HubEpoch?
    package var cases: Mark
    package var reference: Mark
    /// What the hub's clock last said, and when that was on ours.
    package var heard: Heard?

    /// A time of the hub and our monotonic clock at that moment.
    package struct Heard: Equatable, Sendable {
        package let hubTime: Int64
        package let monotonic: Int64
        package let boot: UInt64
    }

    /// The hub's own site number, whose values are shown while a conflict stands.
    package var hubSite: SiteNumber? { hub?.site }
}

/// A record as this kiosk has it.
package struct ReplicaRow: Equatable, Sendable {
    package var name: RecordName
    /// The branch that created it.
    package var site: SiteNumber
    /// How much of the trunk is here without a gap.
    package var length: UInt64
    package var hasGap: Bool
    /// The highest own sequence about it, zero for none.
    package var ownSequence: UInt64
    /// Who began it; nil while its creation is not here.
    package var author: String?
    /// The day of a case's slip, as printed, or that of a payment; nil for all else.
    package var day: String?
    package var summary: RecordSummary
}
