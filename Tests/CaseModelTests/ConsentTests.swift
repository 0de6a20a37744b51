import CaseModel
import Testing

/// Consent in what is handed in, and the ways to a procedure.
@Suite struct ConsentTests {
    private static func draft(_ consent: String) throws -> CaseDraft {
        let text = """
            {"procedure": "1.001193", "applicant": {"name": "Hằng", "identity": "046194003217"},
            "consent": \(consent)}
            """
        return try CaseDraft(json: TestFiles.json(text))
    }

    @Test func `what was asked is kept with its answer, and nothing else`() throws {
        let draft = try Self.draft(#"{"notify": "no", "reuse": "yes"}"#)
        #expect(draft.consents == [Consent(.reuse, .yes), Consent(.notify, .no)])
        #expect(try Self.draft("{}").consents == [])
        #expect(try Self.draft("null").consents == [])
    }

    @Test(arguments: [#"{"reuse": true}"#, #"{"reuse": "maybe"}"#, #"{"sell": "yes"}"#, "[]"])
    func `an answer that is none is refused`(consent: String) {
        #expect(throws: DraftError.self) { try Self.draft(consent) }
    }

    @Test func `consent is taken back by a correction`() throws {
        let edited = try CaseEdit.normalised(
            field: "consent.reuse", value: "No", procedure: nil)
        #expect(edited == "no")
        #expect(throws: DraftError.self) {
            try CaseEdit.normalised(field: "consent.sell", value: "no", procedure: nil)
        }
    }

    @Test func `an event gives each procedure once, the likeliest first`() {
        let codes = LifeEvent.birth.codes(limit: 3) { words in
            words == "khai sinh" ? ["a", "b"] : ["b", "c", "d"]
        }
        #expect(codes == ["a", "b", "c"])
        #expect(LifeEvent.death.codes(limit: 3) { _ in [] } == [])
    }
}
