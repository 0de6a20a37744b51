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
        /// The token of the visit at which the slip is printed; it stands in no record.
        package let visit: String?

        package init(
            money: CaseMoney, procedure: Procedure?, unit: @escaping (String) -> String?,
            point: @escaping (SiteNumber) -> String?, secret: String?, place: String,
            actor: String, now: Int64, visit: String? = nil
        ) {
            self.money = money
            self.procedure = procedure
            self.unit = unit
            self.point = point
            self.secret = secret
            self.place = place
            self.actor = actor
            self.now = now
            self.visit = visit
        }
    }

    let state: RecordState
    let events: [PlacedEvent]
    let view: CaseView
    let around: Surroundings

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
        var sheet = sheet(width: width, style, language)
        switch form {
        case .receipt:
            return writer.receipt(sheet)
        case .refusal:
            let isRefused = view.state == .declined || view.decision == .refused
            guard isRefused, let reason = view.decisionReason else { throw nothing(form) }
            sheet.receiver = actor(of: .decline, .decide)
            return writer.refusal(sheet, reason: reason)
        case .stop:
            let reason = view.fields["stopped.reason"] ?? view.decisionReason
            guard view.state == .stopped, let reason else {
                throw nothing(form)
            }
            sheet.receiver = actor(of: .stop)
            return writer.stop(sheet, reason: reason)
        case .supplement:
            guard let request else { throw nothing(form) }
            sheet.receiver = request.by
            return writer.supplement(sheet, request.sheet)
        case .apology:
            guard let apology else { throw nothing(form) }
            sheet.receiver = apology.by
            return writer.apology(sheet, apology.sheet)
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

    private func sheet(
        width: Int, _ style: QRCode.Style, _ language: Language
    ) -> CaseSheet {
        var sheet = CaseSheet()
        sheet.unit = view.unit.map { around.unit($0) ?? $0 } ?? ""
        sheet.place = around.place
        sheet.printedAt = around.now
        sheet.slip = slip
        sheet.official = view.official
        sheet.secret = around.secret
        sheet.visit = around.visit
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
        sheet.limit = view.limit(under: around.procedure)?.limit
        sheet.delivery = view.delivery
        sheet.deliveryPlace = deliveryPlace
        sheet.fee = view.fee(under: around.procedure).map { fee in
            var fee = fee
            fee.note = FeeNote.words(fee, language)
            return fee
        }
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
            let name = view.paperName(key, of: around.procedure)?.vi ?? key
            return CaseSheet.Paper(name: name, count: count)
        }
    }
}
