import Console
import Testing

@testable import kiosk

/// From every screen there is a way back, help, and an end.
@Suite struct ScreenGraphTests {
    private static let card =
        "046194003217|191234567|Nguyễn Thị Thu Hằng|12031994|Nữ|14 Vỹ Dạ|01052021"
    /// The card of somebody who was here before.
    private static let scanned =
        "046094003217||Trần Minh|12031994|Nam||01052021"
    private static let begin = ["2", "khai sinh", "1", "1"]
    private static let form = ["Lê Minh Khôi", "1", "02/11/2026", "", "1", ""]
    private static let slip = "T-3-261123-1-K5Q"

    /// A way to each screen, and its name.
    static let ways: [(name: String, way: [String])] = [
        ("menu", []), ("language", ["6"]), ("search", ["1"]), ("events", ["1", "1"]),
        ("fields", ["2", "2"]), ("results of an event", ["1", "1", "1"]),
        ("results of a field", ["1", "2", "1"]), ("results", ["1", "khai sinh"]),
        ("procedure", ["1", "khai sinh", "1"]), ("question words", begin),
        ("question digits", begin + [card]), ("question choice", begin + [card, "", "Khôi"]),
        ("question number", begin + [card, "", "Khôi", "1", "02/11/2026"]),
        ("question papers", begin + [card, "", "Khôi", "1", "02/11/2026", ""]),
        ("question consents", begin + [card, ""] + form.dropLast()),
        ("offer", begin + [scanned]), ("spelling", begin + ["Nguyeenx Vawn An"]),
        ("review", begin + [card, ""] + form),
        ("leaving", begin + [card, "q"]), ("receipt", begin + [card, ""] + form + ["ok"]),
        ("followCode", ["3"]), ("followSecret", ["3", slip]),
        ("followed", ["3", slip, "7KQ2MD"]), ("rateCode", ["4"]), ("rateScore", ["4", slip]),
        ("rateScore", ["4", ""]), ("rateFactor", ["4", slip, "6", "3"]),
        ("fee", ["3", slip, "7KQ2MD", "6"]), ("transfer", ["3", slip, "7KQ2MD", "6", "1"]),
        ("feedbackKind", ["5"]), ("feedbackKind", ["3", slip, "7KQ2MD", "7"]),
        ("feedbackText", ["5", "3"]), ("feedbackContact", ["5", "3", "Chờ hai tuần"]),
        ("parting", ["3", slip, "7KQ2MD", "q"]),
    ]

    @Test func `the ways reach every screen`() {
        let reached = Set(
            Self.ways.map { way in
                let name = Self.visit(way.way).screenName
                #expect(way.name.hasPrefix(name), "\(way.way) leads to \(name)")
                return name
            })
        let all: Set = [
            "menu", "language", "search", "events", "fields", "results", "procedure", "offer",
            "question", "spelling", "review",
            "leaving", "receipt", "followCode", "followSecret", "followed", "rateCode",
            "rateScore", "rateFactor", "fee", "transfer", "feedbackKind", "feedbackText",
            "feedbackContact", "parting",
        ]
        #expect(reached == all)
    }

    /// A person who went a way, where somebody else is known from before.
    static func visit(_ way: [String], _ lines: String..., width: Int = 80) -> Visit {
        var visit = Visit(width: width)
        visit.booth.followed = Booth.someCase
        visit.booth.given["046094003217"] = ["applicant.phone": "0905218446"]
        visit.type(way + lines)
        return visit
    }

    @Test(arguments: ways)
    func `help is there and changes nothing`(name: String, way: [String]) {
        let before = Self.visit(way)
        let after = Self.visit(way, "?")
        #expect(!after.last.isEmpty && after.last != before.last)
        #expect(after.screenName == before.screenName)
    }

    @Test(arguments: ways)
    func `every screen names its ways out`(name: String, way: [String]) {
        let last = Self.visit(way).last.split(separator: "\n").last ?? ""
        #expect(last.hasPrefix("0 quay lại · ? trợ giúp"))
        #expect(last.hasSuffix("q kết thúc"))
    }

    @Test(arguments: ways)
    func `zero leads back to the menu in the end`(name: String, way: [String]) {
        var visit = Self.visit(way)
        for _ in 0..<20 where visit.screenName != "menu" { visit.type("0") }
        #expect(visit.screenName == "menu")
        #expect(!visit.isOver)
    }

    @Test(arguments: ways)
    func `two words at most end the visit and nothing is handed in by that`(
        name: String, way: [String]
    ) {
        var visit = Self.visit(way)
        let taken = visit.booth.taken.count
        for _ in 0..<2 where !visit.isOver { visit.type("q") }
        #expect(visit.isOver)
        #expect(visit.booth.taken.count == taken)
    }

    @Test(arguments: ways)
    func `nothing is wider than the terminal, and no letter loses its mark`(
        name: String, way: [String]
    ) {
        for width in [40, 41, 57, 80, 132, 200] {
            let visit = Self.visit(way, "?", "9", "lại", width: width)
            for line in visit.said.split(separator: "\n") {
                #expect(String(line).displayWidth <= width)
                #expect(line.unicodeScalars.first.map(Self.isMark) != true)
            }
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .nonspacingMark
    }
}
