extension ProblemText {
    /// Why a file is not taken, in Vietnamese and without its name.
    package static func vietnamese(_ problem: DocumentProblem) -> String {
        switch problem {
        case .empty: "tệp trống; hãy quét lại."
        case .tooLarge:
            "tệp quá lớn; nhiều nhất \(CaseLimits.documentBytes >> 20) MB, hãy quét thưa hơn."
        case .unknownKind: "không phải PDF, JPEG hay PNG; hãy quét thành một trong ba loại này."
        case .damaged(let kind): "giống tệp \(kind.name) nhưng bị hỏng hoặc bị cắt; hãy quét lại."
        case .tooMany: "hồ sơ đã có \(CaseLimits.documents) tệp, là mức nhiều nhất."
        case .tooLargeTogether:
            "các tệp của hồ sơ cộng lại quá \(CaseLimits.documentsBytes >> 20) MB; "
                + "hãy quét thưa hơn."
        case .noSuchFile: "không có tệp này; hãy xem lại đường dẫn."
        case .unreadable: "không đọc được tệp này; hãy xem lại đường dẫn và quyền đọc."
        }
    }

    /// Why a file is not taken, in English and without its name.
    package static func english(_ problem: DocumentProblem) -> String {
        switch problem {
        case .empty: "the file is empty; scan it again."
        case .tooLarge:
            "the file is too large; at most \(CaseLimits.documentBytes >> 20) MB, scan it coarser."
        case .unknownKind: "is neither PDF nor JPEG nor PNG; scan it as one of these."
        case .damaged(let kind):
            "looks like \(kind.name) but is damaged or was cut short; scan it again."
        case .tooMany: "the case has \(CaseLimits.documents) files already, which is the most."
        case .tooLargeTogether:
            "the files of the case are more than \(CaseLimits.documentsBytes >> 20) MB together; "
                + "scan them coarser."
        case .noSuchFile: "there is no such file; check the path."
        case .unreadable: "the file cannot be read; check the path and the permissions."
        }
    }
}
