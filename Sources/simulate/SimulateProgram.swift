import CaseModel
import Console
import Frontend
import Simulator

/// The command line of `simulate`, and its one act.
enum SimulateProgram {
    static let version = "0.1.0"

    static var spec: ProgramSpec {
        ProgramSpec(
            name: "simulate", version: version,
            summary: Localized(
                vi: "Mô phỏng các điểm và trung tâm", en: "A simulator of points and the centre"),
            bare: CommandSpec(
                "",
                Localized(
                    vi: "cả tỉnh trong một tiến trình, mọi thứ theo một hạt giống",
                    en: "a whole province in one process, all of it from one seed"),
                details: Localized(
                    vi: "Mã thật của hai chương trình chạy với thời gian, đường truyền và ổ đĩa "
                        + "ảo. Khi một lời hứa bị vi phạm, in hạt giống, bước, lời hứa và những "
                        + "việc cuối cùng; cùng hạt giống cho lại đúng như vậy. Các lỗi: "
                        + "\(faults). Các sai lầm cố ý: \(bugs).",
                    en: "The real code of both programs runs with virtual time, line and disks. "
                        + "A broken promise prints its seed, step, name and what happened last; "
                        + "the same seed gives the same again. Faults: \(faults). Mistakes on "
                        + "purpose: \(bugs)."),
                options: options,
                examples: [
                    Example("simulate --seed 7", Localized(vi: "một thế giới", en: "one world")),
                    Example(
                        "simulate --seeds 1..1000 --steps 400",
                        Localized(vi: "nhiều thế giới", en: "many worlds")),
                    Example(
                        "simulate --seeds 1..1000 --bug B",
                        Localized(vi: "với một sai lầm cố ý", en: "with a mistake on purpose")),
                ]),
            groups: [])
    }

    private static var faults: String { Fault.allCases.map(\.rawValue).joined(separator: " ") }
    private static var bugs: String { Mistake.allCases.map(\.rawValue).joined(separator: " ") }

    private static var options: [OptionSpec] {
        [
            .value("seed", "N", Localized(vi: "một hạt giống", en: "one seed")),
            .value(
                "seeds", "A..B", Localized(vi: "các hạt giống từ A đến B", en: "seeds A to B")),
            .value(
                "steps", "N",
                Localized(
                    vi: "số việc xảy ra (mặc định \(Settings.usualSteps))",
                    en: "how much happens (default \(Settings.usualSteps))")),
            .value(
                "faults", "LIST",
                Localized(
                    vi: "các lỗi, cách nhau bằng dấu phẩy, hoặc none, all "
                        + "(mặc định: theo hạt giống)",
                    en: "faults with commas between, or none, all (default: the seed chooses)")),
            .value(
                "sites", "N",
                Localized(vi: "số điểm (mặc định: theo hạt giống)", en: "points (default: by seed)")
            ),
            .value(
                "bug", "LETTER", Localized(vi: "một sai lầm cố ý", en: "a mistake on purpose")),
        ]
    }

    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let plan = try SimulationPlan(desk)
        let simulator = Simulator()
        var report = SimulationReport()
        for seed in plan.seeds {
            let outcome = simulator.run(plan.settings(seed))
            report.add(outcome)
            if desk.wantsJSON { try desk.say(SimulationReport.json(outcome)) }
            guard let finding = outcome.finding else { continue }
            if !desk.wantsJSON { try SimulationReport.say(finding, desk) }
            if plan.stopsAtFinding { break }
        }
        if !desk.wantsJSON { try report.say(desk) }
        return report.findings == 0 ? .done : .failed
    }
}
