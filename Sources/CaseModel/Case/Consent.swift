/// What a person may agree to beside having the case dealt with, one purpose at a time (law on
/// personal data 91/2025/QH15). None is needed for a case, and none is taken for granted.
package enum ConsentPurpose: String, CaseIterable, Sendable {
    /// What was given is offered to the same person again at the next case.
    case reuse
    /// News of the case go to the phone number.
    case notify
    /// Questions about the service come later.
    case survey

    /// The field of the case that keeps the answer.
    package var field: String { "consent.\(rawValue)" }

    package var nameVi: String {
        switch self {
        case .reuse: "Lần sau dùng lại số điện thoại, địa chỉ, giấy tờ đã quét"
        case .notify: "Nhắn tin về hồ sơ tới số điện thoại đã khai"
        case .survey: "Được hỏi ý kiến về sự phục vụ sau này"
        }
    }

    package var nameEn: String {
        switch self {
        case .reuse: "Offer me phone number, address and scanned papers again"
        case .notify: "Send news of the case to my phone number"
        case .survey: "Ask me about the service later"
        }
    }
}

/// Whether a person agreed to a purpose; both answers are kept, as they were asked for.
package enum ConsentAnswer: String, CaseIterable, Sendable {
    case yes
    case no
}

/// One purpose with the answer that was given.
package struct Consent: Equatable, Sendable {
    package let purpose: ConsentPurpose
    package let answer: ConsentAnswer

    /// Keeps what was answered about a purpose.
    package init(_ purpose: ConsentPurpose, _ answer: ConsentAnswer) {
        self.purpose = purpose
        self.answer = answer
    }
}

extension CaseDraft {
    /// Reads `"consent": {"reuse": "yes", …}`; a purpose that is not there was not asked about.
    static func consents(_ reader: DraftReader) throws(DraftError) -> [Consent] {
        guard let json = reader.value("consent") else { return [] }
        let part = try DraftReader(
            json, path: "consent", known: ConsentPurpose.allCases.map(\.rawValue))
        var consents: [Consent] = []
        for purpose in ConsentPurpose.allCases {
            let answer = try part.checked(purpose.rawValue) { text throws(DraftProblem) in
                try FieldCheck.word(text, ConsentAnswer.self)
            }
            if let answer { consents.append(Consent(purpose, answer)) }
        }
        return consents
    }
}
