import CaseModel
import CaseRecords
import Console
import Frontend
import Replica
import SyncProtocol
import Transport

/// Which of the cases held here are wanted, and in which order.
struct CaseChoice: Equatable {
    /// How the cases follow each other.
    enum Order: Equatable {
        /// As they came.
        case received
        /// The soonest due first, as work is done.
        case due
        /// By the applicant's given name, as Vietnamese lists of people are.
        case name
    }

    var work: WorkList?
    /// Words of the applicant's name; marks and capitals do not count.
    var name: String?
    /// A person whose number stands in the case.
    var identity: IdentityNumber?
    var order = Order.received

    static var options: [OptionSpec] {
        [
            .choice(
                "work", WorkList.allCases.map(\.rawValue),
                Localized(
                    vi: "chỉ các việc này, gần hạn trước", en: "only this work, soonest first")
            ),
            .value(
                "name", "TEXT",
                Localized(
                    vi: "của người nộp có tên này, không dấu cũng được",
                    en: "of applicants with this name")),
            .value(
                "identity", "NUMBER",
                Localized(
                    vi: "có số định danh này", en: "in which this identity number stands")),
            .flag(
                "by-name",
                Localized(
                    vi: "xếp theo tên người nộp, vần tiếng Việt",
                    en: "in the alphabetical order of the applicants' given names")),
        ]
    }

    init() {}

    init(_ options: OptionValues) throws(Failure) {
        work = options.value("work").flatMap(WorkList.init(rawValue:))
        name = options.value("name")
        identity = try options.value("identity").map { (text) throws(Failure) in
            do throws(IdentityError) {
                return try IdentityNumber(text)
            } catch {
                let why = DraftText.words(.identity(error))
                throw Failure(.usage, vi: "--identity: \(why.vi)", en: "--identity: \(why.en)")
            }
        }
        order = options.has("by-name") ? .name : work == nil ? .received : .due
    }

    /// Whether the name is the applicant's, each word from its beginning.
    func isNamed(_ summary: RecordSummary) -> Bool {
        guard let name else { return true }
        let known = VietnameseText.searchKey(summary.texts["applicant.name"] ?? "").split(
            separator: " ")
        return VietnameseText.searchKey(name).split(separator: " ").allSatisfy { word in
            known.contains { $0.hasPrefix(word) }
        }
    }

    /// The rows in the order that is wanted.
    func sorted(_ rows: [ReplicaRow]) -> [ReplicaRow] {
        switch order {
        case .received: rows
        // Texts of instants of one offset stand in the order of their times.
        case .due: Self.sorted(rows) { $0.summary.texts["due"] ?? "" }
        case .name: Self.sorted(rows) { PersonOrder($0.summary.texts["applicant.name"] ?? "") }
        }
    }

    /// Makes each key once, and keeps what has the same one in the order it came.
    private static func sorted<Key: Comparable>(
        _ rows: [ReplicaRow], by key: (ReplicaRow) -> Key
    ) -> [ReplicaRow] {
        rows.enumerated().map { (key: key($1), place: $0, row: $1) }
            .sorted { $0.key != $1.key ? $0.key < $1.key : $0.place < $1.place }.map(\.row)
    }
}

extension Point {
    /// Gives the cases that are wanted one by one, until the body returns false.
    func cases(_ choice: CaseChoice, _ body: (ReplicaRow) -> Bool) throws(Failure) {
        guard choice.order == .received, choice.identity == nil else {
            for row in choice.sorted(try cases(choice)) where !body(row) { return }
            return
        }
        try store { () throws(ReplicaError) in
            let holds = try filter(choice)
            try replica.records(kind: RecordKind.case) { holds($0) ? body($0) : true }
        }
    }

    private func cases(_ choice: CaseChoice) throws(Failure) -> [ReplicaRow] {
        try store { () throws(ReplicaError) in
            let holds = try filter(choice)
            guard let identity = choice.identity else {
                var rows: [ReplicaRow] = []
                try replica.records(kind: RecordKind.case) { row in
                    if holds(row) { rows.append(row) }
                    return true
                }
                return rows
            }
            // The newest ones are found first.
            let names = try replica.records(mentioning: identity.text, limit: 1_000).reversed()
            var rows: [ReplicaRow] = []
            for name in names {
                guard let row = try replica.record(name) else { continue }
                if row.summary.kind == RecordKind.case, holds(row) { rows.append(row) }
            }
            return rows
        }
    }

    private func filter(
        _ choice: CaseChoice
    ) throws(ReplicaError) -> (ReplicaRow) -> Bool {
        let acknowledged = try replica.progress().acknowledged.number
        let now = SystemClock.wallMilliseconds()
        return { row in
            let isWork = choice.work?.holds(
                row, isSent: row.ownSequence <= acknowledged, now: now)
            return isWork ?? true && choice.isNamed(row.summary)
        }
    }
}
