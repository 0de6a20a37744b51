import DocumentStore
import Glibc
import SyncProtocol
import Testing
import Transport

/// Every call to the system is the last one of a process once, and fails once.
@Suite struct CrashTests {
    /// More calls than any work here makes.
    private static let enough = 1...300

    @Test func `a process that dies while adding shows the whole document or none`() throws {
        let sample = try Sample(1, count: 150_000)
        var outcomes: Set<Int> = []
        for call in Self.enough {
            let shelves = try Shelves()
            let path = try shelves.file("a.pdf", sample.content)
            shelves.store.faults = DiskFaults(call: call, effect: .stop)
            // Whether it failed is told by what is seen afterwards.
            _ = try? shelves.store.add(path)
            guard shelves.store.faults?.hasHappened == true else { break }
            shelves.reopen()
            outcomes.insert(try shelves.visible().count)
            #expect(try shelves.store.add(path).name == sample.name, "call \(call)")
            #expect(try shelves.visible() == ["\(sample.name)"], "call \(call)")
            _ = try shelves.store.sweep(before: .max)
            #expect(shelves.files().count == 1, "call \(call)")
        }
        #expect(outcomes == [0, 1])
    }

    @Test func `a process that dies during a transfer repeats one chunk at most`() throws {
        let sample = try Sample(1, count: 10_000)
        let chunk = 3000
        var outcomes: Set<Int> = []
        for call in Self.enough {
            let shelves = try Shelves()
            shelves.store.faults = DiskFaults(call: call, effect: .stop)
            let sent = send(sample, chunk: chunk, to: shelves.store)
            guard shelves.store.faults?.hasHappened == true else { break }
            shelves.reopen()
            outcomes.insert(try shelves.visible().count)
            let missing = try sample.missing(in: shelves.store).reduce(0) { $0 + $1.count }
            #expect(missing <= sample.content.count - sent, "call \(call): acknowledged is kept")
            let again = send(sample, chunk: chunk, to: shelves.store)
            #expect(again == missing && again + sent <= 10_000 + chunk, "call \(call)")
            #expect(try shelves.visible() == ["\(sample.name)"], "call \(call)")
            _ = try shelves.store.sweep(before: .max)
            #expect(shelves.files().count == 1, "call \(call)")
        }
        #expect(outcomes == [0, 1])
    }

    @Test func `a process that dies while throwing away shows nothing`() throws {
        let (sample, other) = (try Sample(1, count: 4000), try Sample(2, count: 4000))
        for call in Self.enough {
            let shelves = try Shelves()
            _ = try sample.send(0..<2000, to: shelves.store)
            shelves.store.faults = DiskFaults(call: call, effect: .stop)
            #expect(throws: DocumentStoreError.self) {
                try shelves.store.write(
                    Array(other.content[2000...]), at: 2000, of: sample.name, lengthBytes: 4000)
            }
            guard shelves.store.faults?.hasHappened == true else { break }
            shelves.reopen()
            #expect(try shelves.visible() == [], "call \(call)")
            // What is wrong in the part is found at the next chunk at the latest.
            _ = try? sample.send(0..<4000, to: shelves.store)
            #expect(try sample.send(0..<4000, to: shelves.store) == .complete, "call \(call)")
        }
    }

    @Test(arguments: [ENOSPC, EIO, EACCES])
    func `a failing call is said, and adding again works`(number: Int32) throws {
        let sample = try Sample(1, count: 100_000)
        for call in Self.enough {
            let shelves = try Shelves()
            let path = try shelves.file("a.pdf", sample.content)
            shelves.store.faults = DiskFaults(call: call, effect: .error(number))
            do throws(DocumentStoreError) {
                _ = try shelves.store.add(path)
                #expect(shelves.store.faults?.hasHappened != true, "call \(call) was ignored")
            } catch {
                guard case .file(let failure) = error else {
                    Issue.record("call \(call): \(error)")
                    return
                }
                #expect(failure.errno == number, "call \(call)")
            }
            guard shelves.store.faults?.hasHappened == true else { break }
            #expect(try shelves.visible().count <= 1)
            #expect(shelves.files().allSatisfy { !$0.hasPrefix("incoming/") }, "call \(call)")
            #expect(try shelves.store.add(path).name == sample.name, "call \(call)")
        }
    }

    @Test(arguments: [ENOSPC, EIO])
    func `a failing call costs a chunk`(number: Int32) throws {
        let sample = try Sample(1, count: 10_000)
        for call in Self.enough {
            let shelves = try Shelves()
            shelves.store.faults = DiskFaults(call: call, effect: .error(number))
            _ = send(sample, chunk: 3000, to: shelves.store)
            guard shelves.store.faults?.hasHappened == true else { break }
            // The same process goes on.
            _ = send(sample, chunk: 3000, to: shelves.store)
            #expect(try shelves.visible() == ["\(sample.name)"], "call \(call)")
        }
    }

    @Test func `content is on the disk before its name, and bytes before the map`() throws {
        let shelves = try Shelves()
        let sample = try Sample(1, count: 1000)
        shelves.store.faults = DiskFaults()
        _ = try shelves.store.add(shelves.file("a.pdf", sample.content))
        #expect(
            steps(shelves) == [
                "make folder", "create", "write", "sync file", "make folder", "rename",
                "sync folder", "sync folder",
            ])
        try shelves.store.remove(sample.name)
        shelves.store.faults = DiskFaults()
        _ = try sample.send(0..<500, to: shelves.store)
        #expect(
            steps(shelves) == [
                "make folder", "lock", "write", "sync file", "write", "sync file", "rename",
                "sync folder",
            ])
        shelves.store.faults = DiskFaults()
        _ = try sample.send(500..<1000, to: shelves.store)
        #expect(
            steps(shelves) == [
                "make folder", "lock", "write", "sync file", "write", "sync file", "rename",
                "sync folder", "make folder", "rename", "sync folder", "sync folder", "remove",
            ])
    }

    /// The calls that change something, in their order.
    private func steps(_ shelves: Shelves) -> [String] {
        let looking: Set<String> = ["open", "read", "status", "list"]
        return (shelves.store.faults?.calls ?? []).filter { !looking.contains($0) }
    }

    /// Sends what is missing until something fails, and returns how many bytes were acknowledged.
    private func send(_ sample: Sample, chunk: Int, to store: DocumentStore) -> Int {
        var sent = 0
        // A failure ends the transfer, as it ends a process.
        while let gap = try? store.missing(
            sample.name, lengthBytes: sample.content.count, limitBytes: chunk
        ).first {
            guard (try? sample.send(gap, to: store)) != nil else { break }  // as above
            sent += gap.count
        }
        return sent
    }
}
