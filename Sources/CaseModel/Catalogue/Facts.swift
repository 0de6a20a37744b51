/// What is known of a case while it is being handed in; conditions ask it.
package struct Facts: Equatable, Sendable {
    package var answers: [String: String]
    package var birthDate: CivilDate?
    package var sex: Sex?
    package var commune: String?
    package var hasHelper: Bool
    package var channel: ChannelKind
    package var delivery: DeliveryKind
    /// The day of reception.
    package var today: CivilDate
    /// The answer whose rule is asked.
    package var value: String?

    /// Puts together what is known.
    package init(
        today: CivilDate, answers: [String: String] = [:], birthDate: CivilDate? = nil,
        sex: Sex? = nil, commune: String? = nil, hasHelper: Bool = false,
        channel: ChannelKind = .counter, delivery: DeliveryKind = .counter
    ) {
        self.today = today
        self.answers = answers
        self.birthDate = birthDate
        self.sex = sex
        self.commune = commune
        self.hasHelper = hasHelper
        self.channel = channel
        self.delivery = delivery
    }

    /// The value under a name, nil when it is not known.
    func text(_ name: Condition.Name) -> String? {
        switch name {
        case .answer(let key):
            guard let answer = answers[key], !answer.isEmpty else { return nil }
            return answer
        case .fact(let fact):
            return text(fact)
        }
    }

    private func text(_ fact: Condition.Fact) -> String? {
        switch fact {
        case .age: age.map(String.init)
        case .sex: sex?.rawValue
        case .commune: commune
        case .helper: hasHelper ? "yes" : nil
        case .channel: channel.rawValue
        case .delivery: delivery.rawValue
        case .today: today.iso
        case .value: value
        }
    }

    /// Whole years on the day of reception.
    private var age: Int? {
        guard let birthDate, birthDate <= today else { return nil }
        let hadBirthday = (today.month, today.day) >= (birthDate.month, birthDate.day)
        return today.year - birthDate.year - (hadBirthday ? 0 : 1)
    }
}
