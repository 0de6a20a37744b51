/// A document of a case as one field says it: what was attached to which paper.
///
/// Field `documents.<paper>.<first 16 digits of the digest>`, value
/// `<digest> <bytes> <type> <file name>`. The digest is part of the name so that two documents
/// attached at two points at once stand side by side instead of being in conflict.
package struct CaseDocument: Equatable, Sendable {
    /// The key of the paper.
    package let paper: String
    /// The BLAKE2b-256 digest of the content: 64 small hexadecimal digits.
    package let digest: String
    package let lengthBytes: Int
    package let kind: DocumentKind
    /// The name that the file had, for people only.
    package let fileName: String

    /// What the names of all these fields begin with.
    package static let prefix = "documents."
    private static let slotDigits = 16
    /// The paper that stands for the result; only the centre attaches to it.
    package static let resultPaper = "result"

    /// Whether a field by its name says that a document was attached. Every field of every event
    /// is asked, and nearly all are told by their first letter.
    package static func isField(_ name: String) -> Bool {
        name.utf8.first == UInt8(ascii: "d") && name.utf8.starts(with: prefix.utf8)
    }

    private static let digestDigits = 64

    /// Describes a document; `path` may be any path, of which the last component is kept.
    package init(
        paper: String, digest: String, lengthBytes: Int, kind: DocumentKind, path: String
    ) {
        self.paper = paper
        self.digest = digest
        self.lengthBytes = lengthBytes
        self.kind = kind
        fileName = CaseDocument.fileName(path, kind)
        precondition(CaseDocument(field: field, value: value) == self, "unreadable document")
    }

    /// Reads a field; nil when it is not exactly as this type writes it.
    package init?(field: String, value: String) {
        let names = CaseDocument.parts(field, ".", limit: 3)
        let parts = CaseDocument.parts(value, " ", limit: 4)
        guard names.count == 3, names[0] == "documents", Slug.isKey(names[1]), parts.count == 4,
            let length = Digits.value(parts[1]), String(length) == parts[1],
            (1...CaseLimits.documentBytes).contains(length),
            let kind = DocumentKind(rawValue: parts[2])
        else { return nil }
        let digest = parts[0]
        let name = parts[3]
        guard CaseDocument.isDigest(digest), digest.prefix(CaseDocument.slotDigits) == names[2],
            name.utf8.elementsEqual(CaseDocument.fileName(name, kind).utf8)
        else { return nil }
        paper = names[1]
        self.digest = digest
        lengthBytes = length
        self.kind = kind
        fileName = name
    }

    package var field: String {
        "\(CaseDocument.prefix)\(paper).\(digest.prefix(CaseDocument.slotDigits))"
    }

    /// Whether it is the result of the case, or a part of it.
    package var isResult: Bool { paper == CaseDocument.resultPaper }

    package var value: String { "\(digest) \(lengthBytes) \(kind.rawValue) \(fileName)" }

    /// The last component of a path as it is stored: composed, visible, and not too long.
    private static func fileName(_ path: String, _ kind: DocumentKind) -> String {
        let last = path.unicodeScalars.split(separator: "/").last ?? Substring.UnicodeScalarView()
        var visible = String.UnicodeScalarView()
        for scalar in last {
            visible.append(VietnameseText.isClean(String(scalar)) ? scalar : "_")
        }
        var name = VietnameseText.trimmed(String(visible))
        while name.utf8.count > CaseLimits.fileName { name.removeLast() }
        name = VietnameseText.trimmed(name)
        return name.isEmpty ? "document.\(kind.rawValue)" : name
    }

    /// The parts between separators, by scalars: a mark that follows a space would join it.
    private static func parts(
        _ text: String, _ separator: Unicode.Scalar, limit: Int
    ) -> [String] {
        text.unicodeScalars
            .split(separator: separator, maxSplits: limit - 1, omittingEmptySubsequences: false)
            .map { String($0) }
    }

    private static func isDigest(_ text: String) -> Bool {
        text.utf8.count == digestDigits
            && text.utf8.allSatisfy { byte in
                Digits.isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
            }
    }
}

extension CaseDocument {
    /// The documents among the fields of a case, in the order of the names; what cannot be read
    /// counts as not there.
    package static func all(in fields: [String: String]) -> [CaseDocument] {
        fields.filter { $0.key.hasPrefix(prefix) }
            .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .compactMap { CaseDocument(field: $0.key, value: $0.value) }
    }

    /// Whether a case with documents of these sizes has room for one more.
    package static func checkRoom(
        among sizes: [Int], lengthBytes: Int
    ) throws(DocumentProblem) {
        guard sizes.count < CaseLimits.documents else { throw .tooMany }
        let sum = sizes.reduce(lengthBytes, +)
        guard sum <= CaseLimits.documentsBytes else { throw .tooLargeTogether }
    }

    /// The key of the paper that a person names by its key or its name; it may also be one that was
    /// `asked` for.
    package static func paperKey(
        _ paper: String, procedure: Procedure?, asked: [AskedPaper] = []
    ) throws(DraftProblem) -> String {
        let paper = try FieldCheck.text(paper, limit: CaseLimits.name)
        guard !paper.isEmpty else { throw .missing }
        let name = VietnameseText.searchKey(paper)
        if let item = asked.first(where: {
            $0.key == paper || VietnameseText.searchKey($0.name) == name
        }) {
            return item.key
        }
        guard let procedure else { return Slug.isKey(paper) ? paper : Slug.make(paper) }
        return try procedure.paperKey(paper)
    }
}
