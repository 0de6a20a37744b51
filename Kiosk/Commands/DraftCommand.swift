import CaseModel
import CaseRecords
import Console
import Frontend

/// `kiosk list --drafts`, `kiosk complete`, `kiosk discard`: cases that are not complete yet.
enum DraftCommand {
    static func list(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        let entries = try Drafts(point: point).all(try Intake(point))
        var sheet = Sheet(desk)
        for entry in entries {
            if desk.wantsJSON {
                guard sheet.add(json(entry)) else { break }
            } else {
                try desk.say(line(entry, desk.language))
            }
        }
        try sheet.finish()
        if entries.isEmpty, !desk.wantsJSON {
            try desk.say(vi: "Không có bản nháp nào.", en: "There are no drafts.")
        }
        return .done
    }

    /// Adds what was missing; a case that is complete then is handed in.
    static func complete(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        let actor = try point.actor(desk)
        let intake = try Intake(point)
        let drafts = Drafts(point: point)
        let entry = try drafts.open(desk.invocation.arguments[0], intake)
        let json = try changed(entry.json, desk)
        let missing = try Failure.wrap({ Failure($0) }) { () throws(DraftError) in
            try intake.missing(json)
        }
        guard missing.isEmpty else {
            try drafts.change(entry, to: json)
            try desk.remark(words(missing, desk.language))
            return .refused
        }
        // The same reference is the same case: when this is cut off before the draft is dropped,
        // completing it once more hands nothing in twice.
        let named =
            json["reference"] == nil
            ? try named(json, "draft:\(entry.number)") : json
        let checked = try check(named, intake, Scans(point))
        for receipt in try intake.take([checked], actor: actor) {
            try SubmitClerk.answer(receipt, desk)
        }
        try drafts.drop(entry)
        return .done
    }

    static func discard(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        let drafts = Drafts(point: point)
        let entry = try drafts.open(desk.invocation.arguments[0], try Intake(point))
        try drafts.drop(entry)
        try desk.remark(vi: "Đã bỏ bản nháp \(entry.code).", en: "Draft \(entry.code) is gone.")
        return .done
    }

    /// What a draft lacks, as one paragraph.
    static func words(_ missing: [DraftError], _ language: Language) -> String {
        missing.map { error in
            TerminalText.visible(error.field) + ": " + DraftText.words(error.problem)[language]
        }.joined(separator: "\n")
    }

    private static func check(
        _ json: JSONValue, _ intake: Intake, _ scans: Scans
    ) throws(Failure) -> Intake.Checked {
        do throws(Intake.Problem) {
            return try intake.check(json, with: scans)
        } catch {
            switch error {
            case .draft(let error): throw Failure(error)
            case .failure(let failure): throw failure
            }
        }
    }

    private static func named(
        _ json: JSONValue, _ reference: String
    ) throws(Failure) -> JSONValue {
        try Failure.wrap({ Failure($0) }) { () throws(DraftError) in
            try json.setting(field: "reference", reference)
        }
    }

    private static func changed(_ json: JSONValue, _ desk: Desk) throws(Failure) -> JSONValue {
        var json = json
        for word in desk.invocation.arguments.dropFirst() {
            guard let equals = word.firstIndex(of: "="), equals != word.startIndex else {
                let shown = TerminalText.visible(word)
                throw Failure(
                    .usage, vi: "Cần dạng MỤC=GIÁ-TRỊ, không phải '\(shown)'.",
                    en: "Write FIELD=VALUE, not '\(shown)'.")
            }
            let before = json
            json = try Failure.wrap({ Failure($0) }) { () throws(DraftError) in
                try before.setting(
                    field: String(word[..<equals]), String(word[word.index(after: equals)...]))
            }
        }
        return json
    }

    private static func json(_ entry: Drafts.Entry) -> JSONValue {
        .object([
            .init(name: "draft", value: .text(entry.code)),
            .init(name: "procedure", value: entry.json["procedure"] ?? .null),
            .init(name: "applicant", value: entry.json["applicant"]?["name"] ?? .null),
            .init(name: "kept", value: .text(Instant.iso(entry.kept))),
            .init(name: "missing", value: .array(entry.missing.map { .text($0.field) })),
        ])
    }

    /// A draft in a line of a list.
    static func line(_ entry: Drafts.Entry, _ language: Language) -> String {
        let texts = [entry.json["applicant"]?["name"], entry.json["procedure"]].map { value in
            if case .text(let text)? = value { TerminalText.visible(text) } else { "?" }
        }
        let missing =
            entry.missing.isEmpty
            ? language.pick("đủ, có thể nộp", "complete, can be handed in")
            : language.pick("còn thiếu: ", "missing: ")
                + entry.missing.map(\.field).joined(separator: ", ")
        return "\(entry.code)  \(texts[0])  \(texts[1])  "
            + "\(Instant.iso(entry.kept).prefix(10))  \(missing)"
    }
}
