import CaseModel
import CaseRecords
import Console
import Frontend
import Replica
import Transport

/// Cases that are not complete yet, kept on this disk and never sent (issue of completeness: a case
/// with missing papers is no submission).
struct Drafts {
    /// A draft with what it lacks.
    struct Entry {
        let number: Int64
        let kept: Int64
        let json: JSONValue
        /// Empty when it can be handed in, or when what it gives is not right any more.
        let missing: [DraftError]

        /// As people and scripts name it.
        var code: String { Drafts.code(number) }

        /// The text at a path of the case; nil when there is none.
        func text(_ path: String...) -> String? {
            let value = path.reduce(json as JSONValue?) { $0?[$1] }
            return if case .text(let text)? = value { text } else { nil }
        }
    }

    let point: Point

    /// `D-7`.
    static func code(_ number: Int64) -> String { "D-\(number)" }

    /// Keeps a case that lacks something and returns the code of the draft.
    func keep(_ json: JSONValue) throws(Failure) -> String {
        let number = try point.store { () throws(ReplicaError) in
            try point.replica.keepDraft(
                Array(json.write().utf8), now: SystemClock.wallMilliseconds())
        }
        guard let number else {
            throw Failure(
                .refused,
                vi: "Điểm này đã giữ \(Replica.draftLimit) bản nháp, là mức nhiều nhất. "
                    + "Xin hoàn tất hoặc bỏ bớt: kiosk list --drafts",
                en: "This point keeps \(Replica.draftLimit) drafts already, which is the most. "
                    + "Complete or discard some: kiosk list --drafts")
        }
        return Self.code(number)
    }

    /// All drafts, oldest first.
    func all(_ intake: Intake) throws(Failure) -> [Entry] {
        try point.store { () throws(ReplicaError) in try point.replica.drafts() }
            .compactMap { entry($0, intake) }
    }

    /// The draft of a code.
    func open(_ code: String, _ intake: Intake) throws(Failure) -> Entry {
        let digits = code.uppercased().drop { $0 == "D" || $0 == "-" || $0 == " " }
        guard let number = Int64(digits),
            let kept = try point.store({ () throws(ReplicaError) in
                try point.replica.draft(number)
            }), let entry = entry(kept, intake)
        else { throw .notFound(code) }
        return entry
    }

    /// Puts a changed case in the place of the draft's.
    func change(_ entry: Entry, to json: JSONValue) throws(Failure) {
        try point.store { () throws(ReplicaError) in
            try point.replica.changeDraft(entry.number, to: Array(json.write().utf8))
        }
    }

    /// Forgets a draft.
    func drop(_ entry: Entry) throws(Failure) {
        _ = try point.store { () throws(ReplicaError) in
            try point.replica.dropDraft(entry.number)
        }
    }

    private func entry(_ kept: Replica.KeptDraft, _ intake: Intake) -> Entry? {
        // What was kept was JSON; a damaged row cannot be shown, and the others are.
        guard let json = try? JSONReader().parse(kept.content) else { return nil }
        let missing: [DraftError]
        do throws(DraftError) {
            missing = try intake.missing(json)
        } catch {
            missing = [error]
        }
        return Entry(number: kept.number, kept: kept.kept, json: json, missing: missing)
    }
}
