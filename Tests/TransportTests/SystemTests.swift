import Glibc
import Testing

@testable import Transport

@Suite struct SystemTests {
    @Test func `the clocks go and the boot has a name`() {
        let first = SystemClock.monotonicMilliseconds()
        #expect(first > 0)
        #expect(SystemClock.monotonicMilliseconds() >= first)
        #expect(SystemClock.wallMilliseconds() > 1_700_000_000_000)
        #expect(SystemClock.bootID() == SystemClock.bootID())
        #expect(SystemClock.bootID() != 0)
    }

    @Test(arguments: [
        ("0123456789abcdef-0\n", 0x0123_4567_89ab_cdef),
        ("01234567-89ab-cdef-1111\n", 0x0123_4567_89ab_cdef),
        ("", 0), ("short", 0), ("zzzzzzzz-zzzz-zzzz", 0),
    ])
    func `a boot name is its first eight bytes`(text: String, expected: UInt64) {
        #expect(SystemClock.bootID(parsing: Array(text.utf8)) == expected)
    }

    @Test func `a pipe is read as it is written`() throws {
        var ends: [Int32] = [-1, -1]
        #expect(unsafe pipe(&ends) == 0)
        let input = StandardInput(descriptor: ends[0])
        let output = Output(descriptor: ends[1], name: "pipe")
        try output.write("one\n")
        #expect(try input.nextChunk() == Array("one\n".utf8))
        try output.write("two\n")
        #expect(try input.nextChunk(maximum: 2) == Array("tw".utf8))
        #expect(try input.nextChunk() == Array("o\n".utf8))
        _ = close(ends[1])
        #expect(try input.nextChunk() == nil)
        _ = close(ends[0])
        #expect(throws: FileFailure(.read, "standard input", EBADF)) {
            _ = try StandardInput(descriptor: -1).nextChunk()
        }
    }

    @Test func `a pipe that does not block is written and read completely`() throws {
        var ends: [Int32] = [-1, -1]
        #expect(unsafe pipe(&ends) == 0)
        defer { for end in ends { _ = close(end) } }
        for end in ends { #expect(fcntl(end, F_SETFL, O_NONBLOCK) == 0) }
        let number = ends[1]
        let body = pattern(1 << 20)
        let writer = Worker {
            // The reader finds out when something is missing.
            try? Output(descriptor: number, name: "pipe").write(body)
        }
        var read: [UInt8] = []
        while read.count < body.count {
            read += try StandardInput(descriptor: ends[0]).nextChunk() ?? []
        }
        writer.join()
        #expect(read == body)
    }

    @Test func `a stop signal makes the descriptor readable`() throws {
        let signals = try StopSignals.install()
        #expect(signals.next() == nil)
        for number in [SIGTERM, SIGINT, SIGHUP] {
            // To this thread only: the other threads of the test do not hold signals back.
            #expect(pthread_kill(pthread_self(), number) == 0)
            var watched = pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0)
            #expect(unsafe poll(&watched, 1, 5000) == 1)
            #expect(signals.next() == number)
        }
        #expect(signals.next() == nil)
    }

    @Test func `a network watch tells of what the system sent, once`() throws {
        let watch = NetworkWatch()
        let descriptor = try #require(watch.descriptor)
        while watch.takeNews() { continue }
        // Asks the system for its links (RTM_GETLINK, all of them): the answer is news like any.
        var question = [UInt32](repeating: 0, count: 8)
        (question[0], question[1], question[2]) = (32, 18 | 0x301 << 16, 1)
        #expect(unsafe send(descriptor, &question, 32, 0) == 32)
        #expect(watch.takeNews())
        #expect(!watch.takeNews())
    }
}
