package import CaseModel
import CaseRecords
import CentralStore
import SyncProtocol

/// Looking things up in the reference data.
extension Hub {
    /// An entry of the catalogue; nil when there is none, or none that can be read.
    package func procedure(coded code: String) throws(HubError) -> Procedure? {
        try HubError.wrap { () throws(StoreError) in
            let rows = try store.records(matching: code)
            guard let row = rows.first(where: { $0.summary.kind == RecordKind.procedure }) else {
                return nil
            }
            // What cannot be read states no fee, and screens say that it is not stated.
            return try? Procedure(
                fields: try state(of: row.name).dictionary(hubs: [epoch.site]))
        }
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
        let name = try state(of: row.name).text("full_name", hubs: [epoch.site])
        return name ?? row.summary.texts["name"]
    }
}
