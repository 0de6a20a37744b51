import CaseModel
import Testing

@testable import badlink

/// The report, and the numbers of the command line.
@Suite struct TallyTests {
    @Test func `a report says what went over the link`() {
        var tally = Tally()
        tally[.up].accepted = 700
        tally[.up].delivered = 650
        tally[.down].accepted = 90
        tally.connections = 2
        tally.cuts = 1
        #expect(
            tally.json(microseconds: 12_034_567).write() == """
                {"bytes_up_accepted":700,"bytes_up_delivered":650,"bytes_down_accepted":90,\
                "bytes_down_delivered":0,"connections":2,"refused":0,"cuts":1,"half_open":0,\
                "seconds":12.034}
                """)
    }

    @Test(arguments: [("20", 20_000), ("0.5", 500), ("1.25", 1_250), ("0.001", 1)])
    func `a decimal number is read exactly`(text: String, thousandths: Int) {
        #expect(Decimal.thousandths(text) == thousandths)
    }

    @Test(arguments: ["", ".", "1.", ".5", "-1", "1,5", "1.2345", "1e3", "1.2.3", "9999999999"])
    func `what is no such number is refused`(text: String) {
        #expect(Decimal.thousandths(text) == nil)
    }
}
