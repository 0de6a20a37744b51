import Testing

@testable import badlink

/// A line in virtual time: what gets through, and when.
@Suite struct PacerTests {
    @Test func `a byte takes its turn and the delay`() {
        var pacer = Pacer(bytesPerSecond: 4_000, delay: 300_000)
        #expect(pacer.take(400, at: 0) == 400_000)
        #expect(pacer.take(400, at: 0) == 500_000)
        #expect(pacer.take(400, at: 1_000_000) == 1_400_000)
    }

    @Test(arguments: [250, 1_000, 4_000, 16_000, 333_333])
    func `a busy line is never faster than its rate, nor idle`(rate: Int) {
        var pacer = Pacer(bytesPerSecond: rate, delay: 70_000)
        var now = 0
        var taken = 0
        var last = 0
        while now < 60_000_000 {
            let room = pacer.room(at: now)
            guard room > 0 else {
                now = pacer.nextRoom ?? Int.max
                continue
            }
            last = pacer.take(room, at: now)
            taken += room
            #expect(taken * 1_000_000 <= rate * (last - 70_000))
        }
        // Rounding may cost a microsecond a chunk.
        let chunks = taken / pacer.chunkBytes
        #expect(taken * 1_000_000 >= rate * (last - 70_000 - chunks))
    }

    @Test func `an idle line saves nothing up`() {
        var pacer = Pacer(bytesPerSecond: 1_000, delay: 0)
        #expect(pacer.take(100, at: 50_000_000) == 50_100_000)
    }

    @Test func `a sender waits while the line is full`() {
        var pacer = Pacer(bytesPerSecond: 4_000, delay: 300_000)
        #expect(pacer.capacity == 2_200 && pacer.chunkBytes == 400)
        for _ in 0..<5 { _ = pacer.take(pacer.room(at: 0), at: 0) }
        #expect(pacer.room(at: 0) == 0)
        #expect(pacer.nextRoom == 400_000)
        #expect(pacer.room(at: 399_999) == 0)
        #expect(pacer.room(at: 400_000) == 400)
    }

    @Test func `a slow line holds two kilobytes all the same`() {
        #expect(Pacer(bytesPerSecond: 125, delay: 0).capacity == 2_048)
    }

    @Test func `without a rate only the delay counts, and memory is bounded`() {
        var pacer = Pacer(bytesPerSecond: nil, delay: 5_000)
        #expect(pacer.take(64 << 10, at: 7) == 5_007)
        while pacer.room(at: 7) > 0 { _ = pacer.take(64 << 10, at: 7) }
        #expect(pacer.nextRoom == 5_007)
        #expect(pacer.room(at: 5_007) == 64 << 10)
    }

    @Test func `a cut empties the line`() {
        var pacer = Pacer(bytesPerSecond: 4_000, delay: 300_000)
        while pacer.room(at: 0) > 0 { _ = pacer.take(400, at: 0) }
        pacer.clear()
        #expect(pacer.take(400, at: 10) == 400_010)
    }
}
