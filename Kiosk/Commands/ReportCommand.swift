import CaseModel
import CaseRecords
import Console
import Frontend
import Replica
import Reports
import SyncProtocol
import Transport

/// `kiosk report`: the same figures as at the centre, of what was received at this point.
enum ReportCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let choice = try ReportChoice(desk, now: SystemClock.wallMilliseconds())
        let point = try Point(desk)
        var builder = ReportBuilder(
            choice.period, by: choice.grouping, points: [try reach(point)],
            settings: choice.settings)
        let catalogue = Catalogue(point)
        let absent = try addCases(point, catalogue, to: &builder)
        for kind in [RecordKind.rating, RecordKind.feedback] {
            try addOpinions(kind, point, catalogue, to: &builder)
        }
        try choice.say(builder.report { name($0, $1, point) }, desk)
        if absent > 0 {
            try desk.remark(
                vi: "Không tính ở đây \(absent) hồ sơ mà nội dung chỉ còn ở trung tâm; báo cáo của "
                    + "trung tâm có tính.",
                en: "Not counted here: " + English.counted(absent, "case", "cases")
                    + " whose content is at the centre only; the "
                    + "centre's report counts them.")
        }
        return .done
    }

    /// Adds the cases received here; gives how many have their content at the centre only.
    private static func addCases(
        _ point: Point, _ catalogue: Catalogue, to builder: inout ReportBuilder
    ) throws(Failure) -> Int {
        var absent = 0
        let hubs = try point.hubs()
        let acknowledged = try point.progress().acknowledged.number
        var attached: [String: [RecordName]] = [:]
        for kind in [RecordKind.payment, RecordKind.rating, RecordKind.feedback] {
            for row in try rows(kind, point) {
                if let key = row.summary.key { attached[key, default: []].append(row.name) }
            }
        }
        for row in try rows(RecordKind.case, point) where row.site == point.identity.site {
            guard try point.prunedTime(of: row.name) == nil else {
                absent += 1
                continue
            }
            let facts = try point.store { () throws(ReplicaError) in
                let about = try (attached["\(row.name)"] ?? []).map { (name) throws(ReplicaError) in
                    try point.replica.state(of: name)
                }
                return CaseFacts(
                    try point.replica.state(of: row.name), attached: about, hubs: hubs,
                    calendar: catalogue.calendar(of:))
            }
            guard var facts else { continue }
            facts.isSynchronised = row.ownSequence <= acknowledged
            builder.add(facts)
        }
        return absent
    }

    private static func addOpinions(
        _ kind: String, _ point: Point, _ catalogue: Catalogue, to builder: inout ReportBuilder
    ) throws(Failure) {
        let hubs = try point.hubs()
        var visits: Set<String> = []
        for row in try rows(kind, point) where row.site == point.identity.site {
            let isRepeated = row.summary.reference.map { !visits.insert($0).inserted } ?? false
            let state = try point.store { () throws(ReplicaError) in
                try point.replica.state(of: row.name)
            }
            var opinion = OpinionFacts(state, hubs: hubs, calendar: catalogue.calendar(of:))
            if kind == RecordKind.rating, isRepeated { opinion?.content = .repeated }
            if let opinion { builder.add(opinion) }
        }
    }

    private static func rows(_ kind: String, _ point: Point) throws(Failure) -> [ReplicaRow] {
        var rows: [ReplicaRow] = []
        try point.store { () throws(ReplicaError) in
            try point.replica.records(kind: kind) { row in
                rows.append(row)
                return true
            }
        }
        return rows
    }

    /// How far the centre has what was written here, as this point knows it.
    private static func reach(_ point: Point) throws(Failure) -> PointReach {
        let progress = try point.store { () throws(ReplicaError) in try point.replica.progress() }
        let parked = UInt64(try point.outbox().count { $0.parked != nil })
        let sent = progress.head.sequence
        let acknowledged = progress.acknowledged.number
        return PointReach(
            site: point.identity.site.value, name: point.identity.name,
            unit: point.identity.unit, lastSeen: progress.heard?.hubTime, sent: sent,
            acknowledged: acknowledged - min(parked, acknowledged), parked: parked,
            waiting: sent - min(acknowledged, sent))
    }

    private static func name(_ grouping: Grouping, _ key: String, _ point: Point) -> String? {
        let kind: String
        switch grouping {
        case .unit: kind = RecordKind.unit
        case .point: return UInt32(key).flatMap { point.pointName(SiteNumber($0)) }
        case .procedure: kind = RecordKind.procedure
        case .officer: return nil
        }
        // A name that cannot be read now leaves the code to be shown.
        let rows = try? point.replica.records(kind: kind, matching: key)
        return rows?.first { $0.summary.key == key }?.summary.texts["name"]
    }
}
