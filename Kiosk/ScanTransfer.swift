import CaseModel
import DocumentStore
import Frontend
import Replica
import SyncProtocol
import Transport

/// The scans of this point on their way to the centre, and documents on their way from there: what
/// is read and written of them, and how much may go.
struct ScanTransfer {
    let point: Point
    let budget: ScanBudget
    private let store: DocumentStore

    init(_ point: Point, _ budget: ScanBudget) {
        self.point = point
        self.budget = budget
        store = DocumentStore(folder: point.documents)
    }

    /// Reads what the next request brings.
    func read(_ task: DocumentTask) -> SyncRun.DocumentRead {
        do throws(DocumentStoreError) {
            switch task {
            case .chunk(let document, let range):
                return .bytes(try store.read(document.name, range))
            case .proof(let document, let nonce):
                return .bytes(try store.proof(of: document.name, nonce: nonce))
            }
        } catch {
            switch error {
            case .missing, .outOfRange: return .gone
            case .file, .refused, .mismatch, .tooScattered: return .failed
            }
        }
    }

    /// Where documents from the centre are put.
    var arrivals: DocumentArrivals {
        DocumentArrivals(missing: missing, write: write)
    }

    private func missing(_ document: DocumentReference) -> ByteRanges? {
        do throws(DocumentStoreError) {
            var ranges = ByteRanges()
            for gap in try store.missing(document.name, lengthBytes: document.lengthBytes) {
                // The gaps of a map are one more at most than its ranges; a last one can wait.
                try? ranges.insert(gap)
            }
            return ranges
        } catch {
            return nil
        }
    }

    private func write(_ chunk: DocumentChunk) -> DocumentArrivals.Progress {
        do throws(DocumentStoreError) {
            let progress = try store.write(
                chunk.bytes, at: chunk.offset, of: chunk.document.name,
                lengthBytes: chunk.document.lengthBytes)
            switch progress {
            case .incomplete: return .incomplete
            case .complete: return .complete
            }
        } catch {
            switch error {
            case .mismatch, .refused: return .wrong
            case .file, .outOfRange, .tooScattered, .missing: return .failed
            }
        }
    }

    /// Bytes of scans that may go now.
    func bytesLeft() throws(Failure) -> Int {
        let now = SystemClock.wallMilliseconds()
        let sent = try point.store { () throws(ReplicaError) in
            try point.replica.sentDocumentBytes(on: Self.day(now))
        }
        return budget.bytes(hour: ScanBudget.hour(now), sent: sent)
    }

    /// Notes what has gone.
    func note(sent bytes: Int) {
        // A budget that was overdrawn once is not worth a failed command.
        try? point.replica.noteDocumentBytes(
            bytes, on: Self.day(SystemClock.wallMilliseconds()))
    }

    /// Removes what a process that died has left, and files that no event here names, once they
    /// are old enough for every running command to have written its event.
    func tidy() {
        let now = Int(SystemClock.wallMilliseconds() / 1_000)
        // Whatever stays is looked at again the next time.
        _ = try? store.sweep(before: now - 7 * 86_400)
        // As above.
        _ = try? store.removeUnnamed(before: now - 86_400) { name in
            // What cannot be asked now counts as named.
            (try? point.replica.isNamed(name)) ?? true
        }
    }

    private static func day(_ wallMilliseconds: Int64) -> String {
        CivilDate(instantMilliseconds: wallMilliseconds).compact
    }
}
