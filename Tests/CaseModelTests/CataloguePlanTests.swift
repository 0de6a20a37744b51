import CaseModel
import Testing

/// What publishing a file would change, against what stands.
@Suite struct CataloguePlanTests {
    private static let today = CivilDate(dayNumber: 20_779)  // 2026-11-22

    /// An entry with one channel; `more` is put behind as it is.
    private static func entry(_ code: String, limit: String = "5 working_day", more: String = "")
        -> String
    {
        """
        {"code": "\(code)", "name": "Thủ tục \(code)", "channels": [{"channel": "counter",
        "limit": "\(limit)", "fee": 8000}]\(more)}
        """
    }

    private static func plan(
        _ entries: [String], over standing: [String: [String: String]] = [:],
        by publication: Publication = Publication(), isComplete: Bool = false
    ) throws -> CataloguePlan {
        let text = "[\(entries.joined(separator: ","))]"
        let found = CatalogueImport(try TestFiles.json(text))
        #expect(found.problems == [])
        return CataloguePlan(
            found, standing: standing, publication: publication, isComplete: isComplete,
            today: today)
    }

    /// What stands once the plan is carried out.
    private static func after(
        _ plan: CataloguePlan, _ standing: [String: [String: String]] = [:]
    ) -> [String: [String: String]] {
        var standing = standing
        for change in plan.changes {
            for field in change.fields {
                standing[change.code, default: [:]][field.name] = field.to
            }
        }
        return standing
    }

    @Test func `the same file twice changes nothing`() throws {
        let first = try Self.plan([Self.entry("1"), Self.entry("2")])
        #expect(first.changes.map(\.act) == [.announced, .announced])
        let second = try Self.plan([Self.entry("1"), Self.entry("2")], over: Self.after(first))
        #expect(second.changes == [] && second.unchanged == ["1", "2"])
    }

