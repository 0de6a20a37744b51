import CaseModel
import CaseRecords
import Console
import Frontend

/// Works off the lines of `submit`: each is refused alone or becomes a case.
///
/// Input that begins with an object written over several lines is one case.
struct SubmitClerk {
    /// What the input has turned out to be so far.
    private enum Mode {
        case beginning
        /// Lines of an object that has not ended yet.
        case gathering([LineSource.Line])
        case lines
    }

    /// Lines that one object may be written over.
    private static let gatheredLines = 1_000

    let desk: Desk
    let actor: String
    let intake: Intake
    let scans: Scans
    /// Where incomplete lines are kept; nil refuses them.
    let drafts: Drafts?
    let reader: JSONReader
    private(set) var refused = 0
    /// The cases that stand on this disk.
    private(set) var taken = 0
    /// The incomplete lines that stand here as drafts.
    private(set) var kept = 0
    private var mode = Mode.beginning

    init(
        desk: Desk, actor: String, intake: Intake, scans: Scans, drafts: Drafts?,
        reader: JSONReader
    ) {
        self.drafts = drafts
        self.desk = desk
        self.actor = actor
        self.intake = intake
        self.scans = scans
        self.reader = reader
    }

    /// Checks the lines, makes the good ones durable together, and answers each in order.
    mutating func take(_ lines: [LineSource.Line]) throws(Failure) {
        try hand(lines.flatMap { gather($0) })
    }

    /// Works off what was held back for an object that never ended.
    mutating func finish() throws(Failure) {
        guard case .gathering(let held) = mode else { return }
        mode = .lines
        try hand(held)
    }

    /// The lines that can be worked off now that this one is here.
    private mutating func gather(_ line: LineSource.Line) -> [LineSource.Line] {
        switch mode {
        case .lines:
            return [line]
        case .beginning:
            guard let bytes = line.bytes, !bytes.isBlank else { return [line] }
            guard bytes.first(where: { !$0.isBlank }) == UInt8(ascii: "{"), !isObject(bytes) else {
                mode = .lines
                return [line]
            }
            mode = .gathering([line])
            return []
        case .gathering(var held):
            held.append(line)
            return gather(held)
        }
    }

    private mutating func gather(_ held: [LineSource.Line]) -> [LineSource.Line] {
        let whole = Array(held.compactMap(\.bytes).joined(separator: "\n".utf8))
        let mayEnd = whole.last { !$0.isBlank } == UInt8(ascii: "}")
        if mayEnd, isObject(whole) {
            mode = .lines
            return [.init(number: held[0].number, bytes: whole)]
        }
        guard held.count < Self.gatheredLines, whole.count < SubmitCommand.lineBytes else {
            mode = .lines
            return held
        }
        mode = .gathering(held)
        return []
    }

    private func isObject(_ bytes: [UInt8]) -> Bool {
        // Why it is none is said when the line is worked off.
        (try? reader.parse(bytes)) != nil
    }

    private mutating func hand(_ lines: [LineSource.Line]) throws(Failure) {
        var checked: [Intake.Checked] = []
        for line in lines {
            switch try check(line) {
            case .success(let item):
                if let item { checked.append(item) }
            case .failure(let problem):
                refused += 1
                try refuse(line.number, problem)
            }
        }
        for receipt in try intake.take(checked, actor: actor) {
            try Self.answer(receipt, desk)
            taken += 1
        }
    }

    /// Keeps a line that lacks something as a draft, if that is asked for; false leaves it refused.
    private mutating func keep(_ json: JSONValue, for error: DraftError) throws(Failure) -> Bool {
        guard let drafts, error.isIncomplete else { return false }
        // The whole list of what is missing; the line itself was read once already.
        guard let missing = try? intake.missing(json) else { return false }
        let code = try drafts.keep(json)
        kept += 1
        if desk.wantsJSON {
            try desk.say(
                .object([
                    .init(name: "draft", value: .text(code)),
                    .init(name: "missing", value: .array(missing.map { .text($0.field) })),
                ]))
        } else {
            try desk.say(vi: "Bản nháp \(code), còn thiếu:", en: "Draft \(code), missing:")
            try desk.say(DraftCommand.words(missing, desk.language))
        }
        return true
    }

