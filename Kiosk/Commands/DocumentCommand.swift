import CaseModel
import CaseRecords
import Console
import DocumentStore
import Frontend
import Replica
import SyncProtocol
import Transport

/// `kiosk document`: gives a document of a case as a file, from here or from the centre.
enum DocumentCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let path = desk.invocation.options.value("out") ?? ""
        guard !path.isEmpty, !Files.exists(path) else { throw .placeTaken(path) }
        let point = try Point(desk)
        let row = try point.open(desk.invocation.arguments[0])
        let document = try choose(desk.invocation.arguments[1], of: row, point)
        guard let name = DocumentName(hex: document.digest) else {
            preconditionFailure("a document of a case has a digest")
        }
        let reference = DocumentReference(name: name, lengthBytes: document.lengthBytes)
        let store = DocumentStore(folder: point.documents)
        if try !isHere(name, store) { try fetch(reference, store, point, desk) }
        try write(reference, of: store, to: path)
        try say(document, of: row, path, desk)
        return .done
    }

    /// The only document that stands under a paper, or under `PAPER.DIGITS`.
    private static func choose(
        _ paper: String, of row: ReplicaRow, _ point: Point
    ) throws(Failure) -> CaseDocument {
        let state = try point.store { () throws(ReplicaError) in
            try point.replica.state(of: row.name)
        }
        let fields = state.dictionary(hubs: try point.hubs())
        let documents = CaseDocument.all(in: fields)
        let procedure = Catalogue(point).procedure(ofCase: fields)
        let asked = CaseView(fields: fields).askedPapers(beside: procedure)
        let key =
            // What is no paper of the procedure may still be the name of a document.
            (try? CaseDocument.paperKey(paper, procedure: procedure, asked: asked)) ?? paper
        let found = documents.filter { document in
            [document.paper, document.field, document.slot].contains { $0 == key || $0 == paper }
        }
        guard let first = found.first else { throw .noDocument(paper, among: documents) }
        guard found.count == 1 else { throw .severalDocuments(found) }
        return first
    }

    private static func isHere(
        _ name: DocumentName, _ store: DocumentStore
    ) throws(Failure) -> Bool {
        try Failure.wrap({ Failure.reading($0) }) { () throws(DocumentStoreError) in
            try store.has(name)
        }
    }

    /// Asks the centre; what has come stays when the line is cut, and the next try goes on there.
    private static func fetch(
        _ document: DocumentReference, _ store: DocumentStore, _ point: Point, _ desk: Desk
    ) throws(Failure) {
        let isWanted = try point.store { () throws(ReplicaError) in
            try point.replica.want(document)
        }
        guard isWanted else { throw .lostHere }
        let line = try Line(point, allowPlain: desk.invocation.options.has("plain-http"))
        var budget = ScanBudget(bytesPerDay: nil, hours: nil)
        budget.sendsScans = false
        let report = try SyncCommand.exchange(point, line, budget)
        guard try !isHere(document.name, store) else { return }
        if let absence = report.result.absences[document] { throw .absent(absence) }
        guard report.result.outcome == .offline else {
            // The centre speaks and gives nothing: what it says otherwise comes first.
            throw report.failure(line) ?? .absent(.later)
        }
        if let refusal = line.refusal { throw refusal }
        let missing = try Failure.wrap({ Failure.reading($0) }) { () throws(DocumentStoreError) in
            try store.missing(document.name, lengthBytes: document.lengthBytes)
        }
        let left = missing.reduce(0) { $0 + $1.count }
        throw .partly(document.lengthBytes - left, of: document.lengthBytes, desk.language)
    }

    /// Checks the whole once more: a disk may have changed what it was given.
    private static func write(
        _ document: DocumentReference, of store: DocumentStore, to path: String
    ) throws(Failure) {
        let bytes = try Failure.wrap({ Failure.reading($0) }) { () throws(DocumentStoreError) in
            guard try store.isIntact(document.name) == true else { throw .mismatch(document.name) }
            return try store.read(document.name, 0..<document.lengthBytes)
        }
        try Failure.wrap({ Failure($0) }) { () throws(FileFailure) in
            try Files.writePrivate(path, bytes)
        }
    }

    private static func say(
        _ document: CaseDocument, of row: ReplicaRow, _ path: String, _ desk: Desk
    ) throws(Failure) {
        guard !desk.wantsJSON else {
            return try desk.say(
                .object([
                    .init(name: "record", value: .text("\(row.name)")),
                    .init(name: "slip", value: row.summary.slip.map { .text($0) } ?? .null),
                    .init(name: "paper", value: .text(document.paper)),
                    .init(name: "name", value: .text(document.fileName)),
                    .init(name: "kind", value: .text(document.kind.rawValue)),
                    .init(name: "bytes", value: .number("\(document.lengthBytes)")),
                    .init(name: "file", value: .text(path)),
                ]))
        }
        let file = TerminalText.visible(path)
        let name = TerminalText.visible(document.fileName)
        let size = DocumentText.size(document.lengthBytes, desk.language)
        try desk.say(
            vi: "Đã ghi '\(name)' (\(document.kind.name), \(size)) vào '\(file)'.",
            en: "Wrote '\(name)' (\(document.kind.name), \(size)) to '\(file)'.")
    }
}

