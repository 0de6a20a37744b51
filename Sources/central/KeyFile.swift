import Console
import Frontend
import Hub
import Sealing
import Transport

/// The hub's keys in a file beside the store, which only its owner can read.
///
/// They are not in the store: who steals a backup of it can read no envelope.
enum KeyFile {
    private static let limitBytes = 4096

    static func path(_ folder: String) -> String { folder + "/hub.keys" }

    static func read(_ folder: String) throws(Failure) -> KeyList {
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try Files.read(path(folder), limitBytes: limitBytes)
        } catch {
            let isEmpty = error.kind == .missing && !Files.exists(folder + "/central.db")
            throw isEmpty ? Opening.notInitialised(folder) : Failure(error)
        }
        guard let keys = KeyList(text: String(decoding: bytes, as: UTF8.self)) else {
            let name = TerminalText.visible(path(folder))
            throw Failure(
                .failed,
                vi: "'\(name)' không đọc được là tệp khóa. Xin phục hồi từ bản sao của tệp khóa.",
                en: "'\(name)' is no key file that can be read. Restore it from its own backup.")
        }
        return keys
    }

    static func write(_ keys: KeyList, to folder: String) throws(Failure) {
        do throws(FileFailure) {
            try Files.writePrivate(path(folder), Array(keys.text.utf8))
        } catch {
            throw Failure(error)
        }
    }

    /// `central rotate-key`: requests are sealed to a new key from each point's next answer on; the
    /// one before opens what is still on its way.
    static func rotate(_ desk: Desk) throws(Failure) -> ExitCode {
        let folder = Opening.folder(desk)
        var keys = try read(folder)
        var random = SecureRandom()
        keys.renew(using: &random)
        keys.addVoucher(using: &random)
        try write(keys, to: folder)
        try RecoverySheet.write(keys, to: folder, desk)
        let number = keys.newest.number
        try desk.remark(
            vi: "Khóa mới số \(number). Khóa trước vẫn mở được; chỉ đổi tiếp khi mọi điểm đã "
                + "đồng bộ.",
            en: "The new key is number \(number). The one before still opens; change it again only "
                + "when every point has synchronised.")
        return .done
    }

    /// The keys of a server that gives its word: a file of an older version gets what is missing.
    static func complete(_ folder: String, _ desk: Desk) throws(Failure) -> KeyList {
        var keys = try read(folder)
        guard keys.voucher == nil else { return keys }
        var random = SecureRandom()
        keys.addVoucher(using: &random)
        try write(keys, to: folder)
        try RecoverySheet.write(keys, to: folder, desk)
        return keys
    }

    /// The keys of a running server: they follow the file.
    final class Watched {
        private let folder: String
        private var changed: Int64?
        private(set) var current: HubSeal

        init(_ desk: Desk) throws(Failure) {
            folder = Opening.folder(desk)
            changed = Files.changeTime(path(folder))
            current = HubSeal(keys: try KeyFile.complete(folder, desk))
        }

        /// Reads the file again when it has changed.
        func refresh() {
            let time = Files.changeTime(path(folder))
            guard time != changed else { return }
            // A file that cannot be read now leaves the keys that were valid a moment ago.
            guard let keys = try? read(folder) else { return }
            changed = time
            current.keys = keys
        }
    }
}
