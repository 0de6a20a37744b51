package import Backup
import Console

extension Failure {
    /// Why a backup was not made or cannot be read, in words.
    package init(_ error: BackupError) {
        switch error {
        case .file(let failure): self.init(failure)
        case .sqlite(let error, let path): self.init(error, path: TerminalText.visible(path))
        case .beingMade(let path):
            let name = TerminalText.visible(path)
            self.init(
                .failed,
                vi: "Một chương trình khác đang ghi '\(name)'. Xin đợi nó xong rồi thử lại.",
                en: "Another program is writing '\(name)'. Wait until it is done, then try again.")
        case .noBackup(let path):
            let name = TerminalText.visible(path)
            self.init(
                .failed,
                vi: "'\(name)' không phải bản sao lưu mà phiên bản này đọc được.",
                en: "'\(name)' is no backup that this version can read.")
        }
    }
}
