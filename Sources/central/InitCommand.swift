import CaseModel
import Console
import Frontend
import Hub
import SQLite
import Sealing
import Transport

/// `central init`: makes an empty store with its first epoch.
enum InitCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let folder = Opening.folder(desk)
        let path = try Opening.path(desk)
        do throws(FileFailure) {
            try Files.createPrivateDirectory(folder)
        } catch {
            throw Failure(error)
        }
        if !Files.exists(KeyFile.path(folder)) {
            var random = SecureRandom()
            var keys = KeyList(using: &random)
            keys.addVoucher(using: &random)
            try KeyFile.write(keys, to: folder)
            try RecoverySheet.write(keys, to: folder, desk)
        }
        let store = try Opening.open(path, mode: .readWriteCreate)
        var random = SecureRandom()
        try Failure.hub(desk) { () throws(HubError) in
            try Hub.initialise(store, epochBits: random.next(), branchEpoch: random.next())
        }
        if desk.wantsJSON {
            try desk.say(.object([.init(name: "store", value: .text(folder))]))
        } else {
            try desk.say(vi: "Đã tạo kho tại \(folder).", en: "Made the store at \(folder).")
        }
        return .done
    }
}
