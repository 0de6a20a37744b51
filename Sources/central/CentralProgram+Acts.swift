import Console

/// Officers' acts on the command line.
extension CentralProgram {
    static var acting: CommandGroup {
        CommandGroup(
            Localized(vi: "Việc của công chức", en: "Officers' acts"),
            acts + [
                CommandSpec(
                    "acts",
                    Localized(vi: "làm nhiều việc từ một tệp", en: "do many acts from a file"),
                    details: Localized(
                        vi: #"Mỗi dòng một việc: {"act":"accept","code":"…"}, thêm các mục như "#
                            + "tùy chọn của việc đó. Dòng sai bị từ chối riêng.",
                        en: #"One act a line: {"act":"accept","code":"…"}, with the options of "#
                            + "that act as further members. A bad line is refused alone."),
                    options: [file(isRequired: true)] + officer),
                CommandSpec(
                    "route",
                    Localized(
                        vi: "chuyển hồ sơ tới đơn vị có thẩm quyền",
                        en: "send a case to the competent unit"),
                    options: [
                        .value(
                            "unit", "ID", Localized(vi: "mã đơn vị", en: "the unit's id"),
                            isRequired: true)
                    ] + officer, arguments: [ArgumentSpec("CODE")]),
                CommandSpec(
                    "reception",
                    Localized(
                        vi: "ghi giờ nhận hồ sơ khi đồng hồ của điểm sai",
                        en: "set when a case was received, when the point's clock was wrong"),
                    details: Localized(
                        vi: "central list --flagged nêu những hồ sơ này; ngày hẹn được tính lại.",
                        en: "central list --flagged names these cases; the promised date is "
                            + "counted again."),
                    options: [
                        .value(
                            "at", "TIME",
                            Localized(
                                vi: "thời điểm, ISO 8601, không sau lúc về trung tâm",
                                en: "the time, ISO 8601, not after it came to the centre"),
                            isRequired: true)
                    ] + officer, arguments: [ArgumentSpec("CODE")]),
                attach,
                CommandSpec(
                    "resolve", Localized(vi: "giải quyết xung đột", en: "settle a conflict"),
                    options: [
                        .value(
                            "keep", "N",
                            Localized(vi: "giữ giá trị thứ N", en: "keep the n-th value")),
                        .value(
                            "value", "TEXT", Localized(vi: "giá trị mới", en: "another value")),
                    ] + officer,
                    arguments: [ArgumentSpec("CODE"), ArgumentSpec("FIELD")]),
            ])
    }

    private static var acts: [CommandSpec] {
        [
            act("accept", "tiếp nhận, cấp mã", "accept and give the code"),
            act("decline", "không tiếp nhận", "decline to accept", [reason]),
            act(
                "assign", "giao cho một người", "give it to an officer",
                [name("officer", "người xử lý", "who works on it")]),
            act(
                "hand-over", "bàn giao cho đơn vị khác", "hand over to another unit",
                [
                    name("to", "đơn vị nhận", "the unit that receives it"),
                    name("officer", "người nhận", "who receives it"),
                ]),
            act(
                "request", "yêu cầu bổ sung, một lần cho đủ", "ask for more papers, once for all",
                [
                    .value(
                        "item", "TEXT",
                        Localized(vi: "một thứ còn thiếu", en: "one thing that is missing"),
                        isRepeated: true),
                    reason,
                    name("guidance", "hướng dẫn bổ sung", "what the person is to do"),
                    .flag(
                        "confirm",
                        Localized(
                            vi: "đúng là yêu cầu lần nữa; hồ sơ bị tính trễ hạn",
                            en: "asking again is meant; it makes the case late")),
                ]),
            act("received", "đã nhận đủ giấy tờ bổ sung", "the papers asked for have come"),
            act(
                "wait", "chờ cơ quan khác", "wait for another agency",
                [name("agency", "cơ quan được hỏi", "the agency that was asked"), reason]),
            act("resume", "cơ quan khác đã trả lời", "the other agency has answered"),
            act("decide", "ra kết quả", "decide", deciding),
            act(
                "extend", "xin lỗi và hẹn lại", "apologise and give a new date",
                [
                    .value("due", "DATE", Localized(vi: "ngày hẹn mới", en: "the new date")),
                    reason,
                ]),
            act("stop", "dừng xử lý", "stop the case", [reason]),
            act("ready", "đã có kết quả tại nơi trả", "the result is where it is handed over"),
            act("finish", "đã trả kết quả", "the result was handed over"),
        ]
    }

    private static var deciding: [OptionSpec] {
        [
            .choice(
                "result", ["approved", "refused"], Localized(vi: "kết quả", en: "the decision")),
            reason,
            .choice(
                "form", ["electronic", "paper"],
                Localized(vi: "bản điện tử hay bản giấy", en: "a file or a paper")),
            .value(
                "document", "FILE",
                Localized(
                    vi: "tệp kết quả (PDF, JPEG, PNG), để các điểm lấy về trả cho dân",
                    en: "the result's file (PDF, JPEG, PNG), for points to hand over")),
            name("hash", "mã băm của tệp kết quả", "the digest of the result's file"),
            name("signer", "người ký", "who signed it"),
        ]
    }

    private static var attach: CommandSpec {
        CommandSpec(
            "attach",
            Localized(vi: "kèm kết quả hoặc giấy tờ", en: "attach a result or a paper"),
            details: Localized(
                vi:
                    "PAPER là 'result' cho kết quả, hoặc khóa hay tên giấy tờ của thủ tục. Điểm "
                    + "nào được xem hồ sơ thì lấy về được: kiosk document.",
                en: "PAPER is 'result' for the result, or the key or name of a paper of the "
                    + "procedure. Points that may see the case can get it: kiosk document."),
            options: officer,
            arguments: [ArgumentSpec("CODE"), ArgumentSpec("PAPER"), ArgumentSpec("FILE")])
    }

    private static func act(
        _ name: String, _ vi: String, _ en: String, _ options: [OptionSpec] = []
    ) -> CommandSpec {
        CommandSpec(
            name, Localized(vi: vi, en: en), options: options + [file(isRequired: false)] + officer,
            arguments: [ArgumentSpec("CODE", isRequired: false)])
    }

    private static func name(_ option: String, _ vi: String, _ en: String) -> OptionSpec {
        .value(option, "TEXT", Localized(vi: vi, en: en))
    }

    private static var reason: OptionSpec {
        .value("reason", "TEXT", Localized(vi: "lý do bằng lời", en: "the reason in words"))
    }

    private static func file(isRequired: Bool) -> OptionSpec {
        .value(
            "file", "FILE",
            Localized(
                vi: "nhiều hồ sơ, mỗi dòng một JSON; - là đầu vào",
                en: "many cases, JSON Lines; - is standard input"), isRequired: isRequired)
    }

    static var officer: [OptionSpec] {
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
