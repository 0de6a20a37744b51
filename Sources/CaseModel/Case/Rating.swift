/// What is wrong with a rating.
package enum RatingError: Error, Equatable, Sendable {
    case scoreOutOfRange
    case factorOutOfRange(String)
    case unknownFactor(suggestion: String?)
    case factorTwice(String)
    case commentTooLong(limit: Int)
    case commentUnclean
}

/// How satisfied somebody was with a visit (*đánh giá mức độ hài lòng*): 1 to 5.
package struct Rating: Equatable, Sendable {
    package let score: Int
    /// At most one score for each factor, in the order of the factors.
    package let factors: [FactorScore]
    package let comment: String?
    package let isAnonymous: Bool
    /// Whether the person was harassed, or asked for money beyond the fee; nil when not answered.
    package let harassment: Frequency?
    package let extraMoney: Frequency?
    /// The hash of the visit token that was spent on it; of one hash only one rating counts.
    package let visit: String?

    /// The field of the hash.
    package static let visitField = "visit"

    /// How often something happened (domain §8).
    package enum Frequency: String, CaseIterable, Sendable {
        case none
        case some
        case many
    }

    /// A score for one factor.
    package struct FactorScore: Equatable, Sendable {
        package let factor: Factor
        package let score: Int

        /// Scores one factor; the range is checked by the rating.
        package init(factor: Factor, score: Int) {
            self.factor = factor
            self.score = score
        }
    }

    /// The factors of the national index SIPAS.
    package enum Factor: String, CaseIterable, Sendable {
        case access
        case procedure
        case official
        case result
        case feedback
    }

    /// Checks the scores and tidies the comment.
    package init(
        score: Int, factors: [FactorScore] = [], comment: String? = nil, isAnonymous: Bool = false,
        harassment: Frequency? = nil, extraMoney: Frequency? = nil, visit: String? = nil
    ) throws(RatingError) {
        guard (1...5).contains(score) else { throw .scoreOutOfRange }
        var sorted: [FactorScore] = []
        for factor in Factor.allCases {
            let given = factors.filter { $0.factor == factor }
            guard given.count <= 1 else { throw .factorTwice(factor.rawValue) }
            guard given.allSatisfy({ (1...5).contains($0.score) }) else {
                throw .factorOutOfRange(factor.rawValue)
            }
            sorted += given
        }
        self.score = score
        self.factors = sorted
        self.comment = try Rating.tidied(comment)
        self.isAnonymous = isAnonymous
        self.harassment = harassment
        self.extraMoney = extraMoney
        self.visit = visit
    }

    /// The fields of the event, in the order of their names.
    ///
    /// `about` names the case, procedure or unit (`case`, `procedure`, `unit`, `day`); an anonymous
    /// rating drops the case, so that nothing leads back to a person.
    package func fields(
        about: [(name: String, value: String)] = []
    ) -> [(name: String, value: String)] {
        var writer = FieldWriter()
        for (name, value) in about where !(isAnonymous && name == "case") {
            writer.add(name, value)
        }
        writer.add("score", String(score))
        for entry in factors { writer.add("factor.\(entry.factor.rawValue)", String(entry.score)) }
        writer.add("comment", comment)
        writer.add("anonymous", isAnonymous ? "yes" : nil)
        writer.add("harassment", harassment?.rawValue)
        writer.add("extra_money", extraMoney?.rawValue)
        writer.add(Self.visitField, visit)
        return writer.sorted
    }

    /// Reads what `fields` writes; nil when it is no rating.
    package init?(fields: [String: String]) {
        var factors: [FactorScore] = []
        for factor in Factor.allCases {
            guard let text = fields["factor.\(factor.rawValue)"], !text.isEmpty else { continue }
            guard let score = Digits.value(text) else { return nil }
            factors.append(FactorScore(factor: factor, score: score))
        }
        guard let score = fields["score"].flatMap({ Digits.value($0) }),
            // What is out of range is no rating, whatever the reason.
            let rating = try? Rating(
                score: score, factors: factors, comment: fields["comment"],
                isAnonymous: fields["anonymous"] == "yes",
                harassment: fields["harassment"].flatMap(Frequency.init),
                extraMoney: fields["extra_money"].flatMap(Frequency.init),
                visit: fields[Self.visitField])
        else { return nil }
        self = rating
    }

    private static func tidied(_ comment: String?) throws(RatingError) -> String? {
        guard let comment else { return nil }
        do throws(DraftProblem) {
            let text = try FieldCheck.lines(comment, limit: CaseLimits.comment)
            return text.isEmpty ? nil : text
        } catch {
            let isLong = error == .tooLong(limit: CaseLimits.comment)
            throw isLong ? .commentTooLong(limit: CaseLimits.comment) : .commentUnclean
        }
    }
}

extension Rating.FactorScore {
    /// Reads `official=4`.
    package init(text: String) throws(RatingError) {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        guard let factor = Rating.Factor(rawValue: parts[0].lowercased()) else {
            let known = Rating.Factor.allCases.map(\.rawValue)
            throw .unknownFactor(suggestion: Suggestion.nearest(to: parts[0], among: known))
        }
        guard parts.count == 2, let score = Digits.value(parts[1]), (1...5).contains(score) else {
            throw .factorOutOfRange(factor.rawValue)
        }
        self.init(factor: factor, score: score)
    }
}
