/// What a backup says of itself; it stands in a table of the backup.
package struct BackupManifest: Equatable, Sendable {
    /// Whose database was copied.
    package enum Source: String, Sendable {
        case central, kiosk
    }

    package let source: Source
    /// When it was begun, in milliseconds since 1970 UTC.
    package let made: Int64
    /// The program that made it, and its version.
    package let program: String
    /// The life of the store that it is of, in words of the store's own.
    package let epoch: String
    /// How many documents lie beside it.
    package let documents: Int
    /// The BLAKE2b-256 of what all other tables say, in hexadecimal digits.
    package let digest: String

    package init(
        source: Source, made: Int64, program: String, epoch: String, documents: Int, digest: String
    ) {
        self.source = source
        self.made = made
        self.program = program
        self.epoch = epoch
        self.documents = documents
        self.digest = digest
    }

    static let table = "backup_manifest"

    var entries: [(name: String, value: String)] {
        [
            ("format", "1"), ("source", source.rawValue), ("made", "\(made)"),
            ("program", program), ("epoch", epoch), ("documents", "\(documents)"),
            ("digest", digest),
        ]
    }

    /// Nil when it is no manifest of a format that is known.
    init?(_ entries: [String: String]) {
        guard entries["format"] == "1",
            let source = entries["source"].flatMap(Source.init(rawValue:)),
            let made = entries["made"].flatMap({ Int64($0) }), let program = entries["program"],
            let epoch = entries["epoch"],
            let documents = entries["documents"].flatMap({ Int($0) }),
            let digest = entries["digest"]
        else { return nil }
        self.init(
            source: source, made: made, program: program, epoch: epoch, documents: documents,
            digest: digest)
    }
}
