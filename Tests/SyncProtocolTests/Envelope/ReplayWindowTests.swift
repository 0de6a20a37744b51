import SyncProtocol
import Testing

/// A request is taken once, however late it comes again.
@Suite struct ReplayWindowTests {
    private func take(_ number: UInt64, _ window: inout ReplayWindow) -> Bool {
        window.accept(number)
    }

    @Test func `a number is taken once`() {
        var window = ReplayWindow()
        for number in [1, 2, 3, 70, 1_000_000] as [UInt64] {
            #expect(take(number, &window))
            #expect(take(number, &window) == false)
        }
        #expect(window.highest == 1_000_000)
    }

    @Test func `two on their way may overtake each other`() {
        var window = ReplayWindow()
        #expect(take(5, &window))
        #expect(take(4, &window))
        #expect(take(4, &window) == false)
        #expect(take(5, &window) == false)
        #expect(take(6, &window))
    }

    @Test func `what is older than the window is refused, and zero always`() {
        var window = ReplayWindow()
        #expect(take(0, &window) == false)
        #expect(take(100, &window))
        #expect(take(37, &window))
        #expect(take(36, &window) == false)
        let before = window
        #expect(take(1, &window) == false)
        #expect(window == before)
    }

    @Test func `it agrees with a list of all that came`() {
        var generator = SeededGenerator(seed: 5)
        var window = ReplayWindow()
        var came: Set<UInt64> = []
        for _ in 0..<20_000 {
            let top = window.highest
            let number = generator.next() % 80 + (top > 70 ? top - 70 : 0)
            let isNew = number > 0 && !came.contains(number) && number + ReplayWindow.width > top
            #expect(take(number, &window) == isNew)
            if isNew { came.insert(number) }
        }
    }

    @Test func `the largest numbers do not overflow`() {
        var window = ReplayWindow(highest: 3, seen: 7)
        #expect(take(.max, &window))
        #expect(take(.max - 63, &window))
        #expect(take(.max - 64, &window) == false)
        #expect(ReplayWindow(highest: window.highest, seen: window.seen) == window)
    }
}