extension CaseDocument {
    /// The paper and the digits by which several documents of it are told apart.
    fileprivate var slot: String { String(field.dropFirst(CaseDocument.prefix.count)) }
}

extension Failure {
    fileprivate static func placeTaken(_ path: String) -> Failure {
        let name = TerminalText.visible(path)
        return Failure(
            .refused,
            vi: "'\(name)' đã có; không ghi đè. Xin chọn tên khác cho --out.",
            en: "'\(name)' exists and was left alone. Choose another name for --out.")
    }

    fileprivate static func noDocument(_ paper: String, among all: [CaseDocument]) -> Failure {
        let paper = TerminalText.visible(paper)
        let known = all.map(\.slot).joined(separator: ", ")
        guard !all.isEmpty else {
            return Failure(
                .refused, vi: "Hồ sơ này chưa có bản quét hay kết quả điện tử nào.",
                en: "This case has no scanned paper and no electronic result yet.")
        }
        return Failure(
            .refused, vi: "Hồ sơ không có '\(paper)'. Hiện có: \(known).",
            en: "The case has no '\(paper)'. It has: \(known).")
    }

    fileprivate static func severalDocuments(_ found: [CaseDocument]) -> Failure {
        let names = found.map(\.slot).joined(separator: ", ")
        return Failure(
            .refused, vi: "Có nhiều tệp; xin chọn một: \(names).",
            en: "There are several; choose one: \(names).")
    }

    fileprivate static var lostHere: Failure {
        Failure(
            .refused,
            vi: "Điểm này ghi tên tệp mà trung tâm chưa nhận được, và nội dung không còn tại đây. "
                + "Xin quét lại và kèm tệp mới.",
            en: "This point named a file that has not reached the centre, and its content is not "
                + "here any more. Scan it again and attach the new file.")
    }

    fileprivate static func absent(_ absence: DocumentAbsence) -> Failure {
        switch absence {
        case .unnamed:
            Failure(
                .refused, vi: "Trung tâm không cho điểm này xem tệp này.",
                en: "The centre does not let this point see this file.")
        case .notYet:
            Failure(
                .failed,
                vi: "Trung tâm chưa có tệp này: nơi đã quét chưa gửi xong. Xin thử lại sau.",
                en: "The centre does not have this file yet: whoever scanned it has not sent all "
                    + "of it. Try again later.")
        case .later:
            Failure(
                .failed, vi: "Trung tâm hiện không đọc được tệp này; xin báo người quản trị.",
                en: "The centre cannot read this file now; tell the operator.")
        }
    }

    fileprivate static func partly(_ bytes: Int, of all: Int, _ language: Language) -> Failure {
        let (some, whole) = (DocumentText.size(bytes, language), DocumentText.size(all, language))
        return Failure(
            .noLink,
            vi:
                "Mới nhận được \(some) trong \(whole). Phần đã nhận được giữ lại; xin chạy lại "
                + "lệnh này khi có mạng, hoặc chờ lần đồng bộ sau.",
            en:
                "\(some) of \(whole) have come. They are kept; run this again when there is a "
                + "link, or wait for the next sync.")
    }

    /// The store of documents here could not be read.
    fileprivate static func reading(_ error: DocumentStoreError) -> Failure {
        switch error {
        case .file(let failure): Failure(failure)
        case .mismatch, .refused, .missing, .outOfRange, .tooScattered:
            Failure(
                .failed, vi: "Tệp giữ tại đây đã bị hỏng; xin báo người quản trị.",
                en: "The copy that is kept here is damaged; tell the operator.")
        }
    }
}
