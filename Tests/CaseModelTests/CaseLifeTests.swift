import CaseModel
import Testing

@Suite struct CaseTransitionTests {
    /// Each state with the acts that it allows, as people would say it.
    @Test(arguments: [
        (CaseState.draft, ""),
        (.submitted, "accept decline assign hand-over request withdraw"),
        (.accepted, "assign hand-over request wait decide extend stop withdraw"),
        (.processing, "assign hand-over request wait decide extend stop withdraw"),
        (.payment, "assign hand-over request wait decide extend stop withdraw"),
        (.supplement, "assign hand-over received extend stop withdraw"),
        (.waiting, "assign hand-over resume extend stop withdraw"),
        (.done, "ready finish return"), (.ready, "finish return"),
        (.declined, ""), (.withdrawn, ""), (.stopped, ""), (.returned, ""),
    ])
    func `a state allows some acts and no others`(state: CaseState, allowed: String) {
        let names = CaseTransition.allowed(in: state).map(\.rawValue)
        #expect(names.joined(separator: " ") == allowed)
        #expect(OfficerAct.allowed(in: state) == names)
    }

    @Test func `no act leads back to a draft, and every other state can be reached`() {
        var reached: Set<CaseState> = [.submitted, .payment]
        for row in CaseTransition.rows {
            if case .to(let state) = row.effect { reached.insert(state) }
            #expect(!row.states.isEmpty && Set(row.states).count == row.states.count)
        }
        #expect(reached == Set(CaseState.allCases).subtracting([.draft]))
        // One act has one effect in one state.
        for act in CaseAct.allCases {
            for state in CaseState.allCases {
                let rows = CaseTransition.rows.filter {
                    $0.act == act && $0.states.contains(state)
                }
                #expect(rows.count <= 1)
            }
        }
    }

    @Test func `business, money and the way of the result stand apart`() {
        func status(_ fields: [String: String]) -> CaseStatus {
            CaseStatus(CaseView(fields: fields))
        }
        let paid = status(["state": "done", "finance": "confirmed"])
        #expect(paid.business == .done && paid.finance == .confirmed)
        #expect(paid.delivery == .expected)
        #expect(status(["state": "ready"]).delivery == .ready)
        #expect(status(["state": "returned"]).delivery == .handedOver)
        #expect(status(["state": "payment"]).finance == .asked)
        #expect(status([:]).delivery == .none && status([:]).finance == .none)
    }
}

@Suite struct OfficerActTests {
    private static let now: Int64 = 1_795_141_800_000

    /// Plays acts on a case, each on what the ones before left.
    private static func play(
        _ acts: [OfficerAct], from fields: [String: String] = [:]
    ) throws -> [String: String] {
        var fields = fields
        for (index, act) in acts.enumerated() {
            let view = CaseView(fields: fields)
            try act.check(view)
            let time = now + Int64(index) * Instant.millisecondsPerDay
            for (name, value) in act.fields(on: view, by: "Mai", at: time) { fields[name] = value }
        }
        return fields
    }

    private static func text(_ act: OfficerAct, _ fields: [String: String] = [:]) -> String {
        act.fields(on: CaseView(fields: fields), by: "Mai", at: now)
            .map { "\($0.name)=\($0.value)" }.joined(separator: " ")
    }

