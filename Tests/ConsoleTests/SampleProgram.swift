import Console

/// A small invented program; the tests read its command lines and compare its screens.
enum SampleProgram {
    static let spec = ProgramSpec(
        name: "tram", version: "1.2",
        summary: Localized(vi: "Trạm nhận thư", en: "A letter counter"),
        options: [
            .value("home", "DIR", Localized(vi: "thư mục dữ liệu", en: "the data folder"))
        ],
        bare: CommandSpec("", Localized(vi: "tự phục vụ", en: "self-service")),
        groups: [
            CommandGroup(
                Localized(vi: "Thư", en: "Letters"), [send, rate, list, stamp]),
            CommandGroup(
                Localized(vi: "Danh mục và gói dữ liệu", en: "Catalogue and bundles"),
                [catalogueImport, bundleExport, bundleImport, enrol]),
        ])

    private static let send = CommandSpec(
        "send", Localized(vi: "Gửi một lá thư", en: "Send a letter"),
        details: Localized(
            vi: "Thư được lưu trên máy trước, rồi mới gửi đi khi có mạng; mất điện giữa chừng"
                + " cũng không mất thư.",
            en: "The letter is saved on this machine first and goes out when there is a link;"
                + " a power cut in between loses nothing."),
        options: [
            .value("file", "FILE", Localized(vi: "tệp cần gửi", en: "the file to send")),
            .value(
                "stamp", "CODE", Localized(vi: "mã tem", en: "code of a stamp"),
                isRequired: true, isRepeated: true),
            .flag("watch", Localized(vi: "chờ thư mới", en: "wait for new letters")),
            .flag("sync", Localized(vi: "gửi ngay", en: "send at once")),
        ],
        arguments: [
            ArgumentSpec("TO"), ArgumentSpec("COPY", isRequired: false, isVariadic: true),
        ],
        examples: [
            Example(
                "tram send --stamp A1 --file thu.txt hue",
                Localized(vi: "Gửi một tệp đến Huế", en: "Send a file to Hue"))
        ])

    private static let rate = CommandSpec(
        "rate", Localized(vi: "Chấm điểm", en: "Rate"),
        options: [
            .value("score", "N", Localized(vi: "điểm", en: "points")),
            .choice("type", ["post", "bank"], Localized(vi: "loại", en: "type")),
        ])

    private static let list = CommandSpec(
        "list", Localized(vi: "Liệt kê", en: "List"),
        options: [.flag("stamp", Localized(vi: "kèm tem", en: "with stamps"))],
        arguments: [ArgumentSpec("FIRST", isRequired: false)])

    private static let stamp = CommandSpec(
        "stamp-everything-that-waits", Localized(vi: "Đóng dấu tất cả", en: "Stamp all"))

    private static let catalogueImport = CommandSpec(
        "catalogue import", Localized(vi: "Nhập danh mục", en: "Import a catalogue"),
        arguments: [ArgumentSpec("FILE")])

    private static let bundleExport = CommandSpec(
        "bundle export", Localized(vi: "Ghi gói ra tệp", en: "Write a bundle"),
        arguments: [ArgumentSpec("FILE")])

    private static let bundleImport = CommandSpec(
        "bundle import", Localized(vi: "Đọc gói từ tệp", en: "Read a bundle"),
        arguments: [ArgumentSpec("FILE")])

    private static let enrol = CommandSpec(
        "enrol", Localized(vi: "Ghi danh", en: "Enrol"),
        arguments: [ArgumentSpec("CODE")])
}
