import CaseModel
import Console
import Frontend
import Replica
import SQLite
import Transport

/// Sets a damaged replica aside and makes a new one from what can be read of it.
///
/// The damaged file is renamed, never deleted. The new one is made beside it and gets its name when
/// it is whole; a process that dies in between has changed nothing.
enum Rebuilding {
    static func run(_ folder: String, _ desk: Desk) throws(Failure) {
        let path = folder + "/replica.db"
        let fresh = folder + "/replica.rebuilt.db"
        try Failure.wrap({ Failure($0 as FileFailure) }) { () throws(FileFailure) in
            for end in ["", "-wal", "-shm"] { try Files.remove(fresh + end) }
        }
        try refuseOpen(path)
        let salvage = try make(fresh, from: path)
        guard let salvage else { throw unreadable(path) }
        let aside = try setAside(path)
        try Failure.wrap({ Failure($0 as FileFailure) }) { () throws(FileFailure) in
            try Files.move(fresh, to: path)
        }
        let name = TerminalText.visible(aside)
        try desk.remark(
            vi: "Kho hỏng được giữ tại \(name). Đã cứu \(salvage.events) việc của điểm này; phần "
                + "còn lại sẽ lấy từ trung tâm: kiosk sync",
            en: "The damaged store is kept as \(name). \(salvage.events) acts of this point were "
                + "saved; the rest comes from the centre: kiosk sync")
        guard salvage.left > 0 else { return }
        try desk.remark(
            vi: "\(salvage.left) việc sau chỗ hỏng còn nằm trong tệp được giữ; xin báo người quản "
                + "trị và đừng xóa tệp đó.",
            en: "Still in the file that was kept, after the damage: "
                + English.counted(salvage.left, "act", "acts") + "; tell "
                + "the operator, and do not delete it.")
    }

    /// Refused while another program of this point has the file open: what is handed in there
    /// would be saved in the file that is set aside. Damage itself is no reason.
    private static func refuseOpen(_ path: String) throws(Failure) {
        do throws(SQLiteError) {
            try Connection.settle(path)
        } catch {
            guard error.kind == .busy || error.kind == .locked else { return }
            throw Failure(
                .refused,
                vi: "Một chương trình khác của điểm này đang mở kho; không thay đổi gì. Xin đóng "
                    + "các cửa sổ kiosk khác rồi chạy lại.",
                en: "Another program of this point has the store open; nothing changed. Close the "
                    + "other kiosk windows, then run this again.")
        }
    }

    /// The new replica, closed when this returns, so that it is one file.
    private static func make(_ fresh: String, from path: String) throws(Failure) -> Salvage? {
        let replica = try Point.open(fresh, mode: .readWriteCreate)
        return try Failure.replica(fresh) { () throws(ReplicaError) in
            try replica.salvage(from: path)
        }
    }

    /// Renames the damaged file with what belongs to it, and gives its new name.
    private static func setAside(_ path: String) throws(Failure) -> String {
        let stamp = Instant.iso(SystemClock.wallMilliseconds()).prefix(23)
            .filter { $0.isNumber || $0 == "T" }
        let aside = path + ".damaged-" + stamp
        try Failure.wrap({ Failure($0 as FileFailure) }) { () throws(FileFailure) in
            for end in ["-wal", "-shm", ""] where Files.exists(path + end) {
                try Files.move(path + end, to: aside + end)
            }
        }
        return aside
    }

    private static func unreadable(_ path: String) -> Failure {
        let name = TerminalText.visible(path)
        return Failure(
            .failed,
            vi: "Không đọc được '\(name)' đến mức không biết là điểm nào; tệp được giữ nguyên. Xin "
                + "người quản trị: đổi tên tệp, cấp mã bằng central enrol-again, rồi kiosk enrol.",
            en: "Not even which point this is can be read from '\(name)'; it is left as it is. Ask "
                + "the operator: rename the file, get a code by central enrol-again, kiosk enrol.")
    }
}
