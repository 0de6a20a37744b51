import CaseModel
import CaseRecords
import DocumentStore
import Frontend
import SyncProtocol
import Transport

/// Files that a command names by their paths, on their way into this point's document store.
struct Scans {
    /// Why a file did not get there.
    enum Problem: Error {
        /// The file is not taken.
        case refused(DocumentProblem)
        /// The store is at fault, for instance a full disk.
        case failed(Failure)
    }

    /// A file of a draft: for which paper, where it stands in the draft, and its path.
    typealias File = (paper: String, place: String, path: String)

    let store: DocumentStore

    init(_ point: Point) {
        store = DocumentStore(folder: point.documents)
    }

    /// Says what a file is without storing anything.
    func inspect(_ path: String) throws(Problem) -> DocumentStore.Inspected {
        do throws(DocumentStoreError) {
            return try store.inspect(path)
        } catch {
            throw problem(error, path)
        }
    }

    /// Makes a file durable in the store.
    func add(_ path: String, to paper: String) throws(Problem) -> CaseDocument {
        do throws(DocumentStoreError) {
            let added = try store.add(path)
            return CaseDocument(
                paper: paper, digest: "\(added.name)", lengthBytes: added.lengthBytes,
                kind: added.kind, path: path)
        } catch {
            throw problem(error, path)
        }
    }

    /// Makes the files of a draft durable, each content once for a paper; all are looked at before
    /// the first one is stored, so that a refused draft leaves nothing.
    func add(_ files: [File]) throws(Intake.Problem) -> [CaseDocument] {
        var lengths: [Int] = []
        for file in files {
            lengths.append(
                try at(file) { () throws(Problem) in
                    let length = try inspect(file.path).lengthBytes
                    try checkRoom(lengths, length)
                    return length
                })
        }
        var documents: [CaseDocument] = []
        for file in files {
            let document = try at(file) { () throws(Problem) in
                try add(file.path, to: file.paper)
            }
            if !documents.contains(where: { $0.field == document.field }) {
                documents.append(document)
            }
        }
        return documents
    }

    /// Whether a case with documents of these sizes has room for one more.
    func checkRoom(_ lengths: [Int], _ length: Int) throws(Problem) {
        do throws(DocumentProblem) {
            try CaseDocument.checkRoom(among: lengths, lengthBytes: length)
        } catch {
            throw .refused(error)
        }
    }

    private func at<T>(
        _ file: File, _ body: () throws(Problem) -> T
    ) throws(Intake.Problem) -> T {
        do throws(Problem) {
            return try body()
        } catch {
            switch error {
            case .refused(let problem):
                throw .draft(DraftError(field: file.place, problem: .document(problem)))
            case .failed(let failure): throw .failure(failure)
            }
        }
    }

    /// A failure of the file that was named is the caller's; any other one is the store's.
    private func problem(_ error: DocumentStoreError, _ path: String) -> Problem {
        switch error {
        case .refused(let problem): .refused(problem)
        case .file(let failure) where failure.path == path:
            .refused(failure.isMissing ? .noSuchFile : .unreadable)
        case .file(let failure): .failed(Failure(failure))
        case .mismatch, .outOfRange, .tooScattered, .missing:
            preconditionFailure("adding a file failed as only a transfer can: \(error)")
        }
    }
}
