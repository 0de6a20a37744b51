import Console

extension KioskProgram {
    static var keeping: CommandGroup {
        CommandGroup(
            Localized(vi: "Giữ gìn dữ liệu", en: "Keeping the data"),
            [
                CommandSpec(
                    "backup", Localized(vi: "sao lưu điểm này", en: "back this point up"),
                    details: Localized(
                        vi: "Các lệnh khác vẫn dùng được trong lúc sao lưu. Khóa của điểm không "
                            + "nằm trong bản sao lưu.",
                        en: "Other commands can be used meanwhile. The point's key is not in it."),
                    arguments: [ArgumentSpec("FILE")],
                    examples: [
                        Example(
                            "kiosk backup /media/usb/",
                            Localized(vi: "sang thẻ USB", en: "to a USB stick"))
                    ]),
                CommandSpec(
                    "prune",
                    Localized(
                        vi: "xóa ở đây nội dung cũ mà trung tâm đã sao lưu",
                        en: "remove old content that the centre has in a backup"),
                    details: Localized(
                        vi: "Mã hồ sơ vẫn tra được; nội dung lấy về bằng: kiosk fetch. Màn hình và "
                            + "sync --watch tự làm mỗi ngày một lần.",
                        en: "Codes are still found; content comes back with: kiosk fetch. The "
                            + "screens and sync --watch do so by themselves once a day."),
                    options: [DaySetting.pruningOption]),
                CommandSpec(
                    "doctor",
                    Localized(
                        vi: "kiểm tra dữ liệu, khóa, đĩa và đồng hồ",
                        en: "check the data, the key, the disk and the clock"),
                    details: Localized(
                        vi: "Không đổi gì, trừ khi có --repair: khi đó danh sách được làm lại từ "
                            + "các sự kiện; kho hỏng được đổi tên, giữ lại, và dựng lại từ những "
                            + "gì đọc được, phần còn lại lấy từ trung tâm khi đồng bộ. Xin dừng "
                            + "các chương trình kiosk khác trước.",
                        en: "Changes nothing without --repair: then lists are made again from the "
                            + "events; a damaged store is renamed, kept, and rebuilt from what can "
                            + "be read, and the rest comes from the centre with the next sync. "
                            + "Stop other kiosk programs first."),
                    options: [
                        .flag(
                            "repair",
                            Localized(
                                vi: "sửa những gì làm lại được",
                                en: "repair what can be made again"))
                    ]),
            ])
    }
}
