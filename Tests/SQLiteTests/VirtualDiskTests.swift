import SQLite
import Testing

/// The disk in memory under a real SQLite in WAL mode.
@Suite struct VirtualDiskTests {
    private static func open(_ disk: VirtualDisk) throws -> Connection {
        let connection = try Connection(path: "a.db", disk: disk)
        try connection.execute("CREATE TABLE IF NOT EXISTS number (value INTEGER NOT NULL)")
        return connection
    }

    private static func add(_ number: Int64, to connection: Connection) throws {
        try connection.transaction { () throws(SQLiteError) in
            try connection.run("INSERT INTO number VALUES (?1)", [.int(number)])
        }
    }

    private static func numbers(in connection: Connection) throws -> [Int64] {
        try connection.rows("SELECT value FROM number ORDER BY value") { $0.int(0) }
    }

    @Test func `what was committed is there after a loss of power`() throws {
        for seed in 0..<40 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let disk = VirtualDisk()
            var connection: Connection? = try Self.open(disk)
            for number in 1...5 { try Self.add(Int64(number), to: try #require(connection)) }
            disk.losePower()
            connection = nil
            disk.switchOn(using: &generator)
            #expect(try Self.numbers(in: Self.open(disk)) == [1, 2, 3, 4, 5])
        }
    }

    @Test func `a loss of power at any call leaves whole transactions`() throws {
        var lengths: Set<Int> = []
        for calls in 0..<60 {
            var generator = SeededGenerator(seed: UInt64(calls))
            let disk = VirtualDisk()
            var connection: Connection? = try Self.open(disk)
            disk.trouble = .init(.powerLoss, callsBefore: calls)
            var kept = 0
            // The machine goes off somewhere in here.
            while kept < 8, (try? Self.add(Int64(kept + 1), to: #require(connection))) != nil {
                kept += 1
            }
            connection = nil
            disk.losePower()
            disk.switchOn(using: &generator)
            let found = try Self.numbers(in: Self.open(disk))
            #expect(found == found.indices.map { Int64($0) + 1 })
            #expect(found.count >= kept && found.count <= kept + 1)
            lengths.insert(kept)
        }
        #expect(lengths.count > 2)
    }

    @Test func `what was not synced can be lost`() throws {
        var generator = SeededGenerator(seed: 1)
        var lost = 0
        for _ in 0..<20 {
            let disk = VirtualDisk()
            var connection: Connection? = try Self.open(disk)
            try connection?.execute("PRAGMA synchronous=OFF")
            try Self.add(1, to: try #require(connection))
            disk.losePower()
            connection = nil
            disk.switchOn(using: &generator)
            if try Self.numbers(in: Self.open(disk)).isEmpty { lost += 1 }
        }
        #expect(lost > 3)
    }

    @Test func `a program that is killed leaves what it has written, and touches nothing more`()
        throws
    {
        let disk = VirtualDisk()
        let connection = try Self.open(disk)
        try Self.add(1, to: connection)
        disk.kill()
        #expect(throws: SQLiteError.self) { try Self.add(2, to: connection) }
        #expect(try Self.numbers(in: Self.open(disk)) == [1])
    }

    @Test func `a full disk refuses and loses nothing`() throws {
        let disk = VirtualDisk()
        let connection = try Self.open(disk)
        try Self.add(1, to: connection)
        disk.trouble = .init(.full, callsBefore: 0, lasting: 1_000)
        #expect {
            try Self.add(2, to: connection)
        } throws: {
            ($0 as? SQLiteError)?.kind == .full
        }
        disk.trouble = nil
        try Self.add(3, to: connection)
        #expect(try Self.numbers(in: connection) == [1, 3])
    }

    @Test func `an error at any call leaves all of a transaction or nothing`() throws {
        for call in 0..<30 {
            let disk = VirtualDisk()
            let connection = try Self.open(disk)
            try Self.add(1, to: connection)
            disk.trouble = .init(.inputOutput, callsBefore: call)
            // Which call fails decides whether this does.
            let isKept = (try? Self.add(2, to: connection)) != nil
            disk.trouble = nil
            #expect(try Self.numbers(in: connection) == (isKept ? [1, 2] : [1]))
        }
    }

    @Test func `two connections to one file see each other and take turns`() throws {
        let disk = VirtualDisk()
        let first = try Self.open(disk)
        let second = try Connection(path: "a.db", busyTimeoutMilliseconds: 1, disk: disk)
        try Self.add(1, to: first)
        #expect(try Self.numbers(in: second) == [1])
        try first.execute("BEGIN IMMEDIATE")
        #expect {
            try Self.add(2, to: second)
        } throws: {
            ($0 as? SQLiteError)?.kind == .busy
        }
        try first.execute("COMMIT")
        try Self.add(2, to: second)
        #expect(try Self.numbers(in: first) == [1, 2])
    }

    @Test func `an image put back brings the old content`() throws {
        let disk = VirtualDisk()
        var connection: Connection? = try Self.open(disk)
        try Self.add(1, to: try #require(connection))
        let image = disk.image
        try Self.add(2, to: try #require(connection))
        disk.restore(image)
        connection = nil
        #expect(try Self.numbers(in: Self.open(disk)) == [1])
        let other = VirtualDisk()
        other.restore(image)
        #expect(try Self.numbers(in: Self.open(other)) == [1])
    }

    @Test func `the same seed makes the same bytes`() throws {
        // The numbers that SQLite draws are the process's: other tests draw from them meanwhile,
        // but not every time.
        let isSame = try (0..<50).contains { _ in try Self.seeded() == Self.seeded() }
        #expect(isSame)
    }

    private static func seeded() throws -> VirtualDisk.Image {
        VirtualDisk.seedSQLite(7)
        let disk = VirtualDisk()
        let connection = try open(disk)
        try add(1, to: connection)
        return disk.image
    }
}

/// SplitMix64.
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
