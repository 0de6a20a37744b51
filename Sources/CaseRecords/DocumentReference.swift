import CaseModel
package import SyncProtocol

extension Event {
    /// The documents that the fields of this event name, in the order of the fields; what cannot be
    /// read as a document counts as none.
    package var documents: [DocumentReference] {
        var documents: [DocumentReference] = []
        for field in fields where CaseDocument.isField(field.name) {
            if let text = field.value.text,
                let document = DocumentReference(field: field.name, value: text)
            {
                documents.append(document)
            }
        }
        return documents
    }
}

extension RecordState {
    /// The documents that stand in a record, each once, in the order of their names; of a field in
    /// conflict those of all its values.
    package var documents: [DocumentReference] {
        let all = registers.filter { CaseDocument.isField($0.name) }.flatMap { register in
            register.values.compactMap(\.text).compactMap {
                DocumentReference(field: register.name, value: $0)
            }
        }
        return Set(all).sorted()
    }
}

extension DocumentReference {
    fileprivate init?(field: String, value: String) {
        guard let document = CaseDocument(field: field, value: value),
            let name = DocumentName(hex: document.digest)
        else { return nil }
        self.init(name: name, lengthBytes: document.lengthBytes)
    }
}
