import CaseModel
import CentralStore
import Console
import DocumentStore
import Frontend
import Hub
import SyncProtocol

/// `central attach`: brings a result or a paper into the centre's store, and names it in the case.
enum AttachCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let arguments = desk.invocation.arguments
        let hub = try Opening.hub(desk)
        let officer = try Opening.officer(desk)
        let opened = try Failure.hub(desk) { () throws(HubError) in try hub.open(arguments[0]) }
        let paper = try paperKey(arguments[1], of: opened, hub, desk)
        let document = try add(arguments[2], to: paper, of: opened, hub, desk)
        let after = try Failure.hub(desk) { () throws(HubError) in
            try hub.attach(document, to: "\(opened.row.name)", by: officer)
        }
        try ShowCommand.say(after, hub: hub, desk)
        return .done
    }

    /// Makes a file durable in the store before anything names it.
    static func add(
        _ path: String, to paper: String, of opened: Hub.OpenCase, _ hub: Hub, _ desk: Desk
    ) throws(Failure) -> CaseDocument {
        let store = DocumentStore(folder: Opening.documents(desk))
        let present = CaseDocument.all(in: opened.state.dictionary(hubs: hub.hubs))
        return try Failure.wrap({ failure($0, path) }) { () throws(DocumentStoreError) in
            let length = try store.inspect(path).lengthBytes
            do throws(DocumentProblem) {
                try CaseDocument.checkRoom(among: present.map(\.lengthBytes), lengthBytes: length)
            } catch {
                throw .refused(error)
            }
            let added = try store.add(path)
            return CaseDocument(
                paper: paper, digest: "\(added.name)", lengthBytes: added.lengthBytes,
                kind: added.kind, path: path)
        }
    }

    private static func paperKey(
        _ paper: String, of opened: Hub.OpenCase, _ hub: Hub, _ desk: Desk
    ) throws(Failure) -> String {
        guard paper != CaseDocument.resultPaper else { return paper }
        let fields = opened.state.dictionary(hubs: hub.hubs)
        let procedure = try Failure.hub(desk) { () throws(HubError) in
            try hub.procedure(ofCase: fields)
        }
        do throws(DraftProblem) {
            let asked = CaseView(fields: fields).askedPapers(beside: procedure)
            return try CaseDocument.paperKey(paper, procedure: procedure, asked: asked)
        } catch {
            throw Failure(DraftError(field: "PAPER", problem: error))
        }
    }

    /// A failure of the file that was named is the caller's; any other one is the store's.
    private static func failure(_ error: DocumentStoreError, _ path: String) -> Failure {
        switch error {
        case .refused(let problem):
            Failure(DraftError(field: path, problem: .document(problem)))
        case .file(let failure): Failure(failure)
        case .mismatch, .outOfRange, .tooScattered, .missing:
            preconditionFailure("adding a file failed as only a transfer can: \(error)")
        }
    }
}
