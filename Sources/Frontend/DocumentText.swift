package import CaseModel
package import Console
package import SyncProtocol

/// The documents of a case in words, for people.
package enum DocumentText {
    /// A heading and a line for each document: paper, file name, kind, size, and whether its
    /// content is here; nothing when there are none.
    package static func lines(
        _ documents: [CaseDocument], language: Language,
        paperName: (String) -> String? = { _ in nil }, isHere: (DocumentName) -> Bool
    ) -> [String] {
        guard !documents.isEmpty else { return [] }
        let lines = documents.map { document in
            let paper = paperName(document.paper).map { "\($0) (\(document.paper))" }
            let parts = [
                TerminalText.visible(document.fileName), document.kind.name,
                size(document.lengthBytes, language),
                DocumentName(hex: document.digest).map(isHere) == true
                    ? language.pick("có tại đây", "here")
                    : language.pick("chưa có tại đây", "not here yet"),
            ]
            return "  \(TerminalText.visible(paper ?? document.paper)): "
                + parts.joined(separator: " · ")
        }
        return ["", language.pick("Bản quét:", "Scanned papers:")] + lines
    }

    /// A size as people read it: `640 KB`, `1.2 MB`; never less than there is.
    package static func size(_ bytes: Int, _ language: Language) -> String {
        guard bytes >= 1 << 10 else { return language.pick("\(bytes) byte", "\(bytes) bytes") }
        guard bytes >= 1 << 20 else { return "\((bytes + 1023) >> 10) KB" }
        let tenths = (bytes * 10 + (1 << 20) - 1) >> 20
        return "\(tenths / 10)\(language.pick(",", "."))\(tenths % 10) MB"
    }
}
