import CaseModel
import CaseRecords
import CentralStore
import Console
import Frontend
import Hub
import Transport

/// Acts from a file in JSON Lines: each line is done by itself, and a bad one is refused alone.
enum BulkActs {
    /// Bytes of one file, and of one line.
    private static let fileBytes = 64 << 20
    private static let lineBytes = 256 << 10

    /// The lines' own `act` counts when the command is not an act itself.
    static func run(_ desk: Desk, act: CaseAct? = nil) throws(Failure) -> ExitCode {
        let bytes = try read(desk)
        let hub = try Opening.hub(desk)
        let officer = try Opening.officer(desk)
        let closing = try Failure.hub(desk) { () throws(HubError) in
            try hub.calendarBook().hours.closing
        }
        var refused = 0
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            guard line.contains(where: { !" \t\r".utf8.contains($0) }) else { continue }
            do throws(Refusal) {
                let opened = try perform(
                    Array(line), act, hub, officer, desk.invocation.options, closing)
                try answer(opened, desk)
            } catch {
                switch error {
                case .line(let identifier, let field, let text):
                    refused += 1
                    try refuse(index + 1, identifier, field, text, desk)
                case .stop(let failure): throw failure
                }
            }
        }
        return refused > 0 ? .refused : .done
    }

    /// Why a line was not done; a store in trouble stops all of them.
    private enum Refusal: Error {
        case line(identifier: String, field: String?, Localized)
        case stop(Failure)
    }

    private static func perform(
        _ line: [UInt8], _ act: CaseAct?, _ hub: Hub, _ officer: Hub.Officer,
        _ options: OptionValues, _ closing: TimeOfDay
    ) throws(Refusal) -> Hub.OpenCase {
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONReader(limitBytes: lineBytes).parse(line)
        } catch {
            throw .line(identifier: "not_json", field: nil, JSONProblem.words(error))
        }
        guard case .object = json, let code = code(json) else {
            throw .line(
                identifier: "missing", field: "code",
                Localized(vi: "cần mã hồ sơ.", en: "the case's code is needed."))
        }
        guard let act = act ?? json["act"]?.string.flatMap(CaseAct.init(rawValue:)) else {
            let known = ActCommand.names.joined(separator: ", ")
            throw .line(
                identifier: "unknown_act", field: "act",
                Localized(vi: "cần một việc trong: \(known).", en: "give one of: \(known)."))
        }
        let words = ActWords(act: act, options: options, line: json, closing: closing)
        let officerAct: OfficerAct
        do throws(Failure) {
            officerAct = try words.officerAct()
        } catch {
            throw .line(identifier: "missing", field: nil, error.text)
        }
        do throws(HubError) {
            return try hub.perform(officerAct, on: code, by: officer)
        } catch {
            throw refusal(error)
        }
    }

    /// The slip, the official code, the reference or the name of the record.
    private static func code(_ json: JSONValue) -> String? {
        ["code", "case", "slip", "official", "record"].lazy.compactMap { json[$0]?.string }.first
    }

    private static func refusal(_ error: HubError) -> Refusal {
        let text = Failure(error, path: "").text
        switch error {
        case .act(let error): return .line(identifier: word(error.problem), field: nil, text)
        case .notFound: return .line(identifier: "not_found", field: "code", text)
        case .ambiguous: return .line(identifier: "ambiguous", field: "code", text)
        case .unknownClock: return .line(identifier: "unknown_clock", field: nil, text)
        case .unknownUnit: return .line(identifier: "unknown_unit", field: "to", text)
        case .store, .notInitialised, .alreadyInitialised, .resolve, .payment, .finished:
            return .stop(Failure(error, path: ""))
        }
    }

    /// `notInThisState` as scripts compare it: `not_in_this_state`.
    private static func word(_ problem: ActProblem) -> String {
        "\(problem)".prefix { $0 != "(" }
            .reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : String($1) }
    }

    private static func answer(_ opened: Hub.OpenCase, _ desk: Desk) throws(Refusal) {
        let summary = opened.row.summary
        do throws(Failure) {
            if desk.wantsJSON {
                try desk.say(CaseReport.line(opened.row.name, summary, durability: .centre))
            } else {
                let slip = summary.slip ?? "\(opened.row.name)"
                try desk.say("\(slip) · \(CaseText.state(summary, desk.language))")
            }
        } catch {
            throw .stop(error)
        }
    }

    private static func refuse(
        _ line: Int, _ identifier: String, _ field: String?, _ text: Localized, _ desk: Desk
    ) throws(Failure) {
        guard !desk.wantsJSON else {
            return try desk.remark(
                JSONValue.object([
                    .init(name: "line", value: .number("\(line)")),
                    .init(name: "error", value: .text(identifier)),
                    .init(name: "field", value: .optional(field)),
                    .init(name: "message", value: .text(text[desk.language])),
                ]).write())
        }
        try desk.remark(
            vi: "Dòng \(line) bị từ chối: \(text.vi)", en: "Line \(line) refused: \(text.en)")
    }

    private static func read(_ desk: Desk) throws(Failure) -> [UInt8] {
        let path = desk.invocation.options.value("file") ?? "-"
        do throws(FileFailure) {
            guard path == "-" else { return try Files.read(path, limitBytes: fileBytes) }
            var bytes: [UInt8] = []
            let input = StandardInput()
            while let chunk = try input.nextChunk(), bytes.count <= fileBytes { bytes += chunk }
            return bytes
        } catch {
            throw Failure(error)
        }
    }
}
