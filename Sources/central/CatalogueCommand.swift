import CaseModel
import CaseRecords
import Console
import Frontend
import Hub
import Transport

/// `central catalogue import`: says what would be announced, amended and abolished, and does it.
///
/// A file is taken whole or not at all: half a change of the law is none.
struct CatalogueCommand {
    private let desk: Desk
    private let hub: Hub
    private let officer: Hub.Officer
    private let found: CatalogueImport
    private let publication: Publication

    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        try CatalogueCommand(desk).run()
    }

    private init(_ desk: Desk) throws(Failure) {
        self.desk = desk
        publication = try Self.publication(desk)
        let json = try ImportCommand.json(desk)
        let hub = try Opening.hub(desk)
        self.hub = hub
        officer = try Opening.officer(desk)
        let units = try Failure.hub(desk) { () throws(HubError) in
            try hub.reference(RecordKind.unit).keys.sorted()
        }
        found = CatalogueImport(json, units: units)
    }

    private func run() throws(Failure) -> ExitCode {
        let standing = try Failure.hub(desk) { () throws(HubError) in
            try hub.reference(RecordKind.procedure)
        }
        let plan = plan(over: standing)
        let problems = found.problems + plan.problems
        for problem in problems {
            try desk.remark(
                vi: ImportText.vietnamese(problem), en: ImportText.english(problem))
        }
        let isRefused = problems.contains { $0.severity == .refused }
        guard !isRefused || desk.invocation.options.has("partial") else {
            return try refuse(plan, problems)
        }
        guard !found.procedures.isEmpty || !found.abolitions.isEmpty else {
            throw Failure(
                .refused, vi: "Tệp không có mục nào dùng được; chưa nhập gì.",
                en: "The file has no entry that can be used; nothing was imported.")
        }
        if !desk.wantsJSON { try CatalogueReport.say(plan, desk) }
        let isDone = desk.invocation.options.has("dry-run") ? false : try mayGoOn(plan)
        let last = isDone ? try publish(plan, over: standing) : plan
        try CatalogueReport.close(last, problems, isDone: isDone, desk)
        return isRefused ? .refused : .done
    }

    private func plan(over standing: [String: [String: String]]) -> CataloguePlan {
        CataloguePlan(
            found, standing: standing, publication: publication.or(found.publication),
            isComplete: desk.invocation.options.has("complete"),
            today: CivilDate(instantMilliseconds: officer.now))
    }

    private func refuse(
        _ plan: CataloguePlan, _ problems: [ImportProblem]
    ) throws(Failure) -> ExitCode {
        try CatalogueReport.close(plan, problems, isDone: false, desk)
        throw Failure(
            .refused,
            vi: "Chưa nhập gì. Xin sửa những mục 'Không nhập' ở trên, hoặc thêm --partial để "
                + "nhập phần còn lại.",
            en: "Nothing was imported. Correct what is 'Not imported' above, or add --partial to "
                + "import the rest.")
    }

    /// Asks a person, if there is one, before anything that stands is changed. Without one the
    /// call itself is the consent, except to abolish what merely is not in the file.
    private func mayGoOn(_ plan: CataloguePlan) throws(Failure) -> Bool {
        guard plan.changes.count > plan.count(.announced), !desk.invocation.options.has("yes")
        else { return true }
        if desk.invocation.mayAsk, !desk.wantsJSON, StandardInput.isTerminal {
            try desk.remark(vi: "Thực hiện? (c/k)", en: "Do this? (y/n)")
            let answer = VietnameseText.fold(readLine() ?? "")
            return ["c", "co", "y", "yes"].contains(answer)
        }
        guard desk.invocation.options.has("complete"), plan.count(.abolished) > 0 else {
            return true
        }
        throw Failure(
            .refused,
            vi: "Sẽ bãi bỏ \(plan.count(.abolished)) thủ tục không có trong tệp; chưa làm gì. "
                + "Nếu đúng, thêm --yes.",
            en: "This would abolish what is not in the file: "
                + English.counted(plan.count(.abolished), "procedure", "procedures")
                + "; nothing was done. If that is right, add --yes.")
    }

    /// Writes what differs; when somebody else has changed something meanwhile, it is compared once
    /// more under the store's lock.
    private func publish(
        _ plan: CataloguePlan, over standing: [String: [String: String]]
    ) throws(Failure) -> CataloguePlan {
        guard !plan.changes.isEmpty else { return plan }
        var plan = plan
        try Failure.hub(desk) { () throws(HubError) in
            try hub.publish(RecordKind.procedure, by: officer) { now in
                if now != standing { plan = self.plan(over: now) }
                return plan.changes.map { change in
                    Hub.ReferenceChange(
                        key: change.code, act: change.act == .abolished ? "abolish" : "amend",
                        fields: change.fields.map { (name: $0.name, text: $0.to) })
                }
            }
        }
        return plan
    }

    /// What the command line says of the act.
    private static func publication(_ desk: Desk) throws(Failure) -> Publication {
        let decision = desk.invocation.options.value("decision").map {
            VietnameseText.nfc(VietnameseText.trimmed($0))
        }
        if let decision {
            guard !decision.isEmpty, decision.count <= CaseLimits.name,
                VietnameseText.isClean(decision)
            else {
                throw Failure(
                    .usage, vi: "--decision cần số quyết định, ví dụ 163/QĐ-BTP.",
                    en: "--decision takes the number of a decision, as 163/QĐ-BTP.")
            }
        }
        guard let text = desk.invocation.options.value("effective") else {
            return Publication(decision: decision)
        }
        // Why it is no day is clear from the form that is asked for.
        guard let day = try? CivilDate(text) else {
            throw Failure(
                .usage, vi: "--effective cần một ngày, ví dụ 2027-01-01.",
                en: "--effective takes a day, as 2027-01-01.")
        }
        return Publication(decision: decision, effective: day)
    }
}
