import CaseModel
import Console
import Foundation
import Frontend
import Testing

@testable import kiosk

/// Staff who type anything at all, and change in the middle: nothing is done unless somebody has
/// signed in, nothing is stored by halves, and nobody sees what the last one typed.
///
/// `RANDOM_DIALOGUES` and `RANDOM_SEED` are as in `RandomWalkTests`.
@Suite struct AgentWalkTests {
    private static func number(_ name: String, _ usual: UInt64) -> UInt64 {
        ProcessInfo.processInfo.environment[name].flatMap(UInt64.init) ?? usual
    }

    @Test func `random shifts keep every promise`() throws {
        let first = Self.number("RANDOM_SEED", 1)
        var totals = (lines: 0, cases: 0, acts: 0, drafts: 0, signIns: 0)
        var places: Set<String> = []
        for seed in first..<first + Self.number("RANDOM_DIALOGUES", 150) {
            var walk = try AgentWalk(seed: seed)
            walk.run()
            #expect(walk.complaints == [], "seed \(seed): \(walk.typed)")
            totals.lines += walk.typed.count
            totals.cases += walk.counter.booth.taken.count
            totals.acts += walk.counter.performed.count
            totals.drafts += walk.counter.kept.count
            totals.signIns += walk.signIns
            places.formUnion(walk.places)
        }
        // The walks must come as far as the ends of the graph, or they prove little.
        #expect(totals.cases > 0 && totals.acts > 0 && totals.drafts > 0, "\(totals)")
        #expect(totals.signIns > 0, "\(totals)")
        let all = Set(AgentGraphTests.ways.compactMap { $0.name.split(separator: " ").first })
        #expect(places.isSuperset(of: all.map(String.init)), "\(places)")
    }
}

/// The lines of some staff at one desk, drawn from a seed.
private struct AgentWalk {
    private var random: SeededGenerator
    private var shift: Shift
    let counter = Counter()
    private(set) var typed: [String] = []
    private(set) var complaints: [String] = []
    private(set) var places: Set<String> = []
    private(set) var signIns = 0
    private let width: Int

    init(seed: UInt64) throws {
        random = SeededGenerator(seed: seed)
        width = Int.random(in: 40...200, using: &random)
        counter.known = ["applicant.phone": "0905218446"]
        shift = try Shift(counter, isSignedIn: false, width: width)
    }

    /// What those who work now put into their words, and nobody may see after them.
    private var canary: String { "CANARY\(signIns)." }

    mutating func run() {
        for _ in 0..<Int.random(in: 1...60, using: &random) where !shift.isOver { step() }
        // An end of input in the middle is nothing more typed: what was stored stays whole.
        for (index, checked) in counter.booth.taken.enumerated() {
            let names = Set(checked.fields.map(\.name))
            let needed = ["procedure", "applicant.name", "applicant.identity", "due"]
            if !names.isSuperset(of: needed) { complaints.append("case \(index) is not whole") }
        }
    }

    private mutating func step() {
        let isRefused = Int.random(in: 0..<20, using: &random) == 0
        counter.booth.isBroken = isRefused
        counter.refusal = isRefused ? Failure(.refused, vi: "Từ chối.", en: "Refused.") : nil
        let before = (cases: counter.booth.taken.count, acts: counter.performed.count)
        let (place, wasLocked) = (shift.placeName, shift.isLocked)
        places.insert(place)
        if Int.random(in: 0..<60, using: &random) == 0 {
            typed.append("(locked)")
            shift.lock()
        } else {
            let line = nextLine()
            typed.append(line)
            shift.type(line)
        }
        if wasLocked, !shift.isLocked {
            signIns += 1
            // Drafts are the point's: whoever comes next may go on with them, and would see what
            // was typed; so nothing is left in them but that they are there.
            counter.kept = counter.kept.map { _ in HandIn(Booth.birth).json }
        }
        checkStored(before.cases, before.acts, place: place, wasLocked: wasLocked)
        checkSaid(at: place)
    }

