import Console

extension CentralProgram {
    static var keeping: CommandGroup {
        CommandGroup(
            Localized(vi: "Giữ gìn dữ liệu", en: "Keeping the data"),
            [
                CommandSpec(
                    "backup",
                    Localized(vi: "sao lưu kho", en: "back the store up"),
                    details: Localized(
                        vi: "Kho vẫn làm việc trong lúc sao lưu. Với một thư mục, mỗi lần là một "
                            + "tệp mới và bản quét chỉ được chép một lần. Khóa của trung tâm không "
                            + "nằm trong bản sao lưu: xem recovery-sheet.",
                        en: "The store goes on working meanwhile. In a folder each backup is a new "
                            + "file, and scans are copied once. The centre's keys are not in it: "
                            + "see recovery-sheet."),
                    arguments: [ArgumentSpec("FILE|DIR")],
                    examples: [
                        Example(
                            "central backup /mnt/backup/",
                            Localized(vi: "sang ổ đĩa khác", en: "to another disk"))
                    ]),
                restore,
                CommandSpec(
                    "verify",
                    Localized(
                        vi: "đọc lại và kiểm tra mọi thứ", en: "read everything back and check it"),
                    options: [
                        .value(
                            "backup", "FILE",
                            Localized(
                                vi: "kiểm tra một bản sao lưu thay cho kho",
                                en: "check a backup instead of the store"))
                    ]),
                CommandSpec(
                    "doctor",
                    Localized(
                        vi: "kiểm tra kho, khóa, đĩa và đồng hồ",
                        en: "check the store, its keys, disk and clock"),
                    options: [
                        .flag(
                            "repair",
                            Localized(
                                vi: "sửa những gì làm lại được",
                                en: "repair what can be made again"))
                    ]),
                CommandSpec(
                    "recovery-sheet",
                    Localized(
                        vi: "in phiếu phục hồi khóa của trung tâm",
                        en: "print the centre's keys, to be locked away")),
            ])
    }

    private static var restore: CommandSpec {
        CommandSpec(
            "restore",
            Localized(
                vi: "phục hồi kho từ bản sao lưu", en: "make the store from a backup"),
            details: Localized(
                vi: "Bản sao lưu được đọc lại toàn bộ trước. Cần tệp khóa của trung tâm "
                    + "(hub.keys) trong thư mục của kho. Kho bắt đầu một đời mới; các điểm "
                    + "gửi lại những gì mất.",
                en: "The backup is read back as a whole first. The centre's key file "
                    + "(hub.keys) must be in the store's folder. The store begins a new "
                    + "life; points give back what was lost."),
            options: [
                .flag(
                    "replace",
                    Localized(
                        vi: "đổi tên và giữ lại kho đang có",
                        en: "rename and keep the store that is there"))
            ],
            arguments: [ArgumentSpec("FILE")],
            examples: [
                Example(
                    "central restore /mnt/backup/central-20261122.backup",
                    Localized(vi: "vào thư mục mới", en: "into a new folder"))
            ])
    }
}
