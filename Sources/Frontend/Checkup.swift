import CaseModel
package import CaseRecords
package import Console
import Transport

/// What `verify` and `doctor` of both programs have in common: the surroundings, and the answer.
package enum Checkup {
    private static let scarceBytes: UInt64 = 1 << 30
    private static let fullBytes: UInt64 = 32 << 20

    /// What is wrong around a store in a folder: its key file, its disk, its clock, which cannot be
    /// before a time that is known to be past.
    package static func surroundings(
        folder: String, keys: String, past: Int64
    ) -> [Flaw] {
        var flaws: [Flaw] = []
        switch DiskFacts.isOpenToOthers(keys) {
        case nil: flaws.append(.missingKeyFile(keys))
        case true?: flaws.append(.openKeyFile(keys))
        case false?: break
        }
        if let free = DiskFacts.freeBytes(folder), free < scarceBytes {
            flaws.append(free < fullBytes ? .diskFull(free) : .diskNearlyFull(free))
        }
        if SystemClock.wallMilliseconds() < past { flaws.append(.clockBehind(past)) }
        switch DiskFacts.encryption(folder) {
        case .on: break
        case .off: flaws.append(.notEncrypted)
        case .unknown: flaws.append(.encryptionUnknown)
        }
        return flaws
    }

    /// Writes what was found, and whether all is well; the exit code is 1 when something is wrong.
    package static func say(
        _ findings: Findings, repaired: Int = 0, _ desk: Desk
    ) throws(Failure) -> ExitCode {
        for flaw in findings.flaws {
            if desk.wantsJSON {
                try desk.say(FlawText.json(flaw, desk.language))
            } else {
                try desk.say((flaw.isWarning ? "· " : "! ") + FlawText.words(flaw)[desk.language])
            }
        }
        let wrong = findings.flaws.count { !$0.isWarning }
        if desk.wantsJSON {
            try desk.say(
                .object([
                    .init(name: "result", value: .text(wrong == 0 ? "sound" : "wrong")),
                    .init(name: "problems", value: .number("\(wrong)")),
                    .init(name: "repaired", value: .number("\(repaired)")),
                    .init(name: "records", value: .number("\(findings.records)")),
                    .init(name: "events", value: .number("\(findings.events)")),
                    .init(name: "documents", value: .number("\(findings.documents)")),
                ]))
        } else {
            try desk.say(words(findings, wrong, repaired)[desk.language])
        }
        return wrong == 0 ? .done : .failed
    }

    private static func words(
        _ findings: Findings, _ wrong: Int, _ repaired: Int
    ) -> Localized {
        let mended =
            repaired == 0
            ? Localized(vi: "", en: "")
            : Localized(vi: " Đã sửa \(repaired) mục.", en: " Repaired \(repaired).")
        let (records, events) = (findings.records, findings.events)
        return Localized(
            vi: "Đã đọc lại \(records) bản ghi, \(events) sự kiện, \(findings.documents) bản quét: "
                + (wrong == 0 ? "không có gì sai." : "\(wrong) điều sai.") + mended.vi,
            en: "Read back \(records) records, \(events) events, \(findings.documents) scans: "
                + (wrong == 0 ? "nothing is wrong." : "\(wrong) things are wrong.") + mended.en)
    }
}