    private mutating func checkStored(
        _ cases: Int, _ acts: Int, place: String, wasLocked: Bool
    ) {
        let taken = counter.booth.taken.count - cases
        if (taken > 0) != shift.last.contains("ĐÃ NỘP") || taken > 1 {
            complain("a case without its slip, or a slip without its case, at \(place)")
        }
        if taken > 0, place != "entry" { complain("a case at \(place)") }
        if wasLocked, taken > 0 || counter.performed.count > acts {
            complain("something was done and nobody has signed in")
        }
        for words in counter.performed[acts...] {
            let isReading = ["show", "outbox", "parked", "discard"].contains(words[0])
            if !isReading, !words.contains("--actor=\(shift.actor)") {
                complain("an act in nobody's name: \(words)")
            }
            // What a person types is never an option of the command.
            let known = ["--actor", "--cash", "--qr", "--amount", "--to", "--reason", "--keep"]
            let more = ["--value", "--file", "--limit", "--short", "--width", "--"]
            for word in words.prefix(while: { $0 != "--" }) where word.hasPrefix("--") {
                let name = word.prefix { $0 != "=" }
                if !(known + more).contains(String(name)) { complain("an option \(word)") }
            }
        }
    }

    private mutating func checkSaid(at place: String) {
        if shift.last.isEmpty { complain("nothing said at \(place)") }
        if shift.last.contains(Counter.pin) { complain("a PIN on the screen") }
        for earlier in 0..<signIns where shift.last.contains("CANARY\(earlier).") {
            complain("what another of the staff typed")
        }
        for said in shift.last.split(separator: "\n") {
            if String(said).displayWidth > width { complain("wider than \(width): \(said)") }
            if said.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
                complain("a control character at \(place)")
            }
        }
    }

    private mutating func complain(_ what: String) {
        complaints.append("\(what) after \(typed.last?.prefix(60) ?? "")")
    }

    /// Mostly what leads on from where the desk is, else anything.
    private mutating func nextLine() -> String {
        let isFitting = Int.random(in: 0..<8, using: &random) > 0
        return pick(isFitting ? fitting(shift.placeName) : strange)
    }

    private var strange: [String] {
        mutating get {
            let length = Bool.random(using: &random) ? 4096 : 40
            let count = Int.random(in: 0...length, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            return [
                TerminalText.stripped(String(decoding: bytes, as: UTF8.self)), canary, Self.card,
                "||||||||", "?", "9", "lại", "0", "", ";;;;", "q", "/nhap", "k", "k 1", "r",
                "--json", "-", "\(Int.random(in: -2...120, using: &random))", "--home=/tmp",
            ]
        }
    }

    private mutating func pick(_ lines: [String]) -> String {
        lines[Int.random(in: 0..<lines.count, using: &random)]
    }

    private func fitting(_ place: String) -> [String] {
        switch place {
        case "names": ["1", "2", "tran minh", canary]
        case "pin": [Counter.pin, Counter.pin, Counter.pin, "0000", ""]
        case "menu": ["1", "1", "r", "2", "3", "4", "5", "6", "7", "8", "c", "k", "k 2"]
        case "entry": Self.entries + ["; \(canary) Thị Hoa", "; \(canary)"]
        case "file": ["cases.jsonl", canary, "--json"]
        case "lists", "sending": ["1", "2", "3", "4"]
        case "items", "drafts", "conflicts": ["1", "1", "2", "40"]
        case "code": [Booth.someCase.slip, Self.card, "046194003217", "thu hang", canary]
        case "opened": ["1", "2", "3", "4", "5", "6", "7"]
        case "asking":
            ["", "15.000", canary, "baanj vieejc", "1", "2 scan.pdf", "applicant.phone=0905000111"]
        case "spelling": ["1", "2", ""]
        case "draft": ["", "papers.declaration=original×1", "bỏ", "--json"]
        case "conflict": ["1", "2", "= 0905000111", "= --keep=1"]
        default: [""]
        }
    }

    private static let card =
        "046194003217|191234567|Nguyễn Thị Thu Hằng|12031994|Nữ|14 Vỹ Dạ|01052021"
    private static let entries = [
        "khai sinh; 1; 1", "khai sinh; 1; 1", card, card,
        "; Lê Minh Khôi; 1; 02/11/2026; ; *; ; ok",
        "; Lê Minh Khôi; 1; 02/11/2026; ; *; 1; ok", "; Nguyeenx Vawn An; 1; 2", "ok", "", "1",
        "02/11/2026", "*", "/nhap", "5", "0",
    ]
}
