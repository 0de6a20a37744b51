import Console
import Frontend

/// The command line of `central` (design §11) and which file carries out which command.
enum CentralProgram {
    static let version = "0.1.0"

    static var spec: ProgramSpec {
        ProgramSpec(
            name: "central", version: version,
            summary: Localized(
                vi: "Kho hồ sơ trung tâm của Một Cửa", en: "The central case store of Một Cửa"),
            options: [
                .value(
                    "store", "DIR",
                    Localized(
                        vi: "thư mục kho (CENTRAL_STORE)", en: "the store's folder (CENTRAL_STORE)")
                )
            ],
            groups: [operating, keeping, importing, reading, acting, accounting, .itself])
    }

    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        switch desk.invocation.name {
        case "init": try InitCommand.run(desk)
        case "serve": try ServeCommand.run(desk)
        case "enrol": try EnrolCommand.run(desk)
        case "enrol-again": try EnrolCommand.runAgain(desk)
        case "revoke": try RevocationCommand.revoke(desk)
        case "readmit": try RevocationCommand.readmit(desk)
        case "reassign": try RevocationCommand.reassign(desk)
        case "rotate-key": try KeyFile.rotate(desk)
        case "backup": try BackupCommand.run(desk)
        case "restore": try RestoreCommand.run(desk)
        case "verify": try VerifyCommand.run(desk)
        case "doctor": try VerifyCommand.doctor(desk)
        case "recovery-sheet": try RecoverySheet.run(desk)
        case "sites": try SitesCommand.run(desk)
        case "status": try StatusCommand.run(desk)
        case "bundle accept": try BundleCommand.run(desk)
        case "parked": try ParkedCommand.run(desk)
        case "release": try ParkedCommand.release(desk)
        case "reject": try ParkedCommand.reject(desk)
        case "forks": try ForksCommand.run(desk)
        case "catalogue import": try CatalogueCommand.run(desk)
        case "units import": try ImportCommand.runUnits(desk)
        case "calendar import": try CalendarCommand.run(desk)
        case "list": try ListCommand.run(desk)
        case "show": try ShowCommand.run(desk)
        case "reception": try ReceptionCommand.run(desk)
        case "route": try RouteCommand.run(desk)
        case "conflicts": try ConflictsCommand.run(desk)
        case "resolve": try ConflictsCommand.resolve(desk)
        case "acts": try BulkActs.run(desk)
        case "payments": try PaymentsCommand.run(desk)
        case "confirm-payment": try PaymentsCommand.confirm(desk)
        case "refund-payment": try PaymentsCommand.refund(desk)
        case "stages": try StagesCommand.run(desk)
        case "ratings": try RatingsCommand.run(desk)
        case "feedback": try FeedbackCommand.run(desk)
        case "answer-feedback": try FeedbackCommand.answer(desk)
        case "attach": try AttachCommand.run(desk)
        case "export open-data": try ExportCommand.run(desk)
        case "report": try ReportCommand.run(desk)
        case "form": try FormCommand.run(desk)
        case let name where ActCommand.names.contains(name): try ActCommand.run(desk)
        case let name: preconditionFailure("command '\(name)' is specified but not carried out")
        }
    }

    private static var operating: CommandGroup {
        CommandGroup(
            Localized(vi: "Vận hành", en: "Operating"),
            [
                CommandSpec(
                    "init", Localized(vi: "tạo kho mới", en: "make a new store")),
                CommandSpec(
                    "serve",
                    Localized(vi: "nhận đồng bộ từ các điểm", en: "take syncs from points"),
                    options: [
                        .value(
                            "listen", "ADDR:PORT",
                            Localized(vi: "địa chỉ và cổng", en: "address and port"),
                            isRequired: true),
                        .value(
                            "tls-cert", "FILE",
                            Localized(vi: "chứng thư TLS (PEM)", en: "TLS certificate (PEM)")),
                        .value(
                            "tls-key", "FILE",
                            Localized(vi: "khóa TLS (PEM)", en: "TLS key (PEM)")),
                    ],
                    examples: [
                        Example(
                            "central serve --listen 127.0.0.1:8080",
                            Localized(vi: "chỉ trên máy này", en: "on this machine only"))
                    ]),
                bundle,
                enrol,
                CommandSpec(
                    "enrol-again",
                    Localized(
                        vi: "cấp mã mới cho điểm bị mất khóa",
                        en: "a new code for a point whose key is lost"),
                    options: [address], arguments: [ArgumentSpec("SITE")]),
                CommandSpec(
                    "rotate-key",
                    Localized(vi: "đổi khóa của trung tâm", en: "renew the centre's key")),
                CommandSpec(
                    "sites", Localized(vi: "danh sách các điểm", en: "the points and their state")),
                CommandSpec(
                    "status", Localized(vi: "đếm những gì đang có", en: "count what is there")),
            ] + revoking + troubles)
    }

    /// What somebody should look at, and decide.
    private static var troubles: [CommandSpec] {
        [
            CommandSpec(
                "forks",
                Localized(
                    vi: "các điểm bị phục hồi hoặc sao chép",
                    en: "points that were restored or cloned")),
            CommandSpec(
                "parked",
                Localized(vi: "sự kiện bị giữ lại và lý do", en: "events set aside, and why")),
            CommandSpec(
                "release",
                Localized(
                    vi: "nhận một sự kiện bị giữ lại", en: "take an event that was set aside"),
                arguments: [ArgumentSpec("ID")]),
            CommandSpec(
                "reject",
                Localized(
                    vi: "không nhận một sự kiện bị giữ lại",
                    en: "decide that an event set aside does not count"),
                options: [
                    .value(
                        "reason", "TEXT", Localized(vi: "lý do bằng lời", en: "the reason"),
                        isRequired: true)
                ],
                arguments: [ArgumentSpec("ID")]),
        ]
    }

    private static var bundle: CommandSpec {
        CommandSpec(
            "bundle accept",
            Localized(
                vi: "nhận tệp của một điểm không có mạng",
                en: "take a file of a point without a link"),
            details: Localized(
                vi: "Tệp cũ, đến muộn hay đến hai lần đều được: không gì bị tính hai lần. "
                    + "Tệp trả lời cần mang về điểm, nhận bằng: kiosk bundle import FILE.",
                en: "A file may be old, late or come twice: nothing is counted twice. The reply "
                    + "goes back to the point: kiosk bundle import FILE."),
            options: [
                .value(
                    "reply", "FILE",
                    Localized(vi: "nơi ghi tệp trả lời", en: "where the reply is written"),
                    isRequired: true)
            ],
            arguments: [ArgumentSpec("FILE")],
            examples: [
                Example(
                    "central bundle accept to-centre.bundle --reply to-point.bundle",
                    Localized(vi: "nhận và trả lời", en: "accept and reply"))
            ])
    }

    private static var enrol: CommandSpec {
        CommandSpec(
            "enrol",
            Localized(vi: "cấp mã ghi danh cho một điểm", en: "reserve a point, print its code"),
            options: [
                .value(
                    "name", "TEXT", Localized(vi: "tên điểm", en: "the point's name"),
                    isRequired: true),
                .value(
                    "unit", "ID", Localized(vi: "đơn vị quản lý", en: "the unit it belongs to"),
                    isRequired: true),
                .choice(
                    "type", ["post", "bank", "commune", "kiosk"],
                    Localized(vi: "loại điểm", en: "what kind of point"), isRequired: true),
                address,
            ])
    }

    private static var address: OptionSpec {
        .value(
            "address", "URL",
            Localized(
                vi: "địa chỉ trung tâm mà điểm gọi tới (mặc định http://127.0.0.1:8080)",
                en: "where the point reaches the centre (http://127.0.0.1:8080)"))
    }

    private static var importing: CommandGroup {
        let file = [ArgumentSpec("FILE")]
        return CommandGroup(
            Localized(vi: "Dữ liệu chung", en: "Reference data"),
            [
                catalogue,
                CommandSpec(
                    "units import",
                    Localized(vi: "nhập danh sách đơn vị (JSON)", en: "import units (JSON)"),
                    arguments: file),
                CommandSpec(
                    "calendar import",
                    Localized(
                        vi: "nhập lịch làm việc (JSON)", en: "import the working calendar (JSON)"),
                    details: Localized(
                        vi: "Hồ sơ đang giải quyết mà ngày hẹn trả thay đổi được nêu từng cái.",
                        en: "Every open case whose promised date changes is named."),
                    arguments: file),
            ])
    }

    private static var catalogue: CommandSpec {
        CommandSpec(
            "catalogue import",
            Localized(vi: "nhập bộ thủ tục (JSON)", en: "import procedures (JSON)"),
            details: Localized(
                vi: "So với bộ đang có, in những gì sẽ công bố, sửa đổi, bãi bỏ, rồi làm; nếu có "
                    + "mục sai thì không làm gì. Không có người để hỏi thì làm luôn, trừ khi "
                    + "--complete bãi bỏ thủ tục: khi đó cần --yes.",
                en: "Compares with what stands, prints what would be announced, amended and "
                    + "abolished, and does it; with a wrong entry nothing is done. With nobody to "
                    + "ask it goes on, unless --complete abolishes procedures: that needs --yes."),
            options: [
                .flag("dry-run", Localized(vi: "chỉ so sánh", en: "only compare")),
                .flag("yes", Localized(vi: "không hỏi lại", en: "do not ask")),
                .flag(
                    "complete",
                    Localized(
                        vi: "tệp là toàn bộ: thiếu là bãi bỏ",
                        en: "the file is all there is: what is missing is abolished")),
                .flag(
                    "partial",
                    Localized(vi: "nhập phần đúng", en: "import what is right all the same")),
                .value(
                    "decision", "NUMBER",
                    Localized(vi: "số quyết định công bố", en: "the decision that publishes it")),
                .value(
                    "effective", "DATE",
                    Localized(vi: "ngày có hiệu lực", en: "the day it takes effect")),
            ],
            arguments: [ArgumentSpec("FILE")],
            examples: [
                Example(
                    "central catalogue import procedures.json --dry-run",
                    Localized(vi: "xem trước", en: "look first"))
            ])
    }

    private static var reading: CommandGroup {
        CommandGroup(
            Localized(vi: "Xem hồ sơ", en: "Reading cases"),
            [
                CommandSpec(
                    "list", Localized(vi: "danh sách hồ sơ", en: "the cases"),
                    options: [
                        .value(
                            "state", "STATE",
                            Localized(vi: "chỉ trạng thái này", en: "only this state")),
                        .value(
                            "unit", "ID", Localized(vi: "chỉ đơn vị này", en: "only this unit")),
                        .flag(
                            "to-route",
                            Localized(
                                vi: "chỉ hồ sơ chưa rõ đơn vị", en: "only those without a unit")),
                        .flag(
                            "flagged",
                            Localized(
                                vi: "chỉ hồ sơ cần người xem",
                                en: "only those that somebody has to look at")),
                        .value(
                            "officer", "NAME",
                            Localized(vi: "chỉ của người này", en: "only this officer's")),
                        .value(
                            "due-by", "DATE",
                            Localized(
                                vi: "chưa xong, hẹn trả đến hết ngày này",
                                en: "open, and due by the end of this day")),
                        .flag(
                            "overdue",
                            Localized(vi: "chưa xong, đã quá hạn", en: "open, and overdue")),
                    ]),
                CommandSpec(
                    "show", Localized(vi: "xem một hồ sơ", en: "show one case"),
                    arguments: [ArgumentSpec("CODE")]),
                CommandSpec(
                    "form", Localized(vi: "in các mẫu của hồ sơ", en: "print the forms"),
                    options: FormChoice.options(default: nil) + [
                        .value(
                            "day", "DATE",
                            Localized(
                                vi: "ngày của sổ theo dõi (mặc định: hôm nay)",
                                en: "the day of the register (default: today)")),
                        .value(
                            "unit", "ID",
                            Localized(vi: "chỉ sổ của đơn vị này", en: "this unit's register")),
                    ],
                    arguments: [ArgumentSpec("CODE", isRequired: false)]),
                ReportChoice.command, ExportCommand.command,
                StagesCommand.spec, RatingsCommand.spec,
            ] + FeedbackCommand.commands + [
                CommandSpec(
                    "conflicts",
                    Localized(vi: "các xung đột chờ người quyết định", en: "conflicts to settle"),
                    arguments: [ArgumentSpec("CODE", isRequired: false)])
            ])
    }

    private static var accounting: CommandGroup {
        let payment = [ArgumentSpec("CODE")]
        return CommandGroup(
            Localized(vi: "Phí, lệ phí", en: "Fees"),
            [
                CommandSpec(
                    "payments", Localized(vi: "các khoản nộp", en: "payments, to reconcile"),
                    options: [
                        .flag(
                            "unconfirmed",
                            Localized(
                                vi: "chỉ những khoản chờ xác nhận", en: "only those to confirm"))
                    ]),
                CommandSpec(
                    "confirm-payment",
                    Localized(
                        vi: "xác nhận tiền đã về", en: "say that a transfer has come"),
                    details: Localized(
                        vi: "CODE là mã hồ sơ, hoặc tên khoản nộp khi hồ sơ có nhiều khoản.",
                        en: "CODE is a case, or the name of a payment when the case has several."),
                    options: [
                        .value(
                            "reference", "TEXT",
                            Localized(vi: "mã giao dịch của ngân hàng", en: "the bank's number")),
                        officer[0],
                    ], arguments: payment),
                CommandSpec(
                    "refund-payment",
                    Localized(vi: "ghi đã hoàn tiền", en: "say that money was given back"),
                    options: [
                        .value(
                            "reason", "TEXT", Localized(vi: "lý do bằng lời", en: "the reason"),
                            isRequired: true),
                        officer[0],
                    ], arguments: payment),
            ])
    }
}
