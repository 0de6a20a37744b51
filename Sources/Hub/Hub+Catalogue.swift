package import CaseModel
import CaseRecords
import CentralStore
import SyncProtocol

/// Looking things up in the reference data.
extension Hub {
    /// The procedure that a case was received under; today's where that version is not known, and
    /// nil when the catalogue has none that can be read.
    package func procedure(ofCase fields: [String: String]) throws(HubError) -> Procedure? {
        try HubError.wrap { () throws(StoreError) in try storedProcedure(ofCase: fields) }
    }

    func storedProcedure(ofCase fields: [String: String]) throws(StoreError) -> Procedure? {
        let rows = try store.records(matching: CaseView(fields: fields).procedure)
        guard let row = rows.first(where: { $0.summary.kind == RecordKind.procedure }) else {
            return nil
        }
        return ProcedureVersions.procedure(
            try events(of: row.name), ofCase: fields, hubs: hubs)
    }

    /// The full name of a unit; nil when it was not imported.
    package func unitName(_ id: String) -> String? {
        // A name that cannot be read now leaves the id to be shown, and nothing is lost.
        try? readUnitName(id)
    }

    private func readUnitName(_ id: String) throws(StoreError) -> String? {
        let rows = try store.records(matching: id)
        guard let row = rows.first(where: { $0.summary.kind == RecordKind.unit }) else {
            return nil
        }
        let name = try state(of: row.name).text("full_name", hubs: hubs)
        return name ?? row.summary.texts["name"]
    }
}
