import CaseModel
import Console
import Frontend
import Simulator

/// What all worlds together have shown.
struct SimulationReport {
    private(set) var findings = 0
    private var worlds = 0
    private var steps = 0
    private var tally = Tally()

    mutating func add(_ outcome: Outcome) {
        worlds += 1
        steps += outcome.steps
        tally.add(outcome.tally)
        if outcome.finding != nil { findings += 1 }
    }

    func say(_ desk: Desk) throws(Failure) {
        try desk.say(
            vi: "\(worlds) thế giới, \(steps) việc: \(tally.events) sự kiện, \(tally.exchanges) "
                + "thông điệp (\(tally.lost) mất), \(tally.bundles) gói, \(tally.crashes) lần sập, "
                + "\(tally.diskTroubles) lỗi đĩa, \(tally.parked) bị giữ lại, \(tally.conflicts) "
                + "xung đột, \(tally.refused) lần bị từ chối; vi phạm: \(findings).",
            en: "\(worlds) worlds, \(steps) steps: \(tally.events) events, \(tally.exchanges) "
                + "messages (\(tally.lost) lost), \(tally.bundles) bundles, \(tally.crashes) "
                + "crashes, \(tally.diskTroubles) disk failures, \(tally.parked) parked, "
                + "\(tally.conflicts) conflicts, \(tally.refused) times refused; broken: "
                + "\(findings).")
    }

    /// A broken promise with what happened before it.
    static func say(_ finding: Finding, _ desk: Desk) throws(Failure) {
        for line in finding.trace { try desk.say("  " + line) }
        try desk.say(
            "seed \(finding.seed) step \(finding.step) \(finding.invariant.rawValue): "
                + finding.words)
    }

    static func json(_ outcome: Outcome) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init(name: "seed", value: .number("\(outcome.seed)")),
            .init(name: "steps", value: .number("\(outcome.steps)")),
            .init(name: "trace", value: .text(String(outcome.trace, radix: 16))),
            .init(name: "events", value: .number("\(outcome.tally.events)")),
            .init(name: "conflicts", value: .number("\(outcome.tally.conflicts)")),
        ]
        if let finding = outcome.finding {
            members += [
                .init(name: "step", value: .number("\(finding.step)")),
                .init(name: "invariant", value: .text(finding.invariant.rawValue)),
                .init(name: "message", value: .text(finding.words)),
                .init(name: "last", value: .array(finding.trace.map { .text($0) })),
            ]
        }
        return .object(members)
    }
}
