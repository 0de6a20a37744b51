package import Backup
package import CaseModel
package import Console
import Transport

/// What a backup that was made is told as.
package struct BackupReport {
    package let path: String
    package let manifest: BackupManifest
    /// How far each branch goes in it.
    package let heads: [JSONValue.Member]
    /// How many documents were not beside it yet.
    package let copied: Int
    /// The documents that are damaged, and left out.
    package let damaged: Int
    /// Whether it lies on the disk of what was copied, and goes with it.
    package let isOnSameDisk: Bool

    package init(
        path: String, manifest: BackupManifest, heads: [JSONValue.Member], copied: Int,
        damaged: Int, isOnSameDisk: Bool
    ) {
        self.path = path
        self.manifest = manifest
        self.heads = heads
        self.copied = copied
        self.damaged = damaged
        self.isOnSameDisk = isOnSameDisk
    }

    /// Writes it; a damaged document makes the exit code 1 though the rest was copied.
    package func say(_ desk: Desk) throws(Failure) -> ExitCode {
        if desk.wantsJSON { try desk.say(json) } else { try desk.say(words[desk.language]) }
        if isOnSameDisk {
            try desk.remark(
                vi: "Bản sao lưu nằm cùng ổ đĩa với kho: hỏng đĩa là mất cả hai. Xin đặt nó ở ổ "
                    + "đĩa khác.",
                en: "The backup lies on the same disk as the store, and goes with it. Put it on "
                    + "another disk.")
        }
        guard damaged > 0 else { return .done }
        try desk.remark(
            vi: "\(damaged) bản quét bị hỏng nên không được sao lưu; xin chạy doctor.",
            en: "\(damaged) scans are damaged and were left out; run doctor.")
        return .failed
    }

    private var json: JSONValue {
        .object([
            .init(name: "file", value: .text(path)),
            .init(name: "made", value: .text(Instant.iso(manifest.made))),
            .init(name: "program", value: .text(manifest.program)),
            .init(name: "epoch", value: .text(manifest.epoch)),
            .init(name: "digest", value: .text(manifest.digest)),
            .init(name: "heads", value: .object(heads)),
            .init(name: "documents", value: .number("\(manifest.documents)")),
            .init(name: "copied", value: .number("\(copied)")),
            .init(name: "damaged", value: .number("\(damaged)")),
            .init(name: "same_disk", value: .bool(isOnSameDisk)),
        ])
    }

    private var words: Localized {
        let name = TerminalText.visible(path)
        return Localized(
            vi: "Đã sao lưu vào \(name), kèm \(manifest.documents) bản quét (\(copied) mới).",
            en: "Backed up to \(name), with \(manifest.documents) scans (\(copied) new).")
    }
}
