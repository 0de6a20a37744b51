import CaseModel
import Console
import Foundation
import Testing

@testable import kiosk

/// People who type anything at all: every dialogue ends in a defined state and stores nothing by
/// halves.
///
/// `RANDOM_DIALOGUES=100000 swift test -c release --filter RandomWalkTests` walks further;
/// `RANDOM_SEED=…` walks other ways. A failure names the seed of its dialogue.
@Suite struct RandomWalkTests {
    private static func number(_ name: String, _ usual: UInt64) -> UInt64 {
        ProcessInfo.processInfo.environment[name].flatMap(UInt64.init) ?? usual
    }

    @Test func `random dialogues keep every promise`() {
        let first = Self.number("RANDOM_SEED", 1)
        var totals = (lines: 0, cases: 0, ratings: 0, told: 0, offers: 0, transfers: 0)
        for seed in first..<first + Self.number("RANDOM_DIALOGUES", 150) {
            var walk = Walk(seed: seed)
            walk.run()
            #expect(walk.complaints == [], "seed \(seed): \(walk.typed)")
            totals.lines += walk.typed.count
            totals.cases += walk.visit.booth.taken.count
            totals.ratings += walk.visit.booth.ratings.count
            totals.told += walk.visit.booth.told.count
            totals.offers += walk.offers
            totals.transfers += walk.visit.booth.transfers
        }
        // The walks must come as far as the ends of the graph, or they prove little.
        #expect(totals.cases > 0 && totals.ratings > 0 && totals.told > 0, "\(totals)")
        #expect(totals.offers > 0 && totals.transfers > 0, "\(totals)")
    }
}

