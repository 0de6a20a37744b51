import Testing

@testable import CaseModel

/// What a point may do with a case, and what that writes.
@Suite struct PointActTests {
    @Test(arguments: CaseState.allCases)
    func `a state allows what the table says, and no more`(state: CaseState) {
        let acts = [PointAct.handOver(to: nil), .withdraw(reason: nil)]
        for act in acts {
            let allowed = PointAct.allowed(in: state)
            if allowed.contains(act.name) {
                #expect(throws: Never.self) { try act.check(state: state) }
            } else {
                #expect(
                    throws: ActError(problem: .notInThisState, state: state, allowed: allowed)
                ) { try act.check(state: state) }
            }
        }
        #expect(PointAct.allowed(in: .done) == ["return"])
        #expect(PointAct.allowed(in: .accepted) == ["withdraw"])
        #expect(PointAct.allowed(in: .returned).isEmpty)
    }

    @Test func `an act writes what happened, when, and to whom or why`() {
        func text(_ act: PointAct) -> [String] {
            act.fields(at: 1_795_000_000_000).map { "\($0.name)=\($0.value)" }
        }
        let time = "2026-11-18T18:06:40+07:00"
        #expect(text(.handOver(to: nil)) == ["returned.at=\(time)", "state=returned"])
        #expect(
            text(.handOver(to: " Lê Duy ")) == [
                "returned.at=\(time)", "returned.to=Lê Duy", "state=returned",
            ])
        #expect(
            text(.withdraw(reason: "đổi ý")) == [
                "state=withdrawn", "withdrawn.at=\(time)", "withdrawn.reason=đổi ý",
            ])
    }

    @Test func `words that are too long or unclean are refused`() {
        let long = String(repeating: "x", count: 201)
        #expect(throws: ActError.self) { try PointAct.handOver(to: long).check(state: .done) }
        #expect(throws: ActError.self) {
            try PointAct.withdraw(reason: "a\u{7}b").check(state: .accepted)
        }
    }
}
