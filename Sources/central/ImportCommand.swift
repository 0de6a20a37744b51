import CaseModel
import CaseRecords
import Console
import Frontend
import Hub
import Transport

/// `central units import`: what cannot be used is named with a reason, the rest is imported.
enum ImportCommand {
    /// Bytes of a file at most.
    private static let fileBytes = 64 << 20

    static func runUnits(_ desk: Desk) throws(Failure) -> ExitCode {
        let found = UnitImport(try json(desk))
        let entries = found.units.map { Hub.ReferenceEntry(key: $0.id, fields: $0.fields) }
        return try take(entries, RecordKind.unit, found.problems, desk)
    }

    /// The file of reference data, read as a whole.
    static func json(_ desk: Desk) throws(Failure) -> JSONValue {
        let path = desk.invocation.arguments[0]
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try Files.read(path, limitBytes: fileBytes)
        } catch {
            throw Failure(error)
        }
        let reader = JSONReader(limitBytes: fileBytes)
        return try Failure.wrap({ refused($0, path) }) { () throws(JSONError) in
            try reader.parse(bytes)
        }
    }

    private static func refused(_ error: JSONError, _ path: String) -> Failure {
        let words = JSONProblem.words(error)
        let name = TerminalText.visible(path)
        return Failure(
            .refused, vi: "'\(name)': \(words.vi). Chưa nhập gì.",
            en: "'\(name)': \(words.en). Nothing was imported.")
    }

    private static func take(
        _ entries: [Hub.ReferenceEntry], _ kind: String, _ problems: [ImportProblem], _ desk: Desk
    ) throws(Failure) -> ExitCode {
        for problem in problems {
            try desk.remark(
                vi: ImportText.vietnamese(problem), en: ImportText.english(problem))
        }
        guard !entries.isEmpty else {
            throw Failure(
                .refused, vi: "Tệp không có mục nào dùng được; chưa nhập gì.",
                en: "The file has no entry that can be used; nothing was imported.")
        }
        let hub = try Opening.hub(desk)
        let officer = try Opening.officer(desk)
        let outcome = try Failure.hub(desk) { () throws(HubError) in
            try hub.importReference(kind, entries, by: officer)
        }
        for key in outcome.oversized {
            let code = TerminalText.visible(key)
            try desk.remark(
                vi: "\(code): mục này quá lớn để gửi tới các điểm; không được nhập.",
                en: "\(code): this entry is too large to be sent to the points; not imported.")
        }
        let refused = problems.count { $0.severity == .refused } + outcome.oversized.count
        let counts = [
            ("announced", outcome.announced.count), ("amended", outcome.amended.count),
            ("unchanged", outcome.unchanged.count), ("refused", refused),
            ("warnings", problems.count - refused),
        ]
        if desk.wantsJSON {
            try desk.say(.object(counts.map { .init(name: $0.0, value: .number("\($0.1)")) }))
        } else {
            try desk.say(
                vi: "Mới \(counts[0].1), sửa đổi \(counts[1].1), không đổi \(counts[2].1); "
                    + "không dùng được \(counts[3].1), cần xem lại \(counts[4].1).",
                en: "New \(counts[0].1), amended \(counts[1].1), unchanged \(counts[2].1); "
                    + "refused \(counts[3].1), with a warning \(counts[4].1).")
        }
        return refused > 0 ? .refused : .done
    }
}
