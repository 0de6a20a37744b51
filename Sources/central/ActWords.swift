import CaseModel
import Console
import Frontend
import Hub

/// What is said about one act: a line of a file over the options of the command.
struct ActWords {
    let act: CaseAct
    let options: OptionValues
    /// The line of a file, nil when the command line says everything.
    let line: JSONValue?
    /// When work ends on the day of a new date.
    let closing: TimeOfDay
    /// The result's file, when it goes with the decision.
    var document: CaseDocument?

    /// The act, with everything that it needs; a missing part is a wrong usage.
    func officerAct() throws(Failure) -> OfficerAct {
        switch act {
        case .accept: return .accept
        case .decline: return .decline(reason: try needed("reason"))
        case .assign: return .assign(officer: try needed("officer"))
        case .handOver: return .handOver(unit: try needed("to"), officer: text("officer"))
        case .request: return try request()
        case .received: return .received
        case .wait: return .wait(agency: try needed("agency"), reason: try needed("reason"))
        case .resume: return .resume
        case .decide: return try decide()
        case .extend: return .extend(due: try due(), reason: try needed("reason"))
        case .stop: return .stop(reason: try needed("reason"))
        case .ready: return .ready
        case .finish: return .finish
        case .return, .withdraw:
            throw Failure(
                .usage, vi: "Việc '\(act.rawValue)' làm tại điểm tiếp nhận: kiosk \(act.rawValue).",
                en: "'\(act.rawValue)' is done at a point: kiosk \(act.rawValue).")
        }
    }

    /// The text of an option, or of the member of the same name.
    func text(_ name: String) -> String? {
        let raw = line?[name]?.string ?? options.value(name)
        return raw.map { VietnameseText.nfc(VietnameseText.trimmed($0)) }
    }

    private func needed(_ name: String) throws(Failure) -> String {
        guard let text = text(name), !text.isEmpty, VietnameseText.isClean(text) else {
            // Whoever is refused is told why (form 03).
            throw name == "reason"
                ? Failure(
                    .usage, vi: "Cần --reason: người dân phải được biết lý do bằng lời.",
                    en: "--reason is needed: people are told why, in words.")
                : Failure(
                    .usage, vi: "Việc '\(act.rawValue)' cần --\(name).",
                    en: "'\(act.rawValue)' needs --\(name).")
        }
        return text
    }

    private func request() throws(Failure) -> OfficerAct {
        var items = options.values("item")
        for key in ["item", "items"] {
            switch line?[key] {
            case .text(let text): items = [text]
            case .array(let list): items = list.compactMap(\.string)
            case .null, .bool, .number, .object, nil: continue
            }
        }
        guard !items.isEmpty else {
            throw Failure(
                .usage, vi: "Cần --item cho từng thứ còn thiếu; một phiếu nêu đủ một lần.",
                en: "Give --item for each thing that is missing; one request says all of them.")
        }
        let request = SupplementRequest(
            items: items, reason: try needed("reason"), guidance: text("guidance"))
        let isConfirmed = line?["confirm"] == .bool(true) || options.has("confirm")
        return .request(request, isConfirmed: isConfirmed)
    }

    private func decide() throws(Failure) -> OfficerAct {
        guard let decision = text("result").flatMap(Decision.init(rawValue:)) else {
            throw Failure(
                .usage, vi: "Cần --result approved hoặc --result refused.",
                en: "--result approved or --result refused is needed.")
        }
        let reason = decision == .refused ? try needed("reason") : text("reason")
        let form = text("form")
        guard form == nil || form == "electronic" || form == "paper" else {
            throw Failure(
                .usage, vi: "--form là electronic hoặc paper.",
                en: "--form is electronic or paper.")
        }
        let (hash, signer) = (text("hash")?.lowercased() ?? document?.digest, text("signer"))
        let isStated = form != nil || hash != nil || signer != nil
        let result = ResultPaper(
            isElectronic: form == "electronic" || form == nil && hash != nil, hash: hash,
            signer: signer)
        return .decide(decision, reason: reason, result: isStated ? result : nil)
    }

    private func due() throws(Failure) -> Int64 {
        try Self.instant(needed("due"), of: "--due", closing: closing)
    }

    /// A day, up to the end of work, or an instant.
    static func instant(
        _ text: String, of option: String, closing: TimeOfDay
    ) throws(Failure) -> Int64 {
        // What is no day may be an instant.
        if let date = try? CivilDate(text) {
            return Instant.milliseconds(on: date, hour: closing.hour, minute: closing.minute)
        }
        // What is no instant either is refused with an example.
        guard let instant = try? Instant.milliseconds(iso: text) else {
            let shown = TerminalText.visible(text)
            throw Failure(
                .usage, vi: "\(option) cần ngày dạng yyyy-MM-dd, không phải '\(shown)'.",
                en: "\(option) takes a day as yyyy-MM-dd, not '\(shown)'.")
        }
        return instant
    }
}
