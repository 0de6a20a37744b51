package import CaseModel
package import CaseRecords
package import Console

/// What `verify` and `doctor` found, in words: what is wrong and what to do next.
package enum FlawText {
    /// The word that scripts compare.
    package static func identifier(_ flaw: Flaw) -> String {
        switch flaw {
        case .file: "file"
        case .missingEvent: "missing-event"
        case .brokenChain: "broken-chain"
        case .wrongHead: "wrong-head"
        case .wrongAcknowledgement: "wrong-acknowledgement"
        case .strayEvents: "stray-events"
        case .unreadableEvent: "unreadable-event"
        case .brokenTrunk: "broken-trunk"
        case .wrongSummary: "wrong-summary"
        case .brokenLog: "broken-log"
        case .missingDocument: "missing-document"
        case .damagedDocument: "damaged-document"
        case .changedBackup: "changed-backup"
        case .openKeyFile: "open-key-file"
        case .missingKeyFile: "missing-key-file"
        case .diskFull: "disk-full"
        case .diskNearlyFull: "disk-nearly-full"
        case .clockBehind: "clock-behind"
        case .notEncrypted: "not-encrypted"
        case .encryptionUnknown: "encryption-unknown"
        }
    }

    /// The sentences for people.
    package static func words(_ flaw: Flaw) -> Localized {
        switch flaw {
        case .file(let what):
            let what = TerminalText.visible(what)
            return damage(
                vi: "Tệp dữ liệu bị hỏng (\(what)).", en: "The data file is damaged (\(what)).")
        case .missingEvent(let site, let sequence):
            return damage(
                vi: "Thiếu sự kiện \(sequence) của điểm \(site).",
                en: "Event \(sequence) of point \(site) is missing.")
        case .brokenChain(let site, let sequence):
            return damage(
                vi: "Sự kiện \(sequence) của điểm \(site) không nối tiếp sự kiện trước nó.",
                en: "Event \(sequence) of point \(site) does not follow from the one before it.")
        case .wrongHead(let site):
            return damage(
                vi: "Chuỗi của điểm \(site) không kết thúc ở sự kiện đã ghi nhận.",
                en: "The branch of point \(site) does not end with the event noted as its last.")
        case .wrongAcknowledgement(let sequence):
            return damage(
                vi: "Sự kiện \(sequence) mà trung tâm đã xác nhận không còn ở đây.",
                en: "Event \(sequence), which the centre acknowledged, is not here.")
        case .strayEvents(let count):
            return damage(
                vi: "Số sự kiện trong hồ sơ và trong chuỗi các điểm lệch nhau \(abs(count)).",
                en: "The events in records and on branches differ by \(abs(count)).")
        case .unreadableEvent(let record):
            return damage(
                vi: "Một sự kiện của \(record) không đọc được.",
                en: "An event of \(record) cannot be read.")
        case .brokenTrunk(let record):
            return damage(
                vi: "Thứ tự sự kiện của \(record) bị đứt.",
                en: "The order of the events of \(record) has a gap.")
        case .wrongSummary(let record):
            return Localized(
                vi: "Danh sách cho thấy \(record) khác với các sự kiện của nó. Sửa được bằng: "
                    + "doctor --repair",
                en: "Lists show \(record) other than its events say. This can be repaired: "
                    + "doctor --repair")
        case .brokenLog(let site, let number):
            return damage(
                vi: "Nhật ký gửi cho điểm \(site) bị đứt ở số \(number).",
                en: "The log of what goes to point \(site) breaks at \(number).")
        case .missingDocument, .damagedDocument, .changedBackup, .openKeyFile, .missingKeyFile,
            .diskFull, .diskNearlyFull, .clockBehind, .notEncrypted, .encryptionUnknown:
            return wordsOfSurroundings(flaw)
        }
    }

    private static func damage(vi: String, en: String) -> Localized {
        Localized(
            vi: vi + " Đừng xóa gì; xin giữ bản sao của thư mục và báo người quản trị.",
            en: en + " Delete nothing; keep a copy of the folder and tell the operator.")
    }

    private static func wordsOfSurroundings(_ flaw: Flaw) -> Localized {
        switch flaw {
        case .missingDocument(let name):
            Localized(
                vi: "Thiếu bản quét \(name). Xin lấy lại từ bản sao lưu hoặc quét lại.",
                en: "The scan \(name) is missing. Take it from a backup, or scan it again.")
        case .damagedDocument(let name):
            Localized(
                vi: "Bản quét \(name) bị hỏng. Xin lấy lại từ bản sao lưu hoặc quét lại.",
                en: "The scan \(name) is damaged. Take it from a backup, or scan it again.")
        case .changedBackup:
            Localized(
                vi: "Bản sao lưu không còn như khi được ghi. Đừng dùng nó; xin tạo bản khác.",
                en: "The backup is not what was written. Do not use it; make another.")
        case .openKeyFile(let path):
            Localized(
                vi: "Người khác đọc được tệp khóa. Xin chạy: chmod 600 "
                    + TerminalText.visible(path),
                en: "Others can read the key file. Run: chmod 600 " + TerminalText.visible(path))
        case .missingKeyFile(let path):
            Localized(
                vi: "Không có tệp khóa '\(TerminalText.visible(path))'. Xin phục hồi tệp này từ "
                    + "phiếu phục hồi; nếu là điểm tiếp nhận, xin mã ghi danh lại.",
                en: "There is no key file '\(TerminalText.visible(path))'. Restore it from the "
                    + "recovery sheet; a point asks for a code to enrol again.")
        case .diskFull(let bytes):
            Localized(
                vi: "Đĩa chỉ còn \(bytes >> 20) MB. Xin giải phóng chỗ trống ngay.",
                en: "Only \(bytes >> 20) MB are left on the disk. Free some space now.")
        case .diskNearlyFull(let bytes):
            Localized(
                vi: "Đĩa còn \(bytes >> 20) MB. Xin sớm giải phóng chỗ trống.",
                en: "\(bytes >> 20) MB are left on the disk. Free some space soon.")
        case .clockBehind(let known):
            Localized(
                vi: "Đồng hồ máy chậm hơn \(Instant.iso(known)), là lúc đã qua. Xin chỉnh giờ.",
                en: "The clock stands before \(Instant.iso(known)), which is past. Set it right.")
        case .notEncrypted:
            Localized(
                vi: "Ổ đĩa không mã hóa: ai lấy được máy thì đọc được hồ sơ. Xin bật mã hóa đĩa.",
                en: "The disk is not encrypted: a thief can read the cases. Encrypt the disk.")
        case .encryptionUnknown:
            Localized(
                vi: "Không biết ổ đĩa có mã hóa hay không. Xin người quản trị kiểm tra.",
                en: "It cannot be told whether the disk is encrypted. Ask the operator to check.")
        case .file, .missingEvent, .brokenChain, .wrongHead, .wrongAcknowledgement, .strayEvents,
            .unreadableEvent, .brokenTrunk, .wrongSummary, .brokenLog:
            words(flaw)
        }
    }

    /// One finding as a line of `--json`.
    package static func json(_ flaw: Flaw, _ language: Language) -> JSONValue {
        .object([
            .init(name: "problem", value: .text(identifier(flaw))),
            .init(name: "severity", value: .text(flaw.isWarning ? "warning" : "error")),
            .init(name: "message", value: .text(words(flaw)[language])),
        ])
    }
}