    @Test func `acts set their fields`() {
        let time = "2026-11-20T09:30:00+07:00"
        let atWork = ["state": "accepted"]
        #expect(Self.text(.accept) == "accepted.at=\(time) state=accepted")
        #expect(
            Self.text(.accept, ["channel": "online"])
                == "accepted.at=\(time) state=accepted valid_at=\(time)")
        #expect(
            Self.text(.decline(reason: " sai "))
                == "decision.reason=sai declined.at=\(time) state=declined")
        #expect(Self.text(.assign(officer: "Hà"), atWork) == "officer=Hà state=processing")
        #expect(
            Self.text(.handOver(unit: "H57.2", officer: nil), ["state": "processing"])
                == "handler=H57.2 officer=")
        #expect(
            Self.text(.decide(.approved, reason: nil), atWork)
                == "decided.at=\(time) decision=approved state=done")
        let result = ResultPaper(
            isElectronic: true, hash: String(repeating: "0a", count: 32), signer: "Lê Văn B")
        #expect(
            Self.text(.decide(.refused, reason: "x", result: result), atWork)
                == "decided.at=\(time) decision=refused decision.reason=x "
                + "result.form=electronic result.hash=\(result.hash ?? "") "
                + "result.signer=Lê Văn B state=done")
        #expect(
            Self.text(.extend(due: Self.now, reason: "xin lỗi"), atWork)
                == "due=\(time) extension.1.at=\(time) extension.1.due=\(time) "
                + "extension.1.reason=xin lỗi")
        #expect(
            Self.text(.stop(reason: "hết hạn"), atWork)
                == "state=stopped stopped.at=\(time) stopped.reason=hết hạn")
        #expect(Self.text(.ready, ["state": "done"]) == "ready.at=\(time) state=ready")
        #expect(Self.text(.finish, ["state": "ready"]) == "returned.at=\(time) state=returned")
    }

    @Test func `a case waits, goes on where it was, and every wait is kept`() throws {
        let request = SupplementRequest(
            items: ["Bản sao giấy khai sinh", "Chữ ký"], reason: "thiếu", guidance: "nộp tại xã")
        let fields = try Self.play([
            .accept, .assign(officer: "Hà"), .request(request, isConfirmed: false), .received,
            .wait(agency: "Văn phòng đất đai", reason: "xác minh"), .resume,
            .decide(.approved, reason: nil), .ready, .finish,
        ])
        let view = CaseView(fields: fields)
        #expect(view.state == .returned && view.supplementCount == 1)
        #expect(view.waits.map(\.back) == [.processing, .processing])
        #expect(view.waits.map(\.at) == [2, 4].map { Self.now + $0 * Instant.millisecondsPerDay })
        #expect(
            view.waits.map(\.endedAt) == [3, 5].map { Self.now + $0 * Instant.millisecondsPerDay })
        #expect(view.waits.first?.kind == .supplement(request))
        #expect(
            view.waits.last?.kind == .agency(name: "Văn phòng đất đai", reason: "xác minh"))
        #expect(view.openWait == nil && fields["late"] == nil)
    }

    @Test func `papers asked for before acceptance lead back to it`() throws {
        let request = SupplementRequest(items: ["Đơn"], reason: "thiếu")
        let fields = try Self.play([.request(request, isConfirmed: false), .received])
        #expect(fields["state"] == "submitted")
    }

    @Test func `a second request must be meant, and makes the case late`() throws {
        let request = SupplementRequest(items: ["Đơn"], reason: "thiếu")
        let once = try Self.play([.accept, .request(request, isConfirmed: false), .received])
        let view = CaseView(fields: once)
        let again = OfficerAct.request(request, isConfirmed: false)
        let error = ActError(
            problem: .askedBefore(times: 1), state: .accepted,
            allowed: OfficerAct.allowed(in: .accepted))
        #expect(throws: error) { try again.check(view) }
        let twice = try Self.play([.request(request, isConfirmed: true)], from: once)
        #expect(CaseView(fields: twice).supplementCount == 2)
        #expect(twice["late"] == "supplement")
        #expect(CaseView(fields: twice).openWait?.number == 2)
    }

    @Test(arguments: [
        (OfficerAct.decline(reason: "  "), CaseState.submitted, ActProblem.reasonMissing),
        (.decide(.refused, reason: nil), .accepted, .reasonMissing),
        (.stop(reason: ""), .accepted, .reasonMissing),
        (.decide(.refused, reason: "a\u{7}"), .accepted, .reasonUnclean),
        (
            .decide(.approved, reason: String(repeating: "a", count: 2001)), .accepted,
            .reasonTooLong(limit: 2000)
        ),
        (.assign(officer: " "), .accepted, .nameUnclean),
        (.handOver(unit: "\u{1B}", officer: nil), .accepted, .nameUnclean),
        (.request(.init(items: [], reason: "x"), isConfirmed: false), .accepted, .itemsMissing),
        (
            .request(
                .init(items: Array(repeating: "a", count: 51), reason: "x"), isConfirmed: true),
            .accepted, .tooManyItems(limit: 50)
        ),
        (
            .decide(.approved, reason: nil, result: .init(isElectronic: true)), .accepted,
            .resultIncomplete
        ),
        (
            .decide(.approved, reason: nil, result: .init(isElectronic: false, hash: "xyz")),
            .accepted, .resultIncomplete
        ),
        (.accept, .accepted, .notInThisState), (.finish, .accepted, .notInThisState),
        (.received, .accepted, .notInThisState),
    ])
    func `what cannot be done is refused with a reason in words`(
        act: OfficerAct, state: CaseState, problem: ActProblem
    ) {
        let error = ActError(
            problem: problem, state: state, allowed: OfficerAct.allowed(in: state))
        #expect(throws: error) { try act.check(state: state) }
        #expect(!ProblemText.vietnamese(error).isEmpty)
        #expect(!ProblemText.english(error).isEmpty)
    }

    @Test func `a new date must be later than the one promised`() {
        let view = CaseView(fields: ["state": "accepted", "due": "2026-11-20T17:00:00+07:00"])
        let act = OfficerAct.extend(due: Self.now, reason: "xin lỗi")
        #expect(throws: ActError.self) { try act.check(view) }
    }

    @Test(arguments: [
        // Asked for, and what comes of it where Saturday mornings are worked.
        ("2026-12-04T17:00", "2026-12-04T17:00"), ("2026-12-04T20:00", "2026-12-04T17:00"),
        ("2026-12-05T17:00", "2026-12-05T11:30"), ("2026-12-06T17:00", nil),
        ("2027-01-01T09:00", nil),
    ])
    func `a new date is one on which people find the doors open`(
        asked: String, fitted: String?
    ) throws {
        let calendar = WorkingCalendar(CalendarBook(), worksSaturdayMornings: true)
        let view = CaseView(fields: ["state": "accepted"])
        let at = { (text: String) in try Instant.milliseconds(iso: text + "+07:00") }
        let act = OfficerAct.extend(due: try at(asked), reason: "xin lỗi")
        guard let fitted else {
            let error = #expect(throws: ActError.self) { try act.fitted(to: calendar, view) }
            guard case .dueDayOff(let next)? = error?.problem else {
                return #expect(Bool(false), "another problem")
            }
            #expect(calendar.isWorkingDay(next))
            return
        }
        let expected = OfficerAct.extend(due: try at(fitted), reason: "xin lỗi")
        #expect(try act.fitted(to: calendar, view) == expected)
    }

    @Test func `the error says where the case stands and what is possible`() {
        let error = ActError(problem: .notInThisState, state: .submitted, allowed: ["accept"])
        #expect(
            ProblemText.english(error)
                == "The case stands at “Handed in”; possible now: accept.")
        #expect(
            ProblemText.vietnamese(error)
                == "Hồ sơ đang ở trạng thái “Mới đăng ký”; việc làm được: Tiếp nhận (accept).")
    }
}

