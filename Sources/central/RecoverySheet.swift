import CaseModel
import Console
import Frontend
import Sealing
import Transport

/// The hub's secret keys on paper: they are in no backup of the store, and without them no point
/// could send anything to a restored one.
enum RecoverySheet {
    private static func path(_ folder: String) -> String { folder + "/recovery-sheet.txt" }

    /// `central recovery-sheet`: prints it again, with the keys that are valid now.
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let folder = Opening.folder(desk)
        let keys = try KeyFile.read(folder)
        let text = text(keys, folder: folder, desk.language)
        guard !desk.wantsJSON else {
            try desk.say(
                .object([
                    .init(name: "file", value: .text(path(folder))),
                    .init(name: "sheet", value: .text(text)),
                ]))
            return .done
        }
        try desk.say(text)
        return .done
    }

    /// Writes the sheet beside the store, to be printed, locked away and removed there.
    static func write(_ keys: KeyList, to folder: String, _ desk: Desk) throws(Failure) {
        do throws(FileFailure) {
            let text = text(keys, folder: folder, desk.language)
            try Files.writePrivate(path(folder), Array((text + "\n").utf8))
        } catch {
            throw Failure(error)
        }
        let name = TerminalText.visible(path(folder))
        try desk.remark(
            vi: "Khóa của trung tâm có trên phiếu phục hồi: \(name). Xin in ra, cất nơi an toàn, "
                + "rồi xóa tệp đó. In lại: central recovery-sheet",
            en: "The centre's keys are on the recovery sheet: \(name). Print it, lock it away, "
                + "and delete that file. Again: central recovery-sheet")
    }

    private static func text(_ keys: KeyList, folder: String, _ language: Language) -> String {
        let now = Instant.iso(SystemClock.wallMilliseconds())
        let marks = keys.entries.map { entry in
            let mark = Blake2b.hash(entry.pair.publicKey.bytes).prefix(4).hexText
            return language.pick(
                "Khóa số \(entry.number), dấu kiểm \(mark)",
                "Key \(entry.number), check mark \(mark)")
        }
        let head = language.pick(
            """
            MỘT CỬA — PHIẾU PHỤC HỒI KHÓA CỦA TRUNG TÂM
            Kho: \(TerminalText.visible(folder))
            In lúc: \(now)

            Ai có phiếu này có thể đọc và giả mạo mọi thứ gửi tới trung tâm. Xin cất như tiền mặt,
            ở nơi khác với máy chủ và các bản sao lưu.

            Khi phục hồi kho: chép nguyên các dòng giữa hai vạch vào tệp hub.keys trong thư mục của
            kho, đặt quyền 600, rồi chạy central recovery-sheet và so dấu kiểm.
            """,
            """
            MỘT CỬA — RECOVERY SHEET OF THE CENTRE'S KEYS
            Store: \(TerminalText.visible(folder))
            Printed: \(now)

            Whoever has this sheet can read and forge what is sent to the centre. Keep it like cash,
            away from the server and from the backups.

            To restore a store: copy the lines between the two rules into the file hub.keys in the
            store's folder, set its mode to 600, run central recovery-sheet, compare the marks.
            """)
        let rule = String(repeating: "-", count: 72)
        return ([head, "", rule, keys.text + rule, ""] + marks).joined(separator: "\n")
    }
}

extension ArraySlice<UInt8> {
    /// Upper-case hexadecimal digits, to be read aloud.
    fileprivate var hexText: String {
        map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
