import CaseModel
import DocumentStore
import Foundation
import Sealing
import SyncProtocol
import Testing

/// Documents that come in chunks.
@Suite struct IncomingTests {
    @Test func `a document is visible when the last chunk is here, in whatever order`() throws {
        let shelves = try Shelves()
        let sample = try Sample(1, count: 10_000)
        #expect(try sample.missing(in: shelves.store) == [0..<10_000])
        for range in [4000..<7000, 0..<2000, 7000..<10_000] {
            #expect(try sample.send(range, to: shelves.store) == .incomplete)
            #expect(try shelves.visible() == [] && !shelves.store.has(sample.name))
        }
        #expect(try sample.missing(in: shelves.store) == [2000..<4000])
        #expect(
            try shelves.store.missing(sample.name, lengthBytes: 10_000, limitBytes: 5)
                == [2000..<2005])
        #expect(try sample.send(2000..<4000, to: shelves.store) == .complete)
        #expect(try shelves.visible() == ["\(sample.name)"])
        #expect(shelves.files().count == 1)
        #expect(try sample.missing(in: shelves.store) == [])
        #expect(try sample.send(0..<2000, to: shelves.store) == .complete)
    }

    @Test func `chunks may come twice and overlap`() throws {
        let shelves = try Shelves()
        let sample = try Sample(1, count: 1000)
        for range in [0..<600, 0..<600, 200..<400, 500..<900, 300..<300] {
            #expect(try sample.send(range, to: shelves.store) == .incomplete)
        }
        #expect(try sample.missing(in: shelves.store) == [900..<1000])
        #expect(try sample.send(0..<1000, to: shelves.store) == .complete)
    }

    @Test func `what is erased is gone, whole or in parts, and may come again`() throws {
        let shelves = try Shelves()
        let sample = try Sample(1, count: 1000)
        try shelves.store.erase(sample.name, lengthBytes: 1000)
        for end in [600, 1000] {
            _ = try sample.send(0..<end, to: shelves.store)
            try shelves.store.erase(sample.name, lengthBytes: 1000)
            #expect(try sample.missing(in: shelves.store) == [0..<1000])
            #expect(try shelves.visible() == [])
        }
    }

    @Test func `what is here already is not overwritten`() throws {
        let shelves = try Shelves()
        let sample = try Sample(1, count: 1000)
        _ = try sample.send(0..<600, to: shelves.store)
        let garbage = [UInt8](repeating: 0, count: 600)
        _ = try shelves.store.write(garbage, at: 0, of: sample.name, lengthBytes: 1000)
        #expect(try sample.send(600..<1000, to: shelves.store) == .complete)
    }

    @Test func `another process goes on where the first one ended`() throws {
        let shelves = try Shelves()
        let sample = try Sample(1, count: 1000)
        _ = try sample.send(0..<600, to: shelves.store)
        shelves.reopen()
        #expect(try sample.missing(in: shelves.store) == [600..<1000])
        #expect(try sample.send(600..<1000, to: shelves.store) == .complete)
    }

    @Test func `bytes that are not what the name says are thrown away`() throws {
        let shelves = try Shelves()
        let (sample, other) = (try Sample(1, count: 1000), try Sample(2, count: 1000))
        _ = try sample.send(0..<600, to: shelves.store)
        #expect(throws: DocumentStoreError.mismatch(sample.name)) {
            try shelves.store.write(
                Array(other.content[600...]), at: 600, of: sample.name, lengthBytes: 1000)
        }
        #expect(shelves.files() == [])
        #expect(try sample.missing(in: shelves.store) == [0..<1000])
        #expect(try sample.send(0..<1000, to: shelves.store) == .complete)
    }

    @Test func `what is no document is not shown, though its hash is right`() throws {
        let shelves = try Shelves()
        let path = try shelves.file("x", Array("<html>".utf8))
        #expect(throws: DocumentStoreError.refused(.unknownKind)) { try shelves.store.add(path) }
        let hex = "<html>".utf8
        let name = try name(of: Array(hex))
        #expect(throws: DocumentStoreError.refused(.unknownKind)) {
            try shelves.store.write(Array(hex), at: 0, of: name, lengthBytes: hex.count)
        }
        #expect(shelves.files() == [])
    }

    @Test func `a false length does not stand in the way of the true one`() throws {
        let shelves = try Shelves()
        let sample = try Sample(1, count: 1000)
        _ = try shelves.store.write(
            Array(sample.content[..<900]), at: 0, of: sample.name, lengthBytes: 2000)
        #expect(throws: DocumentStoreError.mismatch(sample.name)) {
            try shelves.store.write(
                Array(sample.content[..<900]), at: 0, of: sample.name, lengthBytes: 900)
        }
        #expect(try sample.send(0..<1000, to: shelves.store) == .complete)
    }

    @Test(arguments: [
        (0, 0, 0), (0, 1, CaseLimits.documentBytes + 1), (-1, 1, 10), (10, 1, 10), (0, 11, 10),
        (11, 0, 10), (5, 6, 10), (.max, 1, 10), (0, 1, -1),
    ])
    func `a chunk must lie within a document`(offset: Int, count: Int, length: Int) throws {
        let shelves = try Shelves()
        let sample = try Sample(1, count: 1000)
        #expect(throws: DocumentStoreError.outOfRange) {
            try shelves.store.write(
                [UInt8](repeating: 0, count: count), at: offset, of: sample.name,
                lengthBytes: length)
        }
        #expect(shelves.files() == [])
    }

    @Test func `more pieces than the map holds are refused, and the rest goes on`() throws {
        let shelves = try Shelves()
        let sample = try Sample(1, count: 1000)
        let limit = Limits.rangesPerDocument
        for index in 0..<limit {
            _ = try sample.send(index * 2..<index * 2 + 1, to: shelves.store)
        }
        #expect(throws: DocumentStoreError.tooScattered(limit: limit)) {
            try sample.send(900..<901, to: shelves.store)
        }
        #expect(try sample.send(0..<1000, to: shelves.store) == .complete)
    }

    @Test func `a map that cannot be true costs the bytes again and nothing else`() throws {
        for damage in ["map", "map too long", "part"] {
            let shelves = try Shelves()
            let sample = try Sample(1, count: 1000)
            _ = try sample.send(0..<600, to: shelves.store)
            let ending = damage == "part" ? ".part" : ".ranges"
            let file = try #require(shelves.files().first { $0.hasSuffix(ending) })
            let content = [UInt8](repeating: 0x82, count: damage == "map" ? 3 : 9999)
            try Data(damage == "part" ? [1, 2, 3] : content)
                .write(to: URL(filePath: "\(shelves.store.folder)/\(file)"))
            #expect(try sample.missing(in: shelves.store) == [0..<1000], "\(damage)")
            #expect(try sample.send(0..<1000, to: shelves.store) == .complete, "\(damage)")
        }
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `any order of chunks gives the document`(seed: UInt64) throws {
        let shelves = try Shelves()
        var random = SeededGenerator(seed: seed)
        let sample = try Sample(seed, count: Int.random(in: 20...5000, using: &random))
        var arrived = ByteRanges()
        while try !shelves.store.has(sample.name) {
            let start = Int.random(in: 0..<sample.content.count, using: &random)
            let end = min(sample.content.count, start + Int.random(in: 1...800, using: &random))
            let progress = try sample.send(start..<end, to: shelves.store)
            try arrived.insert(start..<end)
            let gaps = arrived.gaps(in: 0..<sample.content.count)
            #expect(try sample.missing(in: shelves.store) == gaps, "seed \(seed)")
            #expect((progress == .complete) == gaps.isEmpty, "seed \(seed)")
            if Int.random(in: 0..<4, using: &random) == 0 { shelves.reopen() }
        }
        #expect(try shelves.visible() == ["\(sample.name)"])
    }

    @Test func `several writers of one document do not spoil it`() throws {
        let shelves = try Shelves()
        let sample = try Sample(1, count: 8000)
        let folder = shelves.store.folder
        DispatchQueue.concurrentPerform(iterations: 4) { writer in
            let store = DocumentStore(folder: folder)
            for index in 0..<8 {
                let start = (index * (writer * 2 + 1)) % 8 * 1000
                // The document is looked at below; a failure shows there.
                _ = try? sample.send(start..<start + 1000, to: store)
            }
        }
        #expect(try shelves.visible() == ["\(sample.name)"])
        #expect(shelves.files().count == 1)
    }

    private func name(of content: [UInt8]) throws -> DocumentName {
        try #require(Digest(Blake2b.hash(content)).map { DocumentName($0) })
    }
}
