import CaseModel
import CaseRecords
import CentralStore
import SyncProtocol

/// The days in which all of it happens.
enum Life {
    static let first = Instant.milliseconds(on: CivilDate(dayNumber: 19_724), hour: 8)
    static let last = Instant.milliseconds(on: CivilDate(dayNumber: 20_770), hour: 8)
    static let hour: Int64 = 3_600_000
    static let officers = ["Mai", "Hà", "Bình", "Lan", "Minh", "Thảo"]
}

/// One case from its reception to wherever it gets.
extension Province {
    mutating func live(number: Int) throws(StoreError) {
        let site = random.one(of: sites)
        var clock = Int64.random(in: Life.first...Life.last, using: &random)
        var story = try begin(
            RecordKind.case, received(number, at: site, clock), at: site.number, by: "agent", clock)
        let fee = Int64(text("procedure.fee", of: story) ?? "") ?? 0
        try goOn(&story, at: site.number, &clock)
        try keep(story)
        if fee > 0, random.chance(60) { try pay(fee, story, at: site.number, clock) }
        if random.chance(20) { try rate(story, at: site, clock) }
        if random.chance(3) { try tell(story, at: site, clock) }
    }

    private mutating func received(
        _ number: Int, at site: Site, _ time: Int64
    ) throws(StoreError) -> [(name: String, value: String)] {
        var draft = random.one(of: sample.drafts)
        draft.channel = random.one(of: ChannelKind.allCases)
        draft.reference = nil
        draft.note = nil
        if random.chance(5) {
            draft.receivedAt = time - Int64.random(in: 1...72, using: &random) * Life.hour
        }
        guard let procedure = sample.procedures.first(where: { $0.code == draft.procedure }),
            // Every draft of the sample is one that could be handed in.
            var fields = try? draft.fields(
                procedure: procedure, version: 1, defaultUnit: site.unit, now: time,
                calendar: calendar)
        else { throw .damaged("a case of the sample cannot be written") }
        let day = CivilDate(instantMilliseconds: time)
        fields.append(
            ("slip", SlipNumber.base(site: Int(site.number.value), date: day, number: number)))
        if random.chance(50) {
            let digest = String(repeating: "0123456789abcdef", count: 4)
            fields.append(("documents.declaration.0123456789abcdef", "\(digest) 9 pdf a.pdf"))
        }
        // Limits that the sample has not.
        if random.chance(10) {
            fields.removeAll { $0.name == "limit" }
            let limits = ["16 hour", "3 workingDay 15:00", "15:00", "30 calendarDay"]
            fields.append(("limit", random.one(of: limits)))
        }
        return fields
    }

    private mutating func goOn(
        _ story: inout Story, at site: SiteNumber, _ clock: inout Int64
    ) throws(StoreError) {
        if random.chance(2) { return }
        if random.chance(2) { return try withdraw(&story, at: site, &clock) }
        if random.chance(2) {
            return try act(.decline(reason: "sai nơi"), &story, &clock, within: 9)
        }
        try act(.accept, &story, &clock, within: 9)
        if random.chance(8) {
            try act(
                "reuse", [("reused.declaration.0123456789abcdef", "2026-01-01")], on: &story,
                at: hub, by: "centre", clock)
        }
        if random.chance(80) {
            try act(.assign(officer: random.one(of: Life.officers)), &story, &clock, within: 3)
        }
        guard try wait(&story, &clock) else { return }
        if random.chance(3) {
            let due = clock + 200 * Life.hour
            try act(.extend(due: due, reason: "xác minh thêm"), &story, &clock, within: 5)
        }
        if random.chance(2) { return try withdraw(&story, at: site, &clock) }
        if random.chance(3) { return try act(.stop(reason: "hết hạn"), &story, &clock, within: 90) }
        guard random.chance(90) else { return }
        try decide(&story, at: site, &clock)
    }

    /// What the case waits for; false when it still does.
    private mutating func wait(
        _ story: inout Story, _ clock: inout Int64
    ) throws(StoreError) -> Bool {
        let request = SupplementRequest(items: ["Đơn"], reason: "còn thiếu")
        var rounds = random.chance(12) ? (random.chance(15) ? 2 : 1) : 0
        while rounds > 0 {
            rounds -= 1
            try act(.request(request, isConfirmed: true), &story, &clock, within: 20)
            guard random.chance(90) else { return false }
            try act(.received, &story, &clock, within: 150)
        }
        guard random.chance(5) else { return true }
        try act(.wait(agency: "Đất đai", reason: "xác minh"), &story, &clock, within: 20)
        guard random.chance(90) else { return false }
        try act(.resume, &story, &clock, within: 200)
        return true
    }