    @Test func `an amendment is the changed field, its day and its decision`() throws {
        let standing = Self.after(try Self.plan([Self.entry("1"), Self.entry("2")]))
        let act = Publication(decision: "9/QĐ", effective: try CivilDate("2027-01-01"))
        let plan = try Self.plan(
            [Self.entry("1", limit: "3 working_day"), Self.entry("2")], over: standing, by: act)
        #expect(plan.unchanged == ["2"])
        let change = try #require(plan.changes.first)
        #expect(change.act == .amended && plan.changes.count == 1)
        #expect(
            change.fields.map(\.name) == [
                "channel.counter.limit", "effective", "effective.decision",
            ])
        #expect(change.fields.first?.from == "5 workingDay")
        #expect(change.fields.map(\.to) == ["3 workingDay", "2027-01-01", "9/QĐ"])
        // A correction without a day belongs to the version that stands.
        let later = Self.after(plan, standing)
        let fix = try Self.plan([Self.entry("1", limit: "4 working_day")], over: later)
        #expect(fix.changes.first?.fields.map(\.name) == ["channel.counter.limit"])
    }

    @Test func `days of effect never go back`() throws {
        let act = Publication(effective: try CivilDate("2027-01-01"))
        let standing = Self.after(try Self.plan([Self.entry("1")], by: act))
        let earlier = Publication(effective: try CivilDate("2026-12-31"))
        let plan = try Self.plan(
            [Self.entry("1", limit: "3 hour")], over: standing, by: earlier)
        #expect(plan.changes == [])
        #expect(
            plan.problems.map(\.reason) == [.effectiveBefore(standing: try CivilDate("2027-01-01"))]
        )
    }

    @Test func `what is missing is abolished only in a complete file`() throws {
        let standing = Self.after(try Self.plan([Self.entry("1"), Self.entry("2")]))
        #expect(try Self.plan([Self.entry("1")], over: standing).changes == [])
        let act = Publication(decision: "7/QĐ", effective: try CivilDate("2026-12-01"))
        let plan = try Self.plan([Self.entry("1")], over: standing, by: act, isComplete: true)
        let change = try #require(plan.changes.first)
        #expect(change.act == .abolished && change.code == "2" && plan.changes.count == 1)
        #expect(change.fields.map(\.name) == ["abolished", "abolished.decision"])
        #expect(change.fields.map(\.to) == ["2026-12-01", "7/QĐ"])
    }

    @Test func `an entry abolishes, and announces again only when it says so`() throws {
        var standing = Self.after(try Self.plan([Self.entry("1")]))
        let end = #"{"code": "1", "abolished": "2026-11-01", "decision": "7/QĐ"}"#
        let plan = try Self.plan([end], over: standing)
        #expect(plan.changes.map(\.act) == [.abolished])
        standing = Self.after(plan, standing)
        #expect(standing["1"]?["abolished"] == "2026-11-01")
        #expect(try Self.plan([end], over: standing).unchanged == ["1"])

        let old = try Self.plan([Self.entry("1", limit: "9 hour")], over: standing)
        #expect(old.changes == [])
        #expect(old.problems.map(\.reason) == [.abolishedStays(since: "2026-11-01")])
        let again = try Self.plan(
            [Self.entry("1", limit: "9 hour", more: #", "abolished": false"#)], over: standing)
        #expect(again.changes.map(\.act) == [.announced])
        #expect(Self.after(again, standing)["1"]?["abolished"] == nil)
    }

    @Test func `what is not there cannot be abolished`() throws {
        let plan = try Self.plan([#"{"code": "5", "abolished": true}"#])
        #expect(plan.changes == [])
        #expect(plan.problems.map(\.reason) == [.abolishedUnknown])
    }

    @Test func `what is too large for one message is refused`() throws {
        let long = String(repeating: "ă", count: 3_900)
        let entry = Self.entry(
            "1",
            more: #", "notes": "\#(long)", "result": "\#(long)", "name_en": "\#(long)", "#
                + #""field": "\#(long)""#)
        let plan = try Self.plan([entry])
        #expect(plan.changes == [] && plan.problems.map(\.reason) == [.tooLarge])
    }
}

/// What makes a file of procedures wrong law, and what a procedure can say.
@Suite struct CatalogueLawTests {
    private static func problems(
        _ entry: String, units: [String] = []
    ) throws -> [ImportProblem.Reason] {
        let found = CatalogueImport(try TestFiles.json("[\(entry)]"), units: units)
        if !found.problems.filter({ $0.severity == .refused }).isEmpty {
            #expect(found.procedures.isEmpty)
        }
        return found.problems.filter { $0.severity == .refused }.map(\.reason)
    }

    private static func entry(_ more: String) -> String {
        #"{"code": "1", "name": "A", \#(more)}"#
    }

    @Test(arguments: [
        (
            #""channels": [{"channel": "counter", "limit": "1 hour", "fee": -8000}]"#,
            ImportProblem.Reason.feeNegative("-8000")
        ),
        (
            #""channels": [{"channel": "counter", "limit": "1 hour", "fee_vnd": "-1"}]"#,
            .feeNegative("-1")
        ),
        (
            #""channels": [{"channel": "counter", "fee_pages": {"price": -2}}]"#,
            .feeNegative("-2")
        ),
        (
            #""channels": [{"channel": "post", "limit": "1 hour", "fee": 9000, "fee_per": "n"}]"#,
            .feeCountsNothing(key: "fee_per", answer: "n")
        ),
        (#""units": ["H57.1"]"#, .unknownUnit("H57.1", suggestion: "H57.2")),
        (#""effective": "soon""#, .noDay(key: "effective")),
        (
            #""papers": [{"name": "Đơn", "when": "age <"}]"#,
            .condition(key: "when", .unreadable(at: 6))
        ),
        (
            #""papers": [{"name": "Đơn", "when": "value = 1"}]"#,
            .condition(key: "when", .unknownName("value"))
        ),
        (
            #""papers": [{"name": "Đơn", "when": "answer.x = 1"}]"#,
            .conditionOnNothing(key: "papers.don.when", answer: "x")
        ),
        (
            """
            "form": [{"key": "a", "label": "A", "when": "answer.b = 1"},
            {"key": "b", "label": "B", "when": "answer.c = 1"},
            {"key": "c", "label": "C", "when": "answer.b = 1"}]
            """, .conditionCycle(["b", "c", "b"])
        ),
        (
            #""form": [{"key": "a", "label": "A", "when": "answer.a = 1"}]"#,
            .conditionCycle(["a", "a"])
        ),
    ])
    func `wrong law is refused and named`(more: String, reason: ImportProblem.Reason) throws {
        #expect(try Self.problems(Self.entry(more), units: ["H57.2"]) == [reason])
    }

    @Test func `every problem has a sentence in both languages`() throws {
        let reasons: [ImportProblem.Reason] = [
            .feeNegative("-1"), .unknownUnit("a", suggestion: "b"), .noDay(key: "effective"),
            .feeTooSmall("25"), .feeCountsNothing(key: "fee_per", answer: "n"),
            .condition(key: "when", .unreadable(at: 6)), .condition(key: "when", .unknownName("x")),
            .condition(key: "when", .tooLong(limit: 500)), .conditionCycle(["a", "a"]),
            .conditionOnNothing(key: "a", answer: "b"), .abolishedUnknown, .tooLarge,
            .effectiveBefore(standing: CivilDate(dayNumber: 0)), .abolishedStays(since: "x"),
        ]
        for reason in reasons {
            let problem = ImportProblem(place: "p", code: "1", severity: .refused, reason: reason)
            for line in [ImportText.vietnamese(problem), ImportText.english(problem)] {
                #expect(line.contains(": p: 1: ") && line.hasSuffix(".") || line.hasSuffix("?"))
            }
        }
    }

    @Test func `all that a procedure can say goes into fields and back`() throws {
        let text = """
            [{"code": "1", "name": "A", "effective": "2027-01-01", "units": ["U"], "channels":
            [{"channel": "counter", "limit": "1 hour", "fee_exemptions": "Hộ nghèo", "fee_pages":
            {"price": 2000, "first": 2, "further": 1000, "cap": 200000, "pages": "n"},
            "fee_per": "n"}],
            "papers": [{"key": "p", "name": "Đơn", "when": "age < 18", "required": true}],
            "form": [{"key": "n", "label": "N", "type": "number", "rule": "value <= 20"},
            {"key": "m", "label": "M", "when": "answer.n > 1"}]}]
            """
        let found = CatalogueImport(try TestFiles.json(text))
        #expect(found.problems == [])
        let procedure = try #require(found.procedures.first)
        #expect(try Procedure(fields: dictionary(procedure.fields)) == procedure)
        #expect(procedure.channels.first?.fee?.exemptions == "Hộ nghèo")
        #expect(procedure.channels.first?.fee?.byPage?.cap == 200_000)
        #expect(procedure.papers.first?.required == true)
        #expect(procedure.papers.first?.when?.text == "age < 18")
        #expect(procedure.form.first?.rule?.text == "value <= 20")
        #expect(procedure.validity.effective?.iso == "2027-01-01")
    }

    @Test func `a file names the act that publishes it`() throws {
        let text = #"{"decision": "5/QĐ", "effective": "01/12/2026", "procedures": []}"#
        let found = CatalogueImport(try TestFiles.json(text))
        #expect(found.publication.decision == "5/QĐ")
        #expect(found.publication.effective?.iso == "2026-12-01")
        let other = Publication(decision: "6/QĐ").or(found.publication)
        #expect(other.decision == "6/QĐ" && other.effective?.iso == "2026-12-01")
    }
}
