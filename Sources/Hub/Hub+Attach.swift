package import CaseModel
import CaseRecords
import CentralStore
import SyncProtocol

/// Documents that an officer adds at the centre: a result, for instance.
extension Hub {
    /// Names a document in a case; its content is in the centre's store already.
    package func attach(
        _ document: CaseDocument, to code: String, by officer: Officer
    ) throws(HubError) -> OpenCase {
        try act { () throws(HubError) in
            let opened = try open(code)
            let after = try write(
                "edit", [(name: document.field, text: document.value)], on: opened, by: officer)
            try noteHere(document, in: opened.row.name)
            return after
        }
    }

    /// Notes that the centre itself has brought a document in: who may see the case may read it.
    func noteHere(_ document: CaseDocument, in record: RecordName) throws(HubError) {
        guard let name = DocumentName(hex: document.digest) else { return }
        var named = NamedDocument(
            document: DocumentReference(name: name, lengthBytes: document.lengthBytes),
            record: record, site: epoch.site)
        named.state = .here
        let row = named
        try HubError.wrap { () throws(StoreError) in try store.put(row) }
    }
}
