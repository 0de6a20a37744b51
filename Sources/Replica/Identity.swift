package import CaseRecords
package import SyncProtocol

/// Who this kiosk is, as its enrolment code said.
package struct Identity: Equatable, Sendable {
    package let site: SiteNumber
    package let name: String
    package let unit: String
    /// `post`, `bank`, `commune` or `kiosk`.
    package let type: String
    /// Where the hub is, for instance `http://127.0.0.1:8080`.
    package let hubAddress: String
    /// The random bits of the hub's epoch: another hub's answers are refused.
    package let hubCounter: UInt64
    package let hubBits: UInt64
    /// The secret that this kiosk made for itself.
    package let token: [UInt8]
    /// The one-time secret of the code, until the hub has answered.
    package let enrolment: [UInt8]?
    /// The key of the look-up secrets on slips.
    package let slipKey: [UInt8]

    package init(
        site: SiteNumber, name: String, unit: String, type: String, hubAddress: String,
        hubCounter: UInt64, hubBits: UInt64, token: [UInt8], enrolment: [UInt8]?, slipKey: [UInt8]
    ) {
        self.site = site
        self.name = name
        self.unit = unit
        self.type = type
        self.hubAddress = hubAddress
        self.hubCounter = hubCounter
        self.hubBits = hubBits
        self.token = token
        self.enrolment = enrolment
        self.slipKey = slipKey
    }
}

/// How far this kiosk and the hub know each other.
package struct Progress: Equatable, Sendable {
    package var epoch: UInt64
    package var head: Head
    /// The own event up to which everything is durable at the hub.
    package var acknowledged: Mark
    package var hubCounter: UInt64
    package var hubBits: UInt64
    /// The hub's own site number, once it was heard of.
    package var hubSite: SiteNumber?
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

    /// The hub as answers must name it.
    package var hub: HubEpoch? {
        hubSite.map { HubEpoch(counter: hubCounter, bits: hubBits, site: $0) }
    }
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
    package var summary: RecordSummary
}