    /// Why a line is no case.
    private enum LineProblem: Error {
        case tooLong
        case json(JSONError)
        case draft(DraftError)
    }

    /// The case of a line, none for a blank one, or why it is no case; throws when this point can
    /// take none at all.
    private mutating func check(
        _ line: LineSource.Line
    ) throws(Failure) -> Result<Intake.Checked?, LineProblem> {
        guard let bytes = line.bytes else { return .failure(.tooLong) }
        guard !bytes.isBlank else { return .success(nil) }
        let json: JSONValue
        do throws(JSONError) {
            json = try reader.parse(bytes)
        } catch {
            return .failure(.json(error))
        }
        do throws(Intake.Problem) {
            return .success(try intake.check(json, with: scans))
        } catch {
            switch error {
            case .draft(let error):
                return try keep(json, for: error) ? .success(nil) : .failure(.draft(error))
            case .failure(let failure): throw failure
            }
        }
    }

    private func refuse(_ number: Int, _ problem: LineProblem) throws(Failure) {
        let (identifier, field, text) = words(problem)
        guard !desk.wantsJSON else {
            try desk.remark(
                JSONValue.object([
                    .init(name: "line", value: .number("\(number)")),
                    .init(name: "error", value: .text(identifier)),
                    .init(name: "field", value: .optional(field)),
                    .init(name: "message", value: .text(text[desk.language])),
                ]).write())
            return
        }
        let place = field.map { TerminalText.visible($0) + ": " } ?? ""
        try desk.remark(
            vi: "Dòng \(number) bị từ chối: \(place)\(text.vi)",
            en: "Line \(number) refused: \(place)\(text.en)")
    }

    private func words(_ problem: LineProblem) -> (String, String?, Localized) {
        switch problem {
        case .tooLong:
            let limit = SubmitCommand.lineBytes >> 10
            return (
                "too_long", nil,
                Localized(
                    vi: "dòng dài quá \(limit) KB", en: "the line is longer than \(limit) KB")
            )
        case .json(let error):
            return ("not_json", nil, JSONProblem.words(error))
        case .draft(let error):
            return (
                DraftText.identifier(error.problem), error.field.isEmpty ? nil : error.field,
                DraftText.words(error.problem)
            )
        }
    }

    /// Tells what became of a case that was handed in.
    static func answer(_ receipt: Intake.Receipt, _ desk: Desk) throws(Failure) {
        guard !desk.wantsJSON else { return try desk.say(receipt.json) }
        let due = receipt.due.map { CitizenText.due($0, desk.language) }
        try desk.say(
            [
                receipt.slip, CaseText.durability(receipt.durability, desk.language),
                due.map { desk.language.pick("hẹn trả \($0)", "due \($0)") },
                desk.language.pick("mã tra cứu ", "look-up secret ") + receipt.secret,
                receipt.isKnown
                    ? desk.language.pick("đã nhận trước đây", "handed in before") : nil,
            ].compactMap(\.self).joined(separator: " · "))
    }
}

extension Intake.Receipt {
    /// The answer of `submit --json` (design §11).
    var json: JSONValue {
        .object([
            .init(name: "slip", value: .text(slip)),
            .init(name: "official", value: .optional(official)),
            .init(name: "record", value: .text("\(record)")),
            .init(name: "due", value: .optional(due)),
            .init(name: "durability", value: .text(durability.rawValue)),
            .init(name: "secret", value: .text(secret)),
        ])
    }
}

extension UInt8 {
    /// White space of JSON.
    fileprivate var isBlank: Bool { " \t\r\n".utf8.contains(self) }
}

extension [UInt8] {
    fileprivate var isBlank: Bool { allSatisfy(\.isBlank) }
}
