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

extension Row {
    /// Reads an integer whose bits are unsigned.
    package func unsigned(_ column: Int32) -> UInt64 {
        UInt64(bitPattern: int(column))
    }

    /// Reads an integer whose bits are unsigned, nil for NULL.
    package func optionalUnsigned(_ column: Int32) -> UInt64? {
        optionalInt(column).map { UInt64(bitPattern: $0) }
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
