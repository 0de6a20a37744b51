import Console
import Frontend

/// The commands about the link to the centre.
extension KioskProgram {
    static var syncing: CommandGroup {
        CommandGroup(
            Localized(vi: "Đồng bộ", en: "Synchronising"),
            [
                CommandSpec(
                    "enrol",
                    Localized(vi: "ghi danh điểm này", en: "make this the enrolled point"),
                    options: [
                        .value(
                            "file", "FILE",
                            Localized(vi: "tệp chứa mã", en: "a file with the code")),
                        .value(
                            "certificate", "FILE",
                            Localized(
                                vi: "chứng thư (PEM) bảo đảm cho địa chỉ https của trung tâm, thay "
                                    + "cho các chứng thư của hệ thống",
                                en: "the certificate (PEM) that vouches for the centre's https "
                                    + "address, instead of the system's")),
                    ],
                    arguments: [ArgumentSpec("CODE", isRequired: false)]),
                sync, fetch,
                CommandSpec(
                    "bundle export",
                    Localized(
                        vi: "ghi những gì chờ gửi ra tệp, để mang bằng USB",
                        en: "what waits, in a file for a USB stick"),
                    options: [
                        .flag(
                            "documents",
                            Localized(
                                vi: "kèm các bản quét chờ gửi", en: "with the scans that wait")),
                        .flag(
                            "ticket",
                            Localized(
                                vi: "kèm phiếu, cho trung tâm đã phục hồi và không biết điểm này",
                                en: "with the ticket, for a restored centre that does not know "
                                    + "this point")),
                        DaySetting.keyOption,
                    ],
                    arguments: [ArgumentSpec("FILE")],
                    examples: [
                        Example(
                            "kiosk bundle export /media/usb/to-centre.bundle",
                            Localized(vi: "ghi ra thẻ USB", en: "onto a USB stick"))
                    ]),
                CommandSpec(
                    "bundle import",
                    Localized(
                        vi: "nhận tệp trả lời của trung tâm", en: "take the centre's reply in"),
                    arguments: [ArgumentSpec("FILE")]),
                CommandSpec(
                    "outbox", Localized(vi: "những gì chưa gửi xong", en: "what is not sent yet"),
                    options: [
                        .value(
                            "limit", "N",
                            Localized(
                                vi: "chỉ nêu N việc và N bản quét đầu",
                                en: "name only the first N acts and scans"))
                    ]),
                CommandSpec(
                    "parked",
                    Localized(
                        vi: "những gì trung tâm giữ lại và lý do",
                        en: "what the centre set aside, and why")),
                retry,
            ])
    }

    static var document: CommandSpec {
        CommandSpec(
            "document",
            Localized(
                vi: "lấy kết quả điện tử hoặc bản quét của hồ sơ",
                en: "get an electronic result or a scanned paper"),
            details: Localized(
                vi: "PAPER là 'result' cho kết quả, hoặc khóa hay tên giấy tờ. Chưa có tại đây thì "
                    + "hỏi trung tâm; bị ngắt giữa chừng thì lần sau, hoặc lần đồng bộ sau, đi "
                    + "tiếp. Tệp chỉ hiện ra khi đã đủ và đúng.",
                en: "PAPER is 'result' for the result, or the key or name of a paper. What is not "
                    + "here is asked of the centre; after a cut the next try, or the next sync, "
                    + "goes on. The file appears when it is whole and right."),
            options: [
                .value(
                    "out", "FILE",
                    Localized(vi: "ghi ra tệp mới này", en: "the new file to write"),
                    isRequired: true), CitizenSettings.plainHTTP,
            ],
            arguments: [ArgumentSpec("CODE"), ArgumentSpec("PAPER")],
            examples: [
                Example(
                    "kiosk document T-3-261122-1-ABC result --out ket-qua.pdf",
                    Localized(vi: "kết quả điện tử", en: "the electronic result"))
            ])
    }

    private static var fetch: CommandSpec {
        CommandSpec(
            "fetch",
            Localized(
                vi: "hỏi trung tâm một hồ sơ nộp nơi khác",
                en: "ask the centre for a case handed in elsewhere"),
            details: Localized(
                vi: "Xem được trong 24 giờ, rồi bị xóa khỏi đây, trừ khi điểm này xử lý hồ sơ. "
                    + "Mỗi hồ sơ chỉ được thử sai 5 lần một ngày.",
                en: "It may be seen for 24 hours and is then wiped here, unless this point acts on "
                    + "it. A case takes 5 wrong tries a day."),
            options: [
                .value(
                    "proof", "DDDD",
                    Localized(
                        vi: "mã tra cứu trên giấy hẹn, hoặc 4 số cuối của số định danh",
                        en: "the secret on the slip, or the identity number's last 4 digits"),
                    isRequired: true), CitizenSettings.plainHTTP,
            ],
            arguments: [ArgumentSpec("CODE")])
    }

    private static var sync: CommandSpec {
        CommandSpec(
            "sync",
            Localized(vi: "gửi và nhận với trung tâm", en: "exchange with the centre"),
            details: Localized(
                vi: "Với --watch: chạy mãi, gửi khi có việc mới, khi có mạng lại và vài "
                    + "phút một lần; dừng bằng Ctrl-C. Các lệnh khác vẫn dùng được.",
                en: "With --watch: keeps going, and exchanges when there is new work, when "
                    + "the network is back and every few minutes; stop with Ctrl-C. "
                    + "Other commands can be used meanwhile."),
            options: [
                .flag(
                    "watch",
                    Localized(
                        vi: "tự đồng bộ cho đến khi bị dừng",
                        en: "exchange by itself until stopped"))
            ] + line)
    }

    private static var line: [OptionSpec] {
        [CitizenSettings.plainHTTP, DaySetting.keyOption] + ScanBudget.options
    }

    private static var retry: CommandSpec {
        CommandSpec(
            "retry",
            Localized(
                vi: "nhờ trung tâm xét lại những gì bị giữ lại",
                en: "ask the centre to judge again what it set aside"),
            details: Localized(
                vi: "Như sync, và đưa lại cho trung tâm các bản quét đã bị từ chối.",
                en: "As sync, and offers the centre refused scans once more."),
            options: line)
    }
}