/// One person's lines, drawn from a seed.
private struct Walk {
    private var random: SeededGenerator
    private(set) var visit: Visit
    private(set) var typed: [String] = []
    private(set) var complaints: [String] = []
    /// How often somebody was offered what they gave before.
    private(set) var offers = 0
    private let width: Int

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        width = Int.random(in: 40...200, using: &random)
        visit = Visit(width: width)
        if Bool.random(using: &random) { visit.booth.followed = Booth.someCase }
        if Bool.random(using: &random) { visit.booth.elsewhere = Booth.someCase }
        // What others gave is known, too, and must never be seen.
        for known in ["046194003217", "046094003217"] {
            visit.booth.given[known] = ["applicant.address": "CANARY" + known]
        }
    }

    mutating func run() {
        for _ in 0..<Int.random(in: 1...40, using: &random) where !visit.isOver { step() }
        // An end of input in the middle is nothing more typed: what was stored stays whole.
        for (index, checked) in visit.booth.taken.enumerated() {
            let names = Set(checked.fields.map(\.name))
            let needed = ["procedure", "applicant.name", "applicant.identity", "due"]
            if !names.isSuperset(of: needed) { complaints.append("case \(index) is not whole") }
        }
    }

    private mutating func step() {
        visit.booth.isBroken = Int.random(in: 0..<20, using: &random) == 0
        let (cases, ratings) = (visit.booth.taken.count, visit.booth.ratings.count)
        let (told, transfers) = (visit.booth.told.count, visit.booth.transfers)
        let screen = visit.screenName
        let line = nextLine()
        typed.append(line)
        visit.type(line)
        if visit.last.isEmpty { complain("nothing said at \(screen)") }
        let isTold = visit.last.contains("ĐÃ NỘP")
        if (visit.booth.taken.count == cases + 1) != (isTold && screen == "review") {
            complain("a case without its slip, or a slip without its case, at \(screen)")
        }
        if visit.booth.ratings.count != ratings,
            !["rateScore", "receipt", "followed", "parting"].contains(screen)
        {
            complain("a rating at \(screen)")
        }
        if visit.booth.told.count != told, screen != "feedbackContact" {
            complain("feedback at \(screen)")
        }
        if visit.booth.transfers != transfers, screen != "fee" { complain("money at \(screen)") }
        if visit.screenName == "offer" { offers += 1 }
        checkGiven()
        for said in visit.last.split(separator: "\n") {
            if String(said).displayWidth > width { complain("wider than \(width): \(said)") }
            if said.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
                complain("a control character at \(screen)")
            }
        }
    }

    /// What somebody gave before stands on a screen only after their own number was typed.
    private mutating func checkGiven() {
        for known in visit.booth.given.keys where visit.last.contains("CANARY" + known) {
            if !typed.contains(where: { $0.contains(known) }) { complain("another's number seen") }
        }
    }

    private mutating func complain(_ what: String) {
        complaints.append("\(what) after \(typed.last?.prefix(60) ?? "")")
    }

    /// Mostly what leads on from where the person is, else anything.
    private mutating func nextLine() -> String {
        if Int.random(in: 0..<8, using: &random) > 0 { return pick(fitting(visit.screenName)) }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return pick(Self.words)
        case 1: return garbage(length: 12)
        case 2: return garbage(length: Bool.random(using: &random) ? 4096 : 80)
        case 3: return pick(Self.scans)
        case 4: return String(Int.random(in: -2...99, using: &random))
        default: return pick(["?", "9", "lại", "0", "", " ", "q"])
        }
    }

    private mutating func pick(_ lines: [String]) -> String {
        lines[Int.random(in: 0..<lines.count, using: &random)]
    }

    private mutating func garbage(length: Int) -> String {
        let count = Int.random(in: 0...length, using: &random)
        let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
        return TerminalText.stripped(String(decoding: bytes, as: UTF8.self))
    }

    /// What the question asked last wants, at its place in the form.
    private var answers: [String] {
        guard let question = visit.said.range(of: "Câu ", options: .backwards) else { return [""] }
        return switch visit.said[question.upperBound...].prefix(2) {
        case "1/": Self.scans + Self.words
        case "2/": ["046194003217"]
        case "6/": Self.words
        case "7/": ["1", "Nam"]
        case "8/": ["02/11/2026"]
        case "10": ["*", "1 2", "-"]
        case "11": ["", "1", "1 3", "-", "4"]
        default: [""]
        }
    }

    private func fitting(_ screen: String) -> [String] {
        switch screen {
        case "menu": ["1", "2", "2", "3", "4", "5", "6"]
        case "search": ["khai sinh", "khai sinhj", "x", "1", "2"]
        case "results", "procedure", "language", "spelling", "events", "fields", "feedbackKind",
            "offer", "transfer":
            ["1", "1", "2", ""]
        case "receipt", "followed": ["5", "3 lâu", "6", "7", "8", "q", ""]
        case "fee": ["1", "1", ""]
        case "rateFactor": ["", "4", "6"]
        case "feedbackText": Self.words
        case "feedbackContact": ["", "Hằng 0905218446"]
        case "review": ["ok", "1", "3", "10", "nộp"]
        case "leaving": ["", "q"]
        case "parting": ["", "5", "2 lâu", "x", "0"]
        case "question": answers
        case "followCode", "rateCode": ["T-3-261123-1-K5Q", "T-3", ""]
        case "followSecret": ["7KQ2MD", "7kq2md"]
        case "rateScore": ["5", "4 chờ hơi lâu", "6", "7"]
        default: [""]
        }
    }

    private static let words = [
        "Nguyễn Thị Thu Hằng", "Nguyeenx Vawn An", "nộp hồ sơ", "trợ giúp", "kết thúc", "Lê Khôi",
        "0905218446", "-", "00",
    ]
    private static let scans = [
        "046194003217|191234567|Nguyễn Thị Thu Hằng|12031994|Nữ|14 Vỹ Dạ|01052021",
        "046194003217|191234567|Nguyễn Thị Thu Hằng|12031995|Nữ|14 Vỹ Dạ|01052021",
        "046194003217||Hằng|12031994|Nữ", "||||||||",
        "046094003217||Trần Minh|12031994|Nam||01052021",
    ]
}
