/// The sheet that goes with a case (*phiếu kiểm soát quá trình giải quyết hồ sơ*, form 06).
///
/// It is read off the events, so that no line is ever overwritten.
package struct ControlSheet: Equatable, Sendable {
    /// One hand-over.
    package struct Row: Equatable, Sendable {
        /// Who gave the papers on; empty for the person.
        package let from: String
        /// The unit or point that received them.
        package let to: String
        package let actor: String
        package let time: Int64
        /// The kind of act: `case`, `accept`, `hand-over`, `decide`, `return` …
        package let act: String
        /// Of the end of the work only.
        package let punctuality: Punctuality?
        package let note: String
    }

    package let rows: [Row]

    /// Reads the sheet off the steps of a case, which come in their order; `due` is the date that
    /// stands now.
    package init(_ steps: [CaseStep], unit: String?, due: Int64?) {
        var holder = ""
        var rows: [Row] = []
        for step in steps {
            guard let (to, note) = Self.move(step, holder: holder, unit: unit ?? step.place)
            else { continue }
            let isEnd = step.kind == CaseAct.decide.rawValue
            rows.append(
                Row(
                    from: holder, to: to, actor: step.actor, time: step.time, act: step.kind,
                    punctuality: isEnd ? Punctuality(endedAt: step.time, due: due) : nil,
                    note: note))
            holder = to
        }
        self.rows = rows
    }

    /// Where a step takes the papers, and what is to be noted; nil when they stay.
    private static func move(
        _ step: CaseStep, holder: String, unit: String
    ) -> (to: String, note: String)? {
        if step.isReception { return (step.place, "") }
        switch CaseAct(rawValue: step.kind) {
        case .accept: return (unit, step.text("official") ?? "")
        case .handOver: return (step.text("handler") ?? holder, step.text("officer") ?? "")
        case .assign: return (holder, step.text("officer") ?? "")
        case .decline, .decide: return (holder, step.text("decision.reason") ?? "")
        case .request, .received, .wait, .resume: return (holder, "")
        case .extend:
            let reason = step.fields.keys.sorted().first { $0.hasSuffix(".reason") }
            return (holder, reason.flatMap { step.text($0) } ?? "")
        case .stop: return (holder, step.text("stopped.reason") ?? "")
        case .ready: return (step.place, "")
        case .finish, .return: return ("", "")
        case .withdraw: return ("", step.text("withdrawn.reason") ?? "")
        case nil: return nil
        }
    }
}

/// Whether something was done in time.
package enum Punctuality: String, CaseIterable, Sendable {
    /// On an earlier day than the one promised.
    case early
    case onTime
    case late

    /// Nil when no date was promised.
    package init?(endedAt: Int64, due: Int64?) {
        guard let due else { return nil }
        if endedAt > due {
            self = .late
        } else {
            let isEarly =
                CivilDate(instantMilliseconds: endedAt) < CivilDate(instantMilliseconds: due)
            self = isEarly ? .early : .onTime
        }
    }

    package var nameVi: String {
        switch self {
        case .early: "Trước hạn"
        case .onTime: "Đúng hạn"
        case .late: "Quá hạn"
        }
    }

    package var nameEn: String {
        switch self {
        case .early: "Early"
        case .onTime: "On time"
        case .late: "Late"
        }
    }
}

/// A line of the register of cases (*sổ theo dõi hồ sơ*, form 07).
package struct RegisterEntry: Equatable, Sendable {
    package let slip: String?
    package let official: String?
    package let procedure: String
    package let applicant: String
    package let address: String
    package let phone: String
    package let unit: String?
    package let receivedAt: Int64
    package let receivedBy: String
    package let due: Int64?
    package let decidedAt: Int64?
    package let returnedAt: Int64?
    package let decision: Decision?
    package let delivery: DeliveryKind
    package let punctuality: Punctuality?
    package let note: String

    /// Reads the line off a case and its steps; nil before its reception is here.
    package init?(_ view: CaseView, steps: [CaseStep], slip: String?) {
        guard let reception = steps.first(where: \.isReception) else { return nil }
        let last = { (act: CaseAct) in steps.last { $0.kind == act.rawValue }?.time }
        self.slip = slip
        official = view.official
        procedure = view.procedureName ?? view.procedure
        applicant = view.applicantName
        address = view.fields["applicant.address"] ?? ""
        phone = view.applicantPhone ?? ""
        unit = view.unit
        receivedAt = view.receivedAt ?? reception.time
        receivedBy = reception.actor
        due = view.due
        decidedAt = last(.decide)
        returnedAt = last(.return) ?? last(.finish)
        decision = view.decision
        delivery = view.delivery
        punctuality = decidedAt.flatMap { Punctuality(endedAt: $0, due: view.due) }
        note = view.note ?? ""
    }
}
