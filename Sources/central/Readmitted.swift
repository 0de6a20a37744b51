import CentralStore
import Console
import Frontend
import Hub

/// Points that came back by their tickets, for whoever may have to revoke one of them again.
enum Readmitted {
    /// What was revoked after the backup is not known any more to be so.
    static func tell(_ hub: Hub, _ desk: Desk) {
        // A line that cannot be written now is not worth a failure: `central sites` has the point.
        for site in (try? hub.takeReadmitted()) ?? [] {
            let name = TerminalText.visible(site.name)
            // As above.
            try? desk.remark(
                vi: "Điểm \(site.number) (\(name)) trở lại bằng phiếu của trung tâm: bản sao lưu "
                    + "không biết số hoặc khóa của nó. Nếu đã thu hồi điểm này sau lần sao lưu đó, "
                    + "xin thu hồi lại: central revoke \(site.number)",
                en: "Point \(site.number) (\(name)) came back by the centre's ticket: the backup "
                    + "does not know its number or its key. If you had revoked it after that "
                    + "backup, revoke it again: central revoke \(site.number)")
        }
    }
}
