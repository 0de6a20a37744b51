package import Console
package import SyncProtocol

/// Why the content of a document does not get to the centre, for people and for scripts.
package enum DocumentRefusalText {
    /// The word that scripts compare.
    package static func identifier(_ reason: DocumentRefusal) -> String { "\(reason)" }

    /// The sentence for people, with what to do next.
    package static func words(_ reason: DocumentRefusal) -> Localized {
        switch reason {
        case .wrongContent:
            Localized(
                vi: "nội dung đến trung tâm không đúng với bản quét đã ghi; xin quét lại và kèm "
                    + "tệp mới",
                en: "what reached the centre is not the scan that was recorded; scan it again and "
                    + "attach the new file")
        case .kindNotTaken:
            Localized(
                vi: "trung tâm không nhận loại tệp này hoặc tệp bị hỏng; xin quét lại dạng PDF, "
                    + "JPEG hoặc PNG",
                en: "the centre does not take this kind of file, or it is damaged; scan it again "
                    + "as PDF, JPEG or PNG")
        case .lostHere:
            Localized(
                vi: "nội dung không còn trên máy này; xin quét lại và kèm tệp mới",
                en: "its content is not on this machine any more; scan it again and attach the "
                    + "new file")
        }
    }
}