@Suite struct CaseStepTests {
    private static func step(
        _ kind: String, _ day: Int, place: String = "Trung tâm", isReception: Bool = false,
        _ fields: [String: String] = [:]
    ) -> CaseStep {
        CaseStep(
            kind: kind, isReception: isReception, actor: "Mai", place: place,
            time: 1_795_141_800_000 + Int64(day) * Instant.millisecondsPerDay,
            fields: fields.mapValues { .some($0) })
    }

    private static let steps = [
        step("case", 0, place: "Bưu cục", isReception: true, ["documents.a.0011": "x"]),
        step("stage", 0, place: "Bưu cục", ["stage.guide.1795141800000": "Mai"]),
        step("accept", 1, ["official": "H57.1-261121-0001"]),
        step("hand-over", 2, ["handler": "H57.2", "officer": "Hà"]),
        step("decide", 4, ["decision": "approved"]),
        step("return", 5, place: "Bưu cục"),
    ]

    @Test func `the six stages are read off the events`() {
        let entries = StageEntry.all(in: Self.steps)
        #expect(entries.map(\.stage) == [.receive, .digitise, .guide, .returnResult])
        #expect(entries.allSatisfy { $0.place == "Bưu cục" && $0.actor == "Mai" })
        #expect(Set(Stage.allCases.map(\.nameVi)).count == 6)
        #expect(Set(Stage.allCases.map(\.nameEn)).count == 6)
        #expect(Stage.guide.field(at: 7) == "stage.guide.7")
    }

    @Test func `the control sheet shows every hand-over and whether it was in time`() throws {
        let due = try Instant.milliseconds(iso: "2026-11-25T17:00+07:00")
        let sheet = ControlSheet(Self.steps, unit: "H57.1", due: due)
        #expect(sheet.rows.map(\.act) == ["case", "accept", "hand-over", "decide", "return"])
        #expect(sheet.rows.map(\.from) == ["", "Bưu cục", "H57.1", "H57.2", "H57.2"])
        #expect(sheet.rows.map(\.to) == ["Bưu cục", "H57.1", "H57.2", "H57.2", ""])
        #expect(sheet.rows.map(\.punctuality) == [nil, nil, nil, .early, nil])
        #expect(sheet.rows[1].note == "H57.1-261121-0001")
        #expect(Punctuality(endedAt: due, due: due) == .onTime)
        #expect(Punctuality(endedAt: due + 1, due: due) == .late)
        #expect(Punctuality(endedAt: due, due: nil) == nil)
    }

    @Test func `the register has one line for a case`() throws {
        let view = CaseView(fields: [
            "procedure": "1.1", "applicant.name": "An", "unit": "H57.1", "decision": "approved",
            "official": "H57.1-261121-0001", "due": "2026-11-23T17:00:00+07:00",
        ])
        let entry = try #require(RegisterEntry(view, steps: Self.steps, slip: "T-3-261120-1-ABC"))
        #expect(entry.applicant == "An" && entry.receivedBy == "Mai")
        #expect(entry.receivedAt == Self.steps[0].time && entry.decidedAt == Self.steps[4].time)
        #expect(entry.returnedAt == Self.steps[5].time && entry.punctuality == .late)
        #expect(RegisterEntry(view, steps: [], slip: nil) == nil)
    }
}
