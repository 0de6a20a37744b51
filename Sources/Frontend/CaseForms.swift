package import CaseModel
package import CaseRecords
package import Console
package import Forms
package import QRCode
package import SyncProtocol

/// The forms of one case, made from its record; both programs print them alike.
package struct CaseForms {
    /// What stands outside the case's record.
    package struct Surroundings {
        package let money: CaseMoney
        package let procedure: Procedure?
        /// The names of a unit and of a point, as they were published.
        package let unit: (String) -> String?
        package let point: (SiteNumber) -> String?
        package let secret: String?
        /// Where the form is printed, by whom and when.
        package let place: String
        package let actor: String
        package let now: Int64

        package init(
            money: CaseMoney, procedure: Procedure?, unit: @escaping (String) -> String?,
            point: @escaping (SiteNumber) -> String?, secret: String?, place: String,
            actor: String, now: Int64
        ) {
            self.money = money
            self.procedure = procedure
            self.unit = unit
            self.point = point
            self.secret = secret
            self.place = place
            self.actor = actor
            self.now = now
        }
    }

    private let state: RecordState
    private let events: [PlacedEvent]
    private let view: CaseView
    private let around: Surroundings

    package init(
        _ state: RecordState, events: [PlacedEvent], hubs: [SiteNumber],
        _ surroundings: Surroundings
    ) {
        self.state = state
        self.events = events
        view = CaseView(fields: state.dictionary(hubs: hubs))
        around = surroundings
    }

    /// The lines of a form; throws when the case gives no reason for it.
    package func lines(
        _ form: FormNumber, width: Int, style: QRCode.Style, language: Language
    ) throws(Failure) -> [String] {
        let writer = FormWriter(width: width, language: language)
        let sheet = sheet(width: width, style)
        switch form {
        case .receipt:
            return writer.receipt(sheet)
        case .refusal:
            let isRefused = view.state == .declined || view.decision == .refused
            guard isRefused, let reason = view.decisionReason else { throw nothing(form) }
            return writer.refusal(sheet, reason: reason)
        case .stop:
            let reason = view.fields["stopped.reason"] ?? view.decisionReason
            guard view.state == .stopped, let reason else {
                throw nothing(form)
            }
            return writer.stop(sheet, reason: reason)
        case .supplement, .apology:
            // No act writes what these forms say yet.
            throw nothing(form)
        case .control:
            return writer.control(sheet, handOvers(language))
        case .register:
            return writer.register(sheet, [row])
        }
    }

    /// The case's row in the register.
    package var row: RegisterRow {
        RegisterRow(
            code: view.official ?? slip, procedure: view.procedureName ?? view.procedure,
            applicant: view.applicantName, contact: view.applicantPhone, receivedAt: receivedAt,
            due: view.due, returnedAt: returnedAt, state: view.state)
    }

    private var slip: String {
        Projection.slip(of: state, base: view.fields["slip"]) ?? "\(state.name)"
    }

    private var receivedAt: Int64 { view.receivedAt ?? state.creation?.time.wall ?? 0 }

    private var returnedAt: Int64? {
        // An unreadable time counts as none.
        view.fields["returned.at"].flatMap { try? Instant.milliseconds(iso: $0) }
    }

    private func nothing(_ form: FormNumber) -> Failure {
        Failure(
            .refused, vi: "Hồ sơ này không có nội dung cho mẫu \(form.rawValue); không in gì.",
            en: "This case has nothing that form \(form.rawValue) would say; nothing was printed.")
    }

    private func sheet(width: Int, _ style: QRCode.Style) -> CaseSheet {
        var sheet = CaseSheet()
        sheet.unit = view.unit.map { around.unit($0) ?? $0 } ?? ""
        sheet.place = around.place
        sheet.printedAt = around.now
        sheet.slip = slip
        sheet.official = view.official
        sheet.secret = around.secret
        sheet.procedureCode = view.procedure
        sheet.procedureName = view.procedureName ?? ""
        sheet.applicant = view.applicantName
        sheet.identity = view.applicantIdentity
        sheet.phone = view.applicantPhone
        sheet.address = view.fields["applicant.address"]
        sheet.helper = view.helperName
        // Where people serve themselves nobody of the staff received anything.
        let receiver = state.creation?.actor ?? around.actor
        sheet.receiver = receiver == "citizen" ? around.place : receiver
        sheet.receivedAt = receivedAt
        sheet.due = view.due
        sheet.limit = around.procedure?.channel(view.channel)?.limit
        sheet.delivery = view.delivery
        sheet.deliveryPlace = deliveryPlace
        sheet.fee = around.procedure?.channel(view.channel)?.fee
        sheet.finance = around.money.finance.state
        sheet.payments = around.money.payments.map(\.payment)
        sheet.papers = papers
        sheet.note = view.note
        sheet.lookUpSquare = Square.lines(
            [sheet.lookUpText, sheet.slip], style, .paper, width: width)
        if sheet.finance == .shown,
            let shown = sheet.payments.last(where: { $0.standing == .shown })
        {
            sheet.paymentSquare = Square.lines(
                [shown.payload].compactMap(\.self), style, .paper, width: width)
        }
        return sheet
    }

    private var deliveryPlace: String? {
        switch view.delivery {
        case .counter:
            view.fields["delivery.point"].flatMap { UInt32($0) }.map(SiteNumber.init)
                .flatMap { around.point($0) ?? "\($0)" }
        case .post: view.fields["delivery.address"]
        case .electronic: nil
        }
    }

    private var papers: [CaseSheet.Paper] {
        view.papers.map { key, count in
            let listed = around.procedure?.papers.first { $0.key == key }?.nameVi
            let name = listed ?? view.fields["papers.\(key).name"] ?? key
            return CaseSheet.Paper(name: name, count: count)
        }
    }

    /// The hand-overs that the events tell of: reception, and each act that changed the state.
    private func handOvers(_ language: Language) -> [HandOverRow] {
        let steps = events.compactMap { event -> (PlacedEvent, CaseState)? in
            let text = event.event.fields.first { $0.name == "state" }?.value.text
            if event.event.record == nil { return (event, .submitted) }
            return text.flatMap(CaseState.init(rawValue:)).map { (event, $0) }
        }
        var giver = view.applicantName
        return steps.map { event, state in
            let place = around.point(event.site) ?? "\(event.site)"
            let receiver = state == .returned ? view.applicantName : place
            defer { giver = receiver }
            let timing = state.isFinal ? timing(event.event.time.wall) : nil
            return HandOverRow(
                giver: giver, receiver: receiver, at: event.event.time.wall, timing: timing,
                note: language.pick(state.nameVi, state.nameEn))
        }
    }

    private func timing(_ time: Int64) -> HandOverRow.Timing? {
        view.due.map { due in
            let day = CivilDate(instantMilliseconds: time)
            if time > due { return .late }
            return day < CivilDate(instantMilliseconds: due) ? .early : .onTime
        }
    }
}
