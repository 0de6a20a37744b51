import CaseModel
import Console
import Forms
import Frontend

/// The command line of `kiosk` (design §11) and which file carries out which command.
enum KioskProgram {
    static let version = "0.1.0"

    static var spec: ProgramSpec {
        ProgramSpec(
            name: "kiosk", version: version,
            summary: Localized(
                vi: "Điểm tiếp nhận hồ sơ Một Cửa, làm việc được khi không có mạng",
                en: "The Một Cửa kiosk: takes cases in, with or without a link"),
            options: [
                .value(
                    "home", "DIR",
                    Localized(
                        vi: "thư mục dữ liệu (KIOSK_HOME)", en: "the data folder (KIOSK_HOME)"))
            ],
            bare: CommandSpec(
                "", Localized(vi: "màn hình cho người dân", en: "the citizens' screen"),
                options: CitizenSettings.options),
            groups: [cases, catalogue, syncing, keeping, StaffCommand.group, .itself])
    }

    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        switch desk.invocation.name {
        case "": try CitizenScreen.run(desk)
        case "agent": try AgentScreen.run(desk)
        case "staff add": try StaffCommand.add(desk)
        case "staff list": try StaffCommand.list(desk)
        case "staff disable": try StaffCommand.disable(desk)
        case "enrol": try EnrolCommand.run(desk)
        case "submit": try SubmitCommand.run(desk)
        case "complete": try DraftCommand.complete(desk)
        case "discard": try DraftCommand.discard(desk)
        case "units": try UnitsCommand.run(desk)
        case "list": try ListCommand.run(desk)
        case "show": try ShowCommand.run(desk)
        case "edit": try EditCommand.run(desk)
        case "stage": try StageCommand.run(desk)
        case "attach": try AttachCommand.run(desk)
        case "document": try DocumentCommand.run(desk)
        case "search": try SearchCommand.run(desk)
        case "procedure": try ProcedureCommand.run(desk)
        case "pay": try PayCommand.run(desk)
        case "return": try PointActCommand.handOver(desk)
        case "withdraw": try PointActCommand.withdraw(desk)
        case "receipt": try ReceiptCommand.run(desk)
        case "feedback": try FeedbackCommand.run(desk)
        case "report": try ReportCommand.run(desk)
        case "rate": try RateCommand.run(desk)
        case "visit": try VisitCommand.run(desk)
        case "given": try GivenCommand.run(desk)
        case "sync": try SyncCommand.run(desk)
        case "retry": try SyncCommand.retry(desk)
        case "closing": try ClosingCommand.run(desk)
        case "fields": try SearchCommand.fields(desk)
        case "bundle export": try BundleCommand.export(desk)
        case "bundle import": try BundleCommand.takeIn(desk)
        case "fetch": try FetchCommand.run(desk)
        case "outbox": try OutboxCommand.run(desk)
        case "parked": try OutboxCommand.runParked(desk)
        case "backup": try BackupCommand.run(desk)
        case "doctor": try DoctorCommand.run(desk)
        case "conflicts": try ConflictsCommand.run(desk)
        case "resolve": try ConflictsCommand.resolve(desk)
        case let name: preconditionFailure("command '\(name)' is specified but not carried out")
        }
    }

    private static var cases: CommandGroup {
        CommandGroup(
            Localized(vi: "Hồ sơ", en: "Cases"),
            [
                submit,
                CommandSpec(
                    "list", Localized(vi: "danh sách hồ sơ tại đây", en: "the cases held here"),
                    options: [
                        .flag(
                            "drafts",
                            Localized(vi: "các bản nháp", en: "the drafts instead"))
                    ] + CaseChoice.options,
                    examples: [
                        Example(
                            "kiosk list --work overdue",
                            Localized(vi: "các hồ sơ quá hạn", en: "what is overdue"))
                    ]),
                complete, given,
                CommandSpec(
                    "discard", Localized(vi: "bỏ một bản nháp", en: "drop a draft"),
                    arguments: [ArgumentSpec("DRAFT")]),
                CommandSpec(
                    "show", Localized(vi: "xem một hồ sơ", en: "show one case"),
                    options: [
                        .flag(
                            "short",
                            Localized(vi: "chỉ những điều chính", en: "only what matters most"))
                    ],
                    arguments: [ArgumentSpec("CODE")]),
                CommandSpec(
                    "edit", Localized(vi: "sửa một hồ sơ", en: "change fields of a case"),
                    options: author,
                    arguments: [
                        ArgumentSpec("CODE"), ArgumentSpec("FIELD=VALUE", isVariadic: true),
                    ],
                    examples: [
                        Example(
                            "kiosk edit T-3-261122-1-ABC applicant.phone=0905123456",
                            Localized(vi: "sửa số điện thoại", en: "correct the phone number"))
                    ]),
                attach, document,
                stage,
            ] + counter + opinions + [
                CommandSpec(
                    "closing",
                    Localized(
                        vi: "chốt ngày: hồ sơ, tiền, giấy, chưa gửi",
                        en: "close the day: cases, money, slips, unsent"),
                    options: [
                        .value(
                            "day", "DAY",
                            Localized(vi: "ngày khác, ví dụ 23/11/2026", en: "another day"))
                    ]),
                CommandSpec(
                    "conflicts",
                    Localized(vi: "các xung đột chờ người quyết định", en: "conflicts to settle"),
                    arguments: [ArgumentSpec("CODE", isRequired: false)]),
                CommandSpec(
                    "resolve", Localized(vi: "giải quyết xung đột", en: "settle a conflict"),
                    options: [
                        .value(
                            "keep", "N",
                            Localized(vi: "giữ giá trị thứ N", en: "keep the n-th value")),
                        .value(
                            "value", "TEXT", Localized(vi: "giá trị mới", en: "another value")),
                    ] + author,
                    arguments: [ArgumentSpec("CODE"), ArgumentSpec("FIELD")]),
            ])
    }

    private static var stage: CommandSpec {
        CommandSpec(
            "stage",
            Localized(
                vi: "ghi một công đoạn đã làm cho người dân",
                en: "note what was done for a person"),
            details: Localized(
                vi: "Công đoạn: guide (hướng dẫn), receive (tiếp nhận), digitise (số hóa), "
                    + "return (trả kết quả), collect (thu phí), electronic (tạo văn bản điện tử).",
                en: "Stages: guide, receive, digitise, return, collect, electronic."),
            options: author, arguments: [ArgumentSpec("CODE"), ArgumentSpec("STAGE")])
    }

    private static var submit: CommandSpec {
        CommandSpec(
            "submit", Localized(vi: "nộp hồ sơ từ JSON", en: "hand in cases from JSON"),
            details: Localized(
                vi: "Đọc một đối tượng JSON hoặc JSON Lines. Mỗi hồ sơ được lưu bền trên đĩa trước "
                    + "khi in ra; dòng sai bị từ chối riêng, kèm số dòng và lý do.",
                en: "Reads a JSON object or JSON Lines. A case is durable on this disk before its "
                    + "line is printed; a bad line is refused alone, with its number and reason."),
            options: [
                .value(
                    "file", "FILE|-",
                    Localized(vi: "tệp đầu vào (mặc định: -)", en: "the input (default: -)")),
                .flag(
                    "draft",
                    Localized(
                        vi: "giữ hồ sơ còn thiếu làm bản nháp",
                        en: "keep incomplete cases as drafts")),
                author[0],
            ],
            examples: [
                Example(
                    "kiosk submit --json --file cases.jsonl",
                    Localized(vi: "nộp nhiều hồ sơ", en: "hand in many cases"))
            ])
    }

    private static var complete: CommandSpec {
        CommandSpec(
            "complete",
            Localized(
                vi: "bổ sung bản nháp, đủ thì nộp", en: "add to a draft, hand it in if whole"),
            details: Localized(
                vi: "MỤC như applicant.phone, answers.KHÓA, papers.KHÓA (original×1 copy×2).",
                en: "FIELD is applicant.phone, answers.KEY, papers.KEY (original×1 copy×2)."),
            options: [author[0]],
            arguments: [
                ArgumentSpec("DRAFT"),
                ArgumentSpec("FIELD=VALUE", isRequired: false, isVariadic: true),
            ],
            examples: [
                Example(
                    "kiosk complete D-7 papers.declaration=original×1",
                    Localized(vi: "đã có tờ khai", en: "the declaration is here now"))
            ])
    }

    private static var attach: CommandSpec {
        let megabytes = CaseLimits.documentBytes >> 20
        return CommandSpec(
            "attach", Localized(vi: "kèm bản quét của giấy tờ", en: "attach a scanned paper"),
            details: Localized(
                vi: "Nhận PDF, JPEG và PNG, mỗi tệp nhiều nhất \(megabytes) MB. PAPER là khóa hoặc "
                    + "tên một giấy tờ của thủ tục. Tệp được chép bền vào đĩa này trước khi hồ sơ "
                    + "ghi tên nó.",
                en: "Takes PDF, JPEG and PNG of at most \(megabytes) MB each. PAPER is the key or "
                    + "the name of a paper of the procedure. The file is copied durably before the "
                    + "case names it."),
            options: author,
            arguments: [ArgumentSpec("CODE"), ArgumentSpec("PAPER"), ArgumentSpec("FILE")],
            examples: [
                Example(
                    "kiosk attach T-3-261122-1-ABC declaration to-khai.pdf",
                    Localized(vi: "kèm tờ khai đã quét", en: "attach the scanned declaration"))
            ])
    }

    /// What is done at the counter with a case that was handed in.
    private static var counter: [CommandSpec] {
        let code = [ArgumentSpec("CODE")]
        return [
            CommandSpec(
                "pay", Localized(vi: "phí, lệ phí của hồ sơ", en: "the fee of a case"),
                details: Localized(
                    vi: "Không kèm tùy chọn: xem phải nộp và đã nộp bao nhiêu. Mã QR đã đưa ra chỉ "
                        + "được coi là đã nộp khi trung tâm xác nhận.",
                    en: "Without options: what is due and what was paid. A QR code that was shown "
                        + "counts as paid once the centre confirms it."),
                options: [
                    .flag("cash", Localized(vi: "thu tiền mặt, cấp biên lai", en: "take cash")),
                    .flag("qr", Localized(vi: "hiện mã VietQR", en: "show a VietQR code")),
                    .value(
                        "amount", "N",
                        Localized(
                            vi: "số đồng (mặc định: phần còn phải nộp)",
                            en: "đồng (default: what is still due)")),
                    FormChoice.ascii, author[0],
                ],
                arguments: code,
                examples: [
                    Example(
                        "kiosk pay T-3-261122-1-ABC --cash",
                        Localized(vi: "thu đủ lệ phí", en: "take the whole fee"))
                ]),
            CommandSpec(
                "return", Localized(vi: "đã trả kết quả", en: "the result was handed over"),
                options: [
                    .value(
                        "to", "NAME",
                        Localized(
                            vi: "người nhận thay (mặc định: người nộp)",
                            en: "who received it (default: the applicant)"))
                ] + author, arguments: code),
            CommandSpec(
                "withdraw", Localized(vi: "công dân rút hồ sơ", en: "the citizen withdraws"),
                options: [
                    .value("reason", "TEXT", Localized(vi: "lý do", en: "the reason"))
                ] + author, arguments: code),
            CommandSpec(
                "receipt", Localized(vi: "in giấy hẹn và các mẫu", en: "print slips and forms"),
                options: FormChoice.options(default: .receipt) + [author[0]], arguments: code,
                examples: [
                    Example(
                        "kiosk receipt T-3-261122-1-ABC --width 48",
                        Localized(vi: "máy in hóa đơn", en: "for a receipt printer"))
                ]),
        ]
    }

    private static var catalogue: CommandGroup {
        CommandGroup(
            Localized(vi: "Bộ thủ tục", en: "Catalogue"),
            [
                CommandSpec(
                    "search",
                    Localized(vi: "tìm thủ tục, gõ không dấu cũng được", en: "find a procedure"),
                    details: Localized(
                        vi: "Theo lời, theo lĩnh vực (xem fields) hoặc theo việc trong đời sống.",
                        en: "By words, by field of administration (see fields), or by what has "
                            + "happened in somebody's life."),
                    options: [
                        .value(
                            "field", "NAME",
                            Localized(vi: "các thủ tục của lĩnh vực", en: "those of a field")),
                        .choice(
                            "event", LifeEvent.allCases.map(\.rawValue),
                            Localized(vi: "theo việc trong đời sống", en: "by a life event")),
                        .value(
                            "limit", "N",
                            Localized(vi: "số kết quả (mặc định 10)", en: "results (default 10)")),
                        .flag(
                            "all",
                            Localized(
                                vi: "cả thủ tục chưa có hoặc hết hiệu lực",
                                en: "those not in force too")),
                    ],
                    arguments: [ArgumentSpec("TEXT", isRequired: false, isVariadic: true)]),
                CommandSpec(
                    "fields",
                    Localized(vi: "các lĩnh vực", en: "the fields of administration")),
                CommandSpec(
                    "units",
                    Localized(
                        vi: "tìm đơn vị, kể cả theo tên cũ",
                        en: "find a unit, also by a former name"),
                    arguments: [ArgumentSpec("TEXT", isRequired: false, isVariadic: true)]),
                CommandSpec(
                    "procedure",
                    Localized(
                        vi: "giấy tờ, lệ phí, thời hạn", en: "papers, fee and time of a procedure"),
                    arguments: [ArgumentSpec("CODE")]),
            ])
    }

    static var author: [OptionSpec] {
        [
            .value(
                "actor", "NAME",
                Localized(vi: "người thực hiện (mặc định: USER)", en: "who acts (default: USER)")),
            .value(
                "seen", "CLOCK",
                Localized(
                    vi: "đồng hồ khi mở hồ sơ, dạng 3:1,4:2",
                    en: "the clock when the case was opened, as 3:1,4:2")),
        ]
    }
}
