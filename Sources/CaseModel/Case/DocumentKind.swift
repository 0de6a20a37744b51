/// The kinds of scanned papers that are taken, told by their content and never by their name.
package enum DocumentKind: String, CaseIterable, Sendable {
    case pdf
    case jpeg
    case png

    /// Bytes from the beginning of a file that `sniff` wants to see.
    package static let headBytes = 64
    /// Bytes from the end of a file that `sniff` wants to see.
    package static let tailBytes = 1024

    /// Says what a file is, or why it is not taken.
    ///
    /// `head` and `tail` are the first and the last bytes of the file, as many as it has up to
    /// `headBytes` and `tailBytes`. Pictures are not held to their end: phones and screenshot tools
    /// append to them. A PDF ends with `%%EOF` in its last 1024 bytes (Adobe's reader asks for the
    /// same), so a scan whose copying was cut short is found while the person is still there.
    package static func sniff(
        head: [UInt8], tail: [UInt8], lengthBytes: Int
    ) throws(DocumentProblem) -> DocumentKind {
        guard lengthBytes > 0 else { throw .empty }
        guard lengthBytes <= CaseLimits.documentBytes else { throw .tooLarge }
        if head.starts(with: "%PDF-".utf8) {
            guard isPDF(head, tail) else { throw .damaged(.pdf) }
            return .pdf
        }
        if head.starts(with: [0xFF, 0xD8]) {
            guard isJPEG(head) else { throw .damaged(.jpeg) }
            return .jpeg
        }
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
            guard isPNG(head) else { throw .damaged(.png) }
            return .png
        }
        throw .unknownKind
    }

    /// What people call it.
    package var name: String {
        switch self {
        case .pdf: "PDF"
        case .jpeg: "JPEG"
        case .png: "PNG"
        }
    }

    /// A version such as `1.7`, and the mark of the end.
    private static func isPDF(_ head: [UInt8], _ tail: [UInt8]) -> Bool {
        let version = head.dropFirst(5).prefix(3)
        guard version.count == 3, let major = version.first, let minor = version.last,
            Digits.isDigit(major), version.dropFirst().first == UInt8(ascii: "."),
            Digits.isDigit(minor)
        else { return false }
        return tail.contains("%%EOF")
    }

    /// The start of image and a marker that may follow it, with a segment of possible length.
    private static func isJPEG(_ head: [UInt8]) -> Bool {
        guard head.count >= 6, head[2] == 0xFF else { return false }
        let segment = Int(head[4]) << 8 | Int(head[5])
        let mayFollow: ClosedRange<UInt8> = 0xC0...0xFE
        // 0xD0–0xD9 stand alone: restarts, another start, the end.
        let standsAlone: ClosedRange<UInt8> = 0xD0...0xD9
        return mayFollow.contains(head[3]) && !standsAlone.contains(head[3]) && segment >= 2
    }

    /// The signature, then the header chunk of 13 bytes with a width and a height.
    private static func isPNG(_ head: [UInt8]) -> Bool {
        let beginning: [UInt8] =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
        guard head.starts(with: beginning), head.count >= 24 else { return false }
        return head[16..<20].contains { $0 != 0 } && head[20..<24].contains { $0 != 0 }
    }
}

/// Why a file is not taken as a document.
package enum DocumentProblem: Error, Equatable, Sendable {
    case empty
    /// Larger than `CaseLimits.documentBytes`.
    case tooLarge
    /// Neither PDF nor JPEG nor PNG.
    case unknownKind
    /// It begins like one of these kinds and cannot be one: cut short, for instance.
    case damaged(DocumentKind)
    /// The case has `CaseLimits.documents` already.
    case tooMany
    /// The documents of the case would be larger than `CaseLimits.documentsBytes` together.
    case tooLargeTogether
    case noSuchFile
    /// A folder, a pipe, or a file that may not be read.
    case unreadable
}

extension [UInt8] {
    fileprivate func contains(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard count >= wanted.count else { return false }
        return (0...count - wanted.count).contains { self[$0...].starts(with: wanted) }
    }
}
