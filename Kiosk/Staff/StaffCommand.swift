import CaseModel
import CaseRecords
import Console
import Frontend
import Replica
import SyncProtocol
import Transport

/// `kiosk staff`: who works at this point and signs in with a PIN.
enum StaffCommand {
    static var group: CommandGroup {
        let name = [ArgumentSpec("NAME")]
        return CommandGroup(
            Localized(vi: "Nhân viên", en: "Staff"),
            [
                AgentScreen.spec,
                CommandSpec(
                    "staff add", Localized(vi: "thêm nhân viên", en: "add somebody"),
                    options: [
                        .flag(
                            "pin-stdin",
                            Localized(
                                vi: "đọc mã PIN từ đầu vào", en: "read the PIN from the input"))
                    ], arguments: name),
                CommandSpec(
                    "staff list", Localized(vi: "danh sách nhân viên", en: "who works here")),
                CommandSpec(
                    "staff disable",
                    Localized(vi: "thôi cho đăng nhập", en: "end somebody's access"),
                    arguments: name),
            ])
    }

    static func add(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        let name = try name(desk)
        let pin = try pin(desk)
        let isNew = try point.store { () throws(ReplicaError) in
            try point.replica.addStaff(name, pin: pin, now: SystemClock.wallMilliseconds())
        }
        guard isNew else {
            throw Failure(
                .refused,
                vi: "'\(name)' đã có ở điểm này; không đổi gì. Muốn đổi PIN: kiosk staff disable, "
                    + "rồi add lại.",
                en: "'\(name)' works here already; nothing changed. For a new PIN: kiosk staff "
                    + "disable, then add again.")
        }
        try desk.remark(
            vi: "Đã thêm '\(name)'. Từ nay muốn rời màn hình người dân phải có mã PIN.",
            en: "'\(name)' was added. From now on leaving the citizens' screen takes a PIN.")
        return .done
    }

    static func list(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        let staff = try StaffDoor.members(point)
        for member in staff {
            if desk.wantsJSON {
                try desk.say(json(member))
            } else {
                try desk.say(line(member, desk.language))
            }
        }
        if staff.isEmpty, !desk.wantsJSON {
            try desk.say(
                vi: "Chưa có nhân viên nào. Thêm: kiosk staff add TÊN",
                en: "There are no staff yet. To add: kiosk staff add NAME")
        }
        return .done
    }

    static func disable(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        let name = try name(desk)
        let isGone = try point.store { () throws(ReplicaError) in
            try point.replica.disableStaff(name, now: SystemClock.wallMilliseconds())
        }
        guard isGone else {
            throw Failure(
                .refused, vi: "Không có nhân viên '\(name)' đang làm việc; không đổi gì.",
                en: "Nobody called '\(name)' works here; nothing changed.")
        }
        try desk.remark(
            vi: "'\(name)' không đăng nhập được nữa; các việc đã làm vẫn mang tên.",
            en: "'\(name)' can sign in no more; what was done keeps the name.")
        return .done
    }

    private static func name(_ desk: Desk) throws(Failure) -> String {
        let name = VietnameseText.nfc(VietnameseText.trimmed(desk.invocation.arguments[0]))
        guard !VietnameseText.searchKey(name).isEmpty, name.utf8.count <= Limits.wordBytes,
            VietnameseText.isClean(name)
        else {
            throw Failure(
                .refused, vi: "Cần một tên ngắn, không có ký tự lạ; chưa lưu gì.",
                en: "A short plain name is needed; nothing was saved.")
        }
        return name
    }

    /// Never from an argument: those stand in the list of processes and in the shell's history.
    private static func pin(_ desk: Desk) throws(Failure) -> PIN {
        let reader = LineReader()
        if !desk.invocation.options.has("pin-stdin") {
            guard desk.invocation.mayAsk, reader.isInteractive else {
                throw Failure(
                    .usage, vi: "Không hỏi được mã PIN ở đây; xin dùng --pin-stdin.",
                    en: "The PIN cannot be asked for here; use --pin-stdin.")
            }
        }
        let first = read(reader, desk.language.pick("Mã PIN mới: ", "New PIN: "))
        guard let pin = first.flatMap(PIN.init) else {
            throw Failure(
                .refused,
                vi: "Mã PIN là \(PIN.length.lowerBound) đến \(PIN.length.upperBound) chữ số; "
                    + "chưa lưu gì.",
                en: "A PIN is \(PIN.length.lowerBound) to \(PIN.length.upperBound) digits; "
                    + "nothing was saved.")
        }
        guard reader.isInteractive else { return pin }
        guard read(reader, desk.language.pick("Gõ lại: ", "Once more: ")) == pin.text else {
            throw Failure(
                .refused, vi: "Hai lần gõ không giống nhau; chưa lưu gì.",
                en: "The two differ; nothing was saved.")
        }
        return pin
    }

    private static func read(_ reader: LineReader, _ prompt: String) -> String? {
        let line = reader.readLine(prompt: reader.isInteractive ? prompt : "", isSecret: true)
        guard case .text(let text, isCut: false) = line else { return nil }
        return VietnameseText.trimmed(text)
    }

    private static func json(_ member: Replica.StaffMember) -> JSONValue {
        .object([
            .init(name: "name", value: .text(member.name)),
            .init(name: "added", value: .text(Instant.iso(member.added))),
            .init(name: "disabled", value: .optional(member.disabled.map(Instant.iso))),
        ])
    }

    private static func line(_ member: Replica.StaffMember, _ language: Language) -> String {
        let since = CivilDate(instantMilliseconds: member.disabled ?? member.added).vietnamese
        let state =
            member.disabled == nil
            ? language.pick("từ \(since)", "since \(since)")
            : language.pick("đã thôi từ \(since)", "disabled since \(since)")
        return TerminalText.visible(member.name) + " · " + state
    }
}