    private mutating func decide(
        _ story: inout Story, at site: SiteNumber, _ clock: inout Int64
    ) throws(StoreError) {
        let hash = random.chance(80) ? String(repeating: "0a", count: 32) : nil
        let paper = ResultPaper(
            isElectronic: hash != nil && random.chance(70), hash: hash, signer: "Bình")
        let decision = random.chance(95) ? Decision.approved : .refused
        try act(
            .decide(decision, reason: "theo hồ sơ", result: random.chance(95) ? paper : nil),
            &story, &clock, within: random.chance(90) ? 30 : 400)
        if random.chance(40) { try act(.ready, &story, &clock, within: 9) }
        guard random.chance(70) else { return }
        guard random.chance(50) else { return try act(.finish, &story, &clock, within: 90) }
        clock += Int64.random(in: 1...90, using: &random) * Life.hour
        let fields = PointAct.handOver(to: nil).fields(at: clock)
        try act("return", fields, on: &story, at: site, by: "agent", clock)
    }

    private mutating func withdraw(
        _ story: inout Story, at site: SiteNumber, _ clock: inout Int64
    ) throws(StoreError) {
        clock += Int64.random(in: 1...90, using: &random) * Life.hour
        let fields = PointAct.withdraw(reason: "đổi ý").fields(at: clock)
        try act("withdraw", fields, on: &story, at: site, by: "agent", clock)
    }

    /// An officer's act, some hours later, as the hub writes it.
    private mutating func act(
        _ act: OfficerAct, _ story: inout Story, _ clock: inout Int64, within hours: Int64
    ) throws(StoreError) {
        clock += Int64.random(in: 1...(hours * 60), using: &random) * 60_000
        let view = CaseView(fields: story.state.dictionary(hubs: [hub]))
        var fields = act.fields(on: view, by: "Mai", at: clock)
        if act.movesClock {
            var after = view.fields
            for (name, value) in fields { after[name] = value }
            let due = CaseView(fields: after).deadline(createdAt: story.arrived)?.due(calendar)
            if let due { fields.append(("due", Instant.iso(due))) }
        }
        try self.act(act.name, fields, on: &story, at: hub, by: "Mai", clock)
    }
}

/// What hangs on a case.
extension Province {
    private mutating func pay(
        _ fee: Int64, _ story: Story, at site: SiteNumber, _ time: Int64
    ) throws(StoreError) {
        let isCash = random.chance(50)
        var fields = [
            (name: "case", value: "\(story.name)"), (name: "amount", value: "\(fee)"),
            (name: "kind", value: isCash ? "cash" : "vietqr"),
        ]
        if isCash { fields.append((name: "receipt", value: "C-\(site)-260101-1-X")) }
        var payment = try begin(RecordKind.payment, fields, at: site, by: "agent", time)
        if !isCash, random.chance(80) {
            let confirmation = Payment.confirmation(at: time + Life.hour, bankReference: "FT1")
            try act(
                "confirm", confirmation, on: &payment, at: hub, by: "Mai", time + Life.hour)
        }
        if random.chance(3) {
            let refund = Payment.refund(at: time + 2 * Life.hour, reason: "nộp thừa")
            try act("refund", refund, on: &payment, at: hub, by: "Mai", time + 2 * Life.hour)
        }
        try keep(payment)
    }

    private mutating func rate(_ story: Story, at site: Site, _ time: Int64) throws(StoreError) {
        let scores = [1, 2, 3, 4, 4, 4, 5, 5, 5, 5]
        var fields = about(story, site, time)
        fields.append((name: "score", value: "\(random.one(of: scores))"))
        if random.chance(20) {
            // Some visits are rated twice.
            if random.chance(80) { visits += 1 }
            fields.append((name: "visit", value: "visit \(visits)"))
        }
        try keep(try begin(RecordKind.rating, fields, at: site.number, by: "agent", time))
    }

    private mutating func tell(_ story: Story, at site: Site, _ time: Int64) throws(StoreError) {
        let kind = random.one(of: FeedbackKind.allCases)
        let fields =
            about(story, site, time) + [
                (name: "about", value: kind.rawValue), (name: "text", value: "Chờ lâu"),
            ]
        var told = try begin(RecordKind.feedback, fields, at: site.number, by: "agent", time)
        if random.chance(70) {
            let later = time + Int64.random(in: 1...900, using: &random) * Life.hour
            let step = random.chance(30) ? Feedback.Step.refused : .resolved
            try act(
                "answer", Feedback.answer(step, at: later, text: "Đã xem"), on: &told, at: hub,
                by: "Mai", later)
        }
        try keep(told)
    }

    /// An anonymous one names its day, and no case.
    private mutating func about(
        _ story: Story, _ site: Site, _ time: Int64
    ) -> [(name: String, value: String)] {
        guard random.chance(50) else { return [(name: "case", value: "\(story.name)")] }
        return [
            (name: "unit", value: site.unit), (name: "anonymous", value: "yes"),
            (name: "day", value: CivilDate(instantMilliseconds: time).iso),
        ]
    }

    private func text(_ field: String, of story: Story) -> String? {
        story.state.text(field, hubs: [hub])
    }
}
