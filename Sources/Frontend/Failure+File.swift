import CaseModel
import Console
package import Transport

extension Failure {
    /// What could not be done with a file, and why, in words.
    package init(_ failure: FileFailure) {
        let path = TerminalText.visible(failure.path)
        let reason = failure.reason
        switch failure.operation {
        case .createDirectory:
            self.init(
                .failed, vi: "Không tạo được thư mục '\(path)': \(reason.vi).",
                en: "The folder '\(path)' cannot be made: \(reason.en).")
        case .read:
            self.init(
                .failed, vi: "Không đọc được '\(path)': \(reason.vi).",
                en: "'\(path)' cannot be read: \(reason.en).")
        case .write:
            self.init(
                .failed, vi: "Không ghi được vào '\(path)': \(reason.vi).",
                en: "'\(path)' cannot be written: \(reason.en).")
        }
    }
}

extension Failure {
    /// What was given as the place of a store is a file.
    package static func notAFolder(_ path: String) -> Failure {
        let name = TerminalText.visible(path)
        return Failure(
            .failed, vi: "'\(name)' là một tệp, không phải thư mục. Xin chọn thư mục khác.",
            en: "'\(name)' is a file, not a folder. Choose another folder.")
    }
}

extension FileFailure {
    fileprivate var reason: Localized {
        switch kind {
        case .missing: Localized(vi: "không có tệp này", en: "there is no such file")
        case .folder: Localized(vi: "đây là một thư mục", en: "it is a folder")
        case .taken:
            Localized(
                vi: "đã có tệp mang tên này", en: "there is a file of that name already")
        case .forbidden: Localized(vi: "không có quyền", en: "permission is missing")
        case .readOnly:
            Localized(vi: "ổ đĩa chỉ cho phép đọc", en: "the disk is read-only")
        case .diskFull: Localized(vi: "đĩa đã đầy", en: "the disk is full")
        case .tooLarge: Localized(vi: "tệp quá lớn", en: "the file is too large")
        case .notAFile: Localized(vi: "đây không phải tệp thường", en: "it is no ordinary file")
        case .closed: Localized(vi: "đầu ra đã đóng", en: "it is closed")
        case .other(let words): Localized(vi: words, en: words)
        }
    }
}
