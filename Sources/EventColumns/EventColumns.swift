package import SQLite
package import SyncProtocol

/// How the protocol's values stand in SQLite's columns, on both sides alike; nil is NULL.
extension SQLValue {
    /// SQLite's integers are signed: the bits stay.
    package init(_ number: UInt64?) {
        self = number.map { .int(Int64(bitPattern: $0)) } ?? .null
    }

    package init(_ site: SiteNumber?) {
        self = site.map { .int(Int64($0.value)) } ?? .null
    }

    package init(_ name: RecordName?) {
        self = name.map { .blob($0.bytes) } ?? .null
    }

    package init(_ digest: Digest?) {
        self = digest.map { .blob($0.bytes) } ?? .null
    }
}

/// The number of an event's row on both sides: the site above, the sequence in the lower 40 bits.
///
/// Rows of one branch stand together in their order, and no index is needed to find them.
package struct EventNumber: Equatable, Sendable {
    private static let sequenceBits: Int64 = 40
    /// The highest site and sequence for which there are numbers.
    package static let lastSite = SiteNumber(1 << 23 - 1)
    package static let lastSequence: UInt64 = 1 << 40 - 1

    package let id: Int64

    /// Nil beyond the last site or sequence; sequence zero has a number of which there is no row.
    package init?(_ site: SiteNumber, _ sequence: UInt64) {
        guard site <= Self.lastSite, sequence <= Self.lastSequence else { return nil }
        id = Int64(site.value) << Self.sequenceBits | Int64(sequence)
    }

    /// Takes the number of a row.
    package init(id: Int64) {
        self.id = id
    }

    package var site: SiteNumber {
        SiteNumber(UInt32(truncatingIfNeeded: id >> Self.sequenceBits))
    }

    package var sequence: UInt64 { UInt64(bitPattern: id) & Self.lastSequence }
}

extension Row {
    /// Reads an integer whose bits are unsigned.
    package func unsigned(_ column: Int32) -> UInt64 {
        UInt64(bitPattern: int(column))
    }

    /// Reads an integer whose bits are unsigned, nil for NULL.
    package func optionalUnsigned(_ column: Int32) -> UInt64? {
        optionalInt(column).map { UInt64(bitPattern: $0) }
    }

    /// Reads the number of an event's row.
    package func event(_ column: Int32) -> EventNumber {
        EventNumber(id: int(column))
    }

    /// Reads a site number.
    package func site(_ column: Int32) -> SiteNumber {
        SiteNumber(UInt32(truncatingIfNeeded: int(column)))
    }

    /// Nil when the column does not hold 16 bytes.
    package func name(_ column: Int32) -> RecordName? {
        withBlob(column) { RecordName($0) }
    }

    /// Nil when the column does not hold 32 bytes.
    package func digest(_ column: Int32) -> Digest? {
        withBlob(column) { Digest($0) }
    }
}
