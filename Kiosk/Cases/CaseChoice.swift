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

    /// What the store is asked for, at a time, knowing what the centre has.
    func query(now: Int64, acknowledged: UInt64) -> Replica.CaseQuery {
        var query = work?.query(now: now, acknowledged: acknowledged) ?? Replica.CaseQuery()
        query.name =
            name.map { VietnameseText.searchKey($0).split(separator: " ").map(String.init) } ?? []
        query.mentioned = identity?.text
        query.order =
            switch order {
            case .received: .received
            case .due: .due
            case .name: .person
            }
        return query
    }
}

extension Point {
    /// Gives the cases that are wanted one by one, until the body returns false; by name in the
    /// order of Vietnamese lists.
    func cases(_ choice: CaseChoice, _ body: (ReplicaRow) -> Bool) throws(Failure) {
        let query = try query(choice)
        guard choice.order == .name else {
            try store { () throws(ReplicaError) in try replica.cases(query, body) }
            return
        }
        for row in Self.byName(try rows(query, limit: nil)) where !body(row) { return }
    }

    /// The first of the cases that are wanted, and how many there are in all.
    ///
    /// Of people with more cases than that, those whose given names come first without their marks.
    func cases(
        _ choice: CaseChoice, first limit: Int
    ) throws(Failure) -> (rows: [ReplicaRow], total: Int) {
        let query = try query(choice)
        let rows = try rows(query, limit: limit)
        let total = try store { () throws(ReplicaError) in try replica.count(query) }
        return (choice.order == .name ? Self.byName(rows) : rows, total)
    }

    /// How many cases are wanted.
    func count(_ choice: CaseChoice) throws(Failure) -> Int {
        let query = try query(choice)
        return try store { () throws(ReplicaError) in try replica.count(query) }
    }

    private func query(_ choice: CaseChoice) throws(Failure) -> Replica.CaseQuery {
        choice.query(
            now: SystemClock.wallMilliseconds(),
            acknowledged: try progress().acknowledged.number)
    }

    private func rows(
        _ query: Replica.CaseQuery, limit: Int?
    ) throws(Failure) -> [ReplicaRow] {
        var rows: [ReplicaRow] = []
        try store { () throws(ReplicaError) in
            try replica.cases(query, limit: limit) { row in
                rows.append(row)
                return true
            }
        }
        return rows
    }

    /// Makes each key once, and keeps what has the same one in the order it came.
    private static func byName(_ rows: [ReplicaRow]) -> [ReplicaRow] {
        rows.enumerated().map {
            (key: PersonOrder($1.summary.texts["applicant.name"] ?? ""), place: $0, row: $1)
        }.sorted { $0.key != $1.key ? $0.key < $1.key : $0.place < $1.place }.map(\.row)
    }
}
