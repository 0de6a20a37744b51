import CaseModel
import CaseRecords
import CentralStore
import Console
import Frontend
import Hub
import SyncProtocol
import Transport

/// `central sites`: every branch, what it has sent, and what is still out there.
enum SitesCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let hub = try Opening.hub(desk)
        let all = try Failure.hub(desk) { () throws(HubError) in try hub.sites() }
        let tree = BranchTree(
            all.compactMap { site in
                guard let parent = site.parent, let after = site.forkedAfter else { return nil }
                return BranchTree.Fork(site: site.number, parent: parent, sequence: after)
            })
        // A branch stands under the point whose disk it is of.
        let sites = all.sorted {
            (tree.root(of: $0.number), $0.number) < (tree.root(of: $1.number), $1.number)
        }
        if desk.wantsJSON {
            for site in sites {
                try desk.say(json(site))
            }
            return .done
        }
        var table = Table([
            .init(desk.language.pick("Điểm", "Site"), .right),
            .init(desk.language.pick("Tên", "Name")),
            .init(desk.language.pick("Đơn vị", "Unit")),
            .init(desk.language.pick("Loại", "Type")),
            .init(desk.language.pick("Đã có", "Head"), .right),
            .init(desk.language.pick("Còn chờ", "Waiting"), .right),
            .init(desk.language.pick("Lần cuối", "Last seen")),
        ])
        for site in sites {
            table.add([
                "\(site.number)",
                name(site, desk.language),
                TerminalText.visible(site.unit), site.type, "\(site.head?.sequence ?? 0)",
                "\(site.waiting)",
                site.lastSeen.map { Instant.iso($0) } ?? desk.language.pick("chưa", "never"),
            ])
        }
        for line in table.lines(width: 120) {
            try desk.say(line)
        }
        return .done
    }

    private static func name(_ site: Site, _ language: Language) -> String {
        TerminalText.visible(site.name) + (site.parent.map { " (← \($0))" } ?? "")
            + (site.revokedAt == nil ? "" : language.pick(" (đã thu hồi)", " (revoked)"))
    }

    /// The site that the first argument names.
    static func number(_ desk: Desk) throws(Failure) -> SiteNumber {
        let text = desk.invocation.arguments[0]
        guard let value = UInt32(text), value > 0 else {
            throw Failure(
                .usage, vi: "Cần số của điểm, như 'central sites' liệt kê.",
                en: "Give the number of a point, as 'central sites' lists it.")
        }
        return SiteNumber(value)
    }

    static func unknown(_ number: SiteNumber) -> Failure {
        Failure(
            .refused, vi: "Không có điểm số \(number); không thay đổi gì.",
            en: "There is no point \(number); nothing changed.")
    }

    private static func json(_ site: Site) -> JSONValue {
        // Only of a branch that continues another one.
        let parent = site.parent.map { JSONValue.Member(name: "parent", value: .text("\($0)")) }
        return .object(
            [
                .init(name: "site", value: .text("\(site.number)")),
                .init(name: "name", value: .text(site.name)),
                .init(name: "unit", value: .text(site.unit)),
                .init(name: "type", value: .text(site.type)),
                .init(name: "last_seen", value: .optional(site.lastSeen.map { Instant.iso($0) })),
                .init(name: "head", value: .number("\(site.head?.sequence ?? 0)")),
                .init(name: "waiting", value: .number("\(site.waiting)")),
                .init(name: "version", value: .optional(site.program.isEmpty ? nil : site.program)),
                .init(name: "revoked", value: .bool(site.revokedAt != nil)),
            ] + [parent].compactMap(\.self))
    }
}

extension Site {
    /// How many events the site said to have that have not come.
    fileprivate var waiting: UInt64 {
        let head = head?.sequence ?? 0
        return max(claimedSequence, head) - head
    }
}
