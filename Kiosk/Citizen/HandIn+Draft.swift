import CaseModel

/// A draft that is taken up again.
extension HandIn {
    /// Begins with what the draft holds, at the first question that it does not answer; nil when it
    /// holds more than these questions show, since that would be lost.
    init?(draft code: String, _ json: JSONValue, _ procedure: Procedure) {
        self.init(procedure)
        draft = code
        for question in questions where !question.isList {
            let parts = question.path.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2, let text = json[parts[0]]?[parts[1]]?.string else { continue }
            fill(question.path, text)
        }
        if let sex = json["applicant"]?["sex"]?.string { set("applicant.sex", sex) }
        takePapers(json["papers"])
        takeConsents(json["consent"])
        guard json.holdsTheSame(as: self.json) else { return nil }
        position = questions.firstIndex(where: isOpen) ?? questions.count - 1
    }

    /// Whether nothing is left to be asked.
    var isAnswered: Bool { !questions.contains(where: isOpen) }

    private func isOpen(_ question: Question) -> Bool {
        !isFilled(question.path) && isAsked(question)
    }

    /// The case as it is handed in. The same reference is the same case: when this is cut off
    /// before the draft is dropped, handing it in once more makes no second one.
    var submission: JSONValue {
        guard let draft, case .object(let members) = json else { return json }
        let number = draft.drop { !$0.isNumber }
        return .object(members + [.init(name: "reference", value: .text("draft:\(number)"))])
    }

    private mutating func takePapers(_ json: JSONValue?) {
        guard case .array(let given)? = json, !given.isEmpty else { return }
        let keys = Set(given.compactMap { $0["paper"]?.string })
        papers = Set(procedure.papers.indices.filter { keys.contains(procedure.papers[$0].key) })
        fill(Question.papersPath, "given")
    }

    private mutating func takeConsents(_ json: JSONValue?) {
        guard case .object(let members)? = json, !members.isEmpty else { return }
        let agreed = members.filter { $0.value.string == ConsentAnswer.yes.rawValue }.map(\.name)
        consents = Set(ConsentPurpose.allCases.filter { agreed.contains($0.rawValue) })
        fill(Question.consentsPath, "given")
    }
}

extension JSONValue {
    /// Whether two values say the same; the order of an object's members says nothing.
    fileprivate func holdsTheSame(as other: JSONValue) -> Bool {
        switch (self, other) {
        case (.object(let own), .object(let others)):
            own.count == others.count
                && own.allSatisfy { member in
                    other[member.name].map { member.value.holdsTheSame(as: $0) } ?? false
                }
        case (.array(let own), .array(let others)):
            own.count == others.count
                && zip(own, others).allSatisfy { $0.holdsTheSame(as: $1) }
        default: self == other
        }
    }
}
