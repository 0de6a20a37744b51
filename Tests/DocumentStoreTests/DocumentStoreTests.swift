import CaseModel
import Foundation
import Sealing
import SyncProtocol
import Testing
import Transport

@testable import DocumentStore

@Suite struct DocumentStoreTests {
    @Test func `a file lies under the name of its content`() throws {
        let shelves = try Shelves()
        let sample = try Sample(1, count: 200_000)
        let added = try shelves.store.add(shelves.file("a.pdf", sample.content))
        #expect(added == .init(name: sample.name, kind: .pdf, lengthBytes: 200_000))
        let hex = "\(sample.name)"
        #expect(shelves.files() == ["\(hex.prefix(2))/\(hex.dropFirst(2))"])
        #expect(try shelves.visible() == [hex])
        #expect(try shelves.store.has(sample.name))
        #expect(try shelves.store.lengthBytes(of: sample.name) == 200_000)
        #expect(try shelves.store.read(sample.name, 0..<200_000) == sample.content)
        #expect(try shelves.store.read(sample.name, 7..<9) == Array(sample.content[7..<9]))
        #expect(try shelves.store.names() == [sample.name])
        #expect(try sample.missing(in: shelves.store) == [])
    }

    @Test func `the same content twice is the same document`() throws {
        let shelves = try Shelves()
        let sample = try Sample(1, count: 3000)
        let first = try shelves.store.add(shelves.file("a.pdf", sample.content))
        let second = try shelves.store.add(shelves.file("b.pdf", sample.content))
        #expect(first == second && shelves.files().count == 1)
    }

    @Test func `only this user may read a document`() throws {
        let shelves = try Shelves()
        let sample = try Sample(1, count: 3000)
        _ = try shelves.store.add(shelves.file("a.pdf", sample.content))
        var status = stat()
        for path in shelves.files().map({ "\(shelves.store.folder)/\($0)" }) {
            #expect(unsafe stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        }
        #expect(unsafe stat(shelves.store.folder, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o700)
    }

    private static let refused: [([UInt8], DocumentProblem)] = [
        ([], .empty), (Array("PK\u{3}\u{4} a letter".utf8), .unknownKind),
        (Array("%PDF-1.4 cut short".utf8), .damaged(.pdf)),
    ]

    @Test(arguments: refused)
    func `what is not taken leaves nothing`(content: [UInt8], problem: DocumentProblem) throws {
        let shelves = try Shelves()
        let path = try shelves.file("a", content)
        #expect(throws: DocumentStoreError.refused(problem)) { try shelves.store.inspect(path) }
        #expect(throws: DocumentStoreError.refused(problem)) { try shelves.store.add(path) }
        #expect(shelves.files() == [])
    }

    @Test func `a file over the limit leaves nothing`() throws {
        let shelves = try Shelves()
        let size = CaseLimits.documentBytes + 1
        let path = try shelves.file("a", Array("%PDF-1.4".utf8) + Array(repeating: 0, count: size))
        #expect(throws: DocumentStoreError.refused(.tooLarge)) { try shelves.store.inspect(path) }
        #expect(throws: DocumentStoreError.refused(.tooLarge)) { try shelves.store.add(path) }
        #expect(shelves.files() == [])
    }

    @Test func `only an ordinary file is taken`() throws {
        let shelves = try Shelves()
        let pipe = shelves.root.appending(path: "pipe").path
        #expect(unsafe mkfifo(pipe, 0o600) == 0)
        let none = shelves.root.appending(path: "none").path
        for (path, number) in [(none, ENOENT), (shelves.root.path, EISDIR), (pipe, ENOTSUP)] {
            #expect(throws: DocumentStoreError.file(FileFailure(.read, path, number))) {
                try shelves.store.add(path)
            }
        }
        #expect(shelves.files() == [])
    }

    @Test func `inspecting stores nothing`() throws {
        let shelves = try Shelves()
        let sample = try Sample(1, count: 70_000)
        let found = try shelves.store.inspect(shelves.file("a.pdf", sample.content))
        #expect(found == .init(kind: .pdf, lengthBytes: 70_000))
        #expect(shelves.files() == [])
    }

    @Test func `what is not here, or lies beyond the end, is not read`() throws {
        let shelves = try Shelves()
        let sample = try Sample(1, count: 3000)
        #expect(throws: DocumentStoreError.missing(sample.name)) {
            try shelves.store.read(sample.name, 0..<1)
        }
        _ = try shelves.store.add(shelves.file("a.pdf", sample.content))
        #expect(throws: DocumentStoreError.outOfRange) {
            try shelves.store.read(sample.name, 2999..<3001)
        }
    }

    @Test func `possession is proved with the whole content`() throws {
        let shelves = try Shelves()
        let sample = try Sample(1, count: 150_000)
        _ = try shelves.store.add(shelves.file("a.pdf", sample.content))
        let nonce = [UInt8](repeating: 9, count: 32)
        let proof = try shelves.store.proof(of: sample.name, nonce: nonce)
        #expect(proof == Blake2b.hash(sample.content, key: nonce))
        #expect(proof != Blake2b.hash(sample.content))
    }

    @Test(arguments: [0, 1, 63, 128, 129, 1000])
    func `a hash in pieces is the hash of the whole`(piece: Int) throws {
        let content = try Sample(1, count: 1000).content
        var stream = Blake2b.Stream()
        stream.update(Array(content.prefix(piece)))
        stream.update(Array(content.dropFirst(piece)))
        #expect(stream.finish() == Blake2b.hash(content))
    }

    @Test func `a removed document is gone`() throws {
        let shelves = try Shelves()
        let sample = try Sample(1, count: 3000)
        try shelves.store.remove(sample.name)
        _ = try shelves.store.add(shelves.file("a.pdf", sample.content))
        try shelves.store.remove(sample.name)
        #expect(try !shelves.store.has(sample.name) && shelves.store.names() == [])
    }

    @Test func `documents that no record names are removed when they are old`() throws {
        let shelves = try Shelves()
        let samples = try [1, 2].map { try Sample($0, count: 3000) }
        for sample in samples { _ = try shelves.store.add(shelves.file("x", sample.content)) }
        let isNamed = { $0 == samples[0].name }
        #expect(try shelves.store.removeUnnamed(before: 1_000_000, isNamed: isNamed) == 0)
        #expect(try shelves.store.removeUnnamed(before: .max, isNamed: isNamed) == 1)
        #expect(try shelves.store.names() == [samples[0].name])
    }

    @Test func `what was begun long ago is swept, and what is complete stays`() throws {
        let shelves = try Shelves()
        let (whole, part) = (try Sample(1, count: 3000), try Sample(2, count: 3000))
        #expect(try shelves.store.sweep(before: .max) == 0)
        _ = try shelves.store.add(shelves.file("x", whole.content))
        _ = try part.send(0..<100, to: shelves.store)
        #expect(try shelves.store.sweep(before: 1_000_000) == 0)
        #expect(try part.missing(in: shelves.store) == [100..<3000])
        #expect(try shelves.store.sweep(before: .max) == 2)
        #expect(try part.missing(in: shelves.store) == [0..<3000])
        #expect(try shelves.visible() == ["\(whole.name)"])
    }
}
