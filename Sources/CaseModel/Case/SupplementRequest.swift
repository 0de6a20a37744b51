/// A consolidated request for more papers (*phiếu yêu cầu bổ sung*, form 02).
///
/// It stands in one field, `supplement.<n>`, because it is one paper: two of the same number, made
/// at once by two people, are two values of that field and hence a conflict that a person settles.
package struct SupplementRequest: Equatable, Sendable {
    /// What is missing or wrong, each thing by itself.
    package var items: [String]
    package var reason: String
    /// What the person is to do.
    package var guidance: String?

    package init(items: [String], reason: String, guidance: String? = nil) {
        self.items = items
        self.reason = reason
        self.guidance = guidance
    }
}

/// A time in which a case waits for somebody outside, as its field keeps it.
package struct CaseWait: Equatable, Sendable {
    /// From 1; sites share the count, because it is a part of the case.
    package let number: Int
    package let at: Int64
    package let by: String
    /// Where work goes on afterwards.
    package let back: CaseState
    /// When it ended; nil while it lasts.
    package let endedAt: Int64?
    package let kind: Kind

    /// Who is waited for, and for what.
    package enum Kind: Equatable, Sendable {
        case supplement(SupplementRequest)
        case agency(name: String, reason: String)
    }
}

extension CaseWait.Kind {
    /// The fields are `supplement.<n>` and `supplement.<n>.ended`, or the same under `waiting`.
    var prefix: String {
        switch self {
        case .supplement: "supplement"
        case .agency: "waiting"
        }
    }

    /// The value of the field.
    func value(at instant: Int64, by actor: String, back: CaseState) -> String {
        var members: [JSONValue.Member] = [
            .init(name: "at", value: .text(Instant.iso(instant))),
            .init(name: "by", value: .text(actor)),
            .init(name: "back", value: .text(back.rawValue)),
        ]
        switch self {
        case .supplement(let request):
            members.append(.init(name: "items", value: .array(request.items.map { .text($0) })))
            members.append(.init(name: "reason", value: .text(request.reason)))
            if let guidance = request.guidance {
                members.append(.init(name: "guidance", value: .text(guidance)))
            }
        case .agency(let name, let reason):
            members.append(.init(name: "agency", value: .text(name)))
            members.append(.init(name: "reason", value: .text(reason)))
        }
        return JSONValue.object(members).write()
    }
}

extension CaseView {
    /// The supplement requests and the waits for agencies, each in the order of their numbers.
    package var waits: [CaseWait] {
        waits("supplement") + waits("waiting")
    }

    /// How often the person was asked for more papers; the second time makes the case late.
    package var supplementCount: Int {
        numbers("supplement").last { fields["supplement.\($0)"]?.isEmpty == false } ?? 0
    }

    /// The wait that lasts, nil when the case is at work.
    package var openWait: CaseWait? {
        waits.last { $0.endedAt == nil }
    }

    /// The numbers under which fields of a row stand: they are given one after the other.
    func numbers(_ prefix: String, _ suffix: String = "") -> ClosedRange<Int>.SubSequence {
        (1...99).prefix { fields["\(prefix).\($0)\(suffix)"] != nil }
    }

    private func waits(_ prefix: String) -> [CaseWait] {
        numbers(prefix).compactMap { number in
            guard let text = fields["\(prefix).\(number)"], !text.isEmpty,
                // What cannot be read counts as not there, as everywhere in a view.
                let json = try? JSONReader().parse(Array(text.utf8))
            else { return nil }
            let ended = fields["\(prefix).\(number).ended"]
            return CaseWait(json, number: number, ended: ended)
        }
    }
}

extension CaseWait {
    fileprivate init?(_ json: JSONValue, number: Int, ended: String?) {
        guard case .text(let at)? = json["at"], case .text(let by)? = json["by"],
            case .text(let reason)? = json["reason"],
            // An unreadable time makes an unreadable wait.
            let instant = try? Instant.milliseconds(iso: at)
        else { return nil }
        self.number = number
        self.at = instant
        self.by = by
        back = json["back"].flatMap(\.string).flatMap(CaseState.init(rawValue:)) ?? .processing
        // The same for its end: the wait then lasts.
        endedAt = ended.flatMap { try? Instant.milliseconds(iso: $0) }
        if case .array(let items)? = json["items"] {
            kind = .supplement(
                SupplementRequest(
                    items: items.compactMap(\.string), reason: reason,
                    guidance: json["guidance"]?.string))
        } else {
            kind = .agency(name: json["agency"]?.string ?? "", reason: reason)
        }
    }
}

extension SupplementRequest {
    /// Reads the value of a field `supplement.<n>`; nil when it is no request.
    package init?(text: String) {
        // What cannot be read counts as not there.
        guard let json = try? JSONReader().parse(Array(text.utf8)),
            case .supplement(let request)? = CaseWait(json, number: 1, ended: nil)?.kind
        else { return nil }
        self = request
    }
}

extension JSONValue {
    /// The text, nil for anything else.
    package var string: String? {
        if case .text(let text) = self { text } else { nil }
    }
}
