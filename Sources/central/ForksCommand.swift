import CaseModel
import CaseRecords
import CentralStore
import Console
import Frontend
import Hub
import SyncProtocol

/// `central forks`: the branches that continue others, with what probably happened.
enum ForksCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let hub = try Opening.hub(desk)
        let forks = try Failure.hub(desk) { () throws(HubError) in try hub.forks() }
        for fork in forks {
            if desk.wantsJSON {
                try desk.say(json(fork))
            } else {
                try desk.say(words(fork)[desk.language])
            }
        }
        if forks.isEmpty, !desk.wantsJSON {
            try desk.say(
                vi: "Không có điểm nào bị phục hồi hay sao chép.",
                en: "No point was restored or cloned.")
        }
        return .done
    }

    /// What happened and what was done about it, in one line.
    static func words(_ fork: Hub.ForkReport) -> Localized {
        let branch = fork.branch
        let name = TerminalText.visible(branch.name)
        let why = cause(fork)
        let when = branch.forkedAt.map { Instant.iso($0) } ?? "?"
        return Localized(
            vi: "Điểm \(fork.parent) (\(name)) tách nhánh sau thay đổi số \(fork.after), lúc "
                + "\(when): \(why.vi). Phần sau đó được nhận dưới số \(branch.number); không mất "
                + "và không trùng gì.",
            en: "Point \(fork.parent) (\(name)) forked after change \(fork.after) at \(when): "
                + "\(why.en). What follows is taken under number \(branch.number); nothing is lost "
                + "or doubled.")
    }

    private static func cause(_ fork: Hub.ForkReport) -> Localized {
        if fork.isParentAlive, fork.branch.forkCause != .formerLife {
            return Localized(
                vi: "ổ đĩa bị sao chép, cả hai bản đang chạy; xin tắt một bản",
                en: "its disk was cloned and both copies are in use; switch one of them off")
        }
        return switch fork.branch.forkCause {
        case .formerLife:
            Localized(
                vi: "một tệp ghi trước khi ổ đĩa được phục hồi đã đến",
                en: "a bundle came that was written before its disk was restored")
        case .restored:
            Localized(
                vi: "ổ đĩa được phục hồi từ bản sao cũ",
                en: "its disk was restored from an old backup")
        case .restoredOrCloned, nil:
            Localized(
                vi: "ổ đĩa được phục hồi từ bản sao cũ, hoặc bị sao chép",
                en: "its disk was restored from an old backup, or cloned")
        }
    }

    private static func json(_ fork: Hub.ForkReport) -> JSONValue {
        let cause =
            fork.isParentAlive && fork.branch.forkCause != .formerLife
            ? "cloned" : identifier(fork.branch.forkCause)
        return .object([
            .init(name: "site", value: .text("\(fork.branch.number)")),
            .init(name: "parent", value: .text("\(fork.parent)")),
            .init(name: "name", value: .text(fork.branch.name)),
            .init(name: "after", value: .number("\(fork.after)")),
            .init(
                name: "time", value: .optional(fork.branch.forkedAt.map { Instant.iso($0) })),
            .init(name: "cause", value: .text(cause)),
            .init(name: "head", value: .number("\(fork.branch.head?.sequence ?? fork.after)")),
            .init(name: "adopted", value: .bool(fork.isAdopted)),
        ])
    }

    private static func identifier(_ cause: ForkCause?) -> String {
        switch cause {
        case .restored: "restored"
        case .formerLife: "former_life"
        case .restoredOrCloned, nil: "restored_or_cloned"
        }
    }
}
