import Console
import Frontend
import Simulator

/// What the command line says, checked.
struct SimulationPlan {
    private static let largest = 1_000_000_000
    private static let mostSites = 200

    let seeds: ClosedRange<UInt64>
    private let steps: Int
    private let faults: [Fault]?
    private let sites: Int?
    private let bug: Mistake?

    init(_ desk: Desk) throws(Failure) {
        let options = desk.invocation.options
        let single = try Self.whole(desk, "seed", 0...Self.largest).map { UInt64($0) }
        let many = try options.value("seeds").map { (text) throws(Failure) in
            try Self.range(text)
        }
        guard single == nil || many == nil else {
            throw Failure(
                .usage, vi: "Chỉ dùng --seed hoặc --seeds.", en: "Use --seed or --seeds, not both.")
        }
        seeds = many ?? (single ?? 1)...(single ?? 1)
        steps = try Self.whole(desk, "steps", 1...Self.largest) ?? Settings.usualSteps
        sites = try Self.whole(desk, "sites", 1...Self.mostSites)
        faults = try options.value("faults").map { (text) throws(Failure) in
            try Self.faults(text)
        }
        bug = try options.value("bug").map { (text) throws(Failure) in
            guard let bug = Mistake(rawValue: text.uppercased()) else {
                throw Self.wrong("bug", text, Mistake.allCases.map(\.rawValue))
            }
            return bug
        }
    }

    /// With a mistake on purpose one finding is enough.
    var stopsAtFinding: Bool { bug != nil }

    func settings(_ seed: UInt64) -> Settings {
        Settings(seed: seed, steps: steps, faults: faults, sites: sites, bug: bug)
    }

    private static func whole(
        _ desk: Desk, _ name: String, _ range: ClosedRange<Int>
    ) throws(Failure) -> Int? {
        guard let number = try desk.number(name) else { return nil }
        guard range.contains(number) else {
            throw wrong(name, "\(number)", ["\(range.lowerBound)..\(range.upperBound)"])
        }
        return number
    }

    private static func range(_ text: String) throws(Failure) -> ClosedRange<UInt64> {
        let parts = text.split(separator: ".", omittingEmptySubsequences: true)
        guard text.contains(".."), parts.count == 2, let first = UInt64(parts[0]),
            let last = UInt64(parts[1]), first <= last
        else { throw wrong("seeds", text, ["A..B"]) }
        return first...last
    }

    private static func faults(_ text: String) throws(Failure) -> [Fault] {
        if text == "none" { return [] }
        if text == "all" { return Fault.usual }
        var faults: [Fault] = []
        for word in text.split(separator: ",") {
            guard let fault = Fault(rawValue: String(word)) else {
                throw wrong("faults", String(word), Fault.allCases.map(\.rawValue))
            }
            faults.append(fault)
        }
        return faults
    }

    private static func wrong(_ name: String, _ text: String, _ forms: [String]) -> Failure {
        let text = TerminalText.visible(text)
        let forms = forms.joined(separator: " ")
        return Failure(
            .usage, vi: "--\(name) không nhận '\(text)'; có: \(forms).",
            en: "--\(name) does not take '\(text)'; there are: \(forms).")
    }
}
