import CaseModel
import Testing

/// What a PIN is, and how long a wrong one costs.
@Suite struct PINTests {
    @Test(arguments: ["1234", "000000", "123456789012"])
    func `four to twelve digits are a PIN`(text: String) {
        #expect(PIN(text)?.text == text)
    }

    @Test(arguments: ["", "123", "1234567890123", "12a4", "12 34", "１２３４", "-1234"])
    func `anything else is none`(text: String) {
        #expect(PIN(text) == nil)
    }

    @Test func `the wait grows from nothing to a quarter of an hour and never shrinks`() {
        let waits = (0...200).map(PINDelay.milliseconds)
        #expect(waits.prefix(6) == [0, 0, 0, 5_000, 10_000, 20_000])
        #expect(waits == waits.sorted())
        #expect(waits.last == 900_000)
    }

    @Test func `a clock that jumps back neither frees nor locks for ever`() {
        #expect(PINDelay.left(after: 3, last: 1_000, now: 4_000) == 2_000)
        #expect(PINDelay.left(after: 3, last: 1_000, now: 6_000) == 0)
        #expect(PINDelay.left(after: 3, last: 1_000_000, now: 0) == 5_000)
    }
}
