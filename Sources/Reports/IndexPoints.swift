/// How many points of the index an indicator brings, and from which share on all of them.
///
/// The authorities change these numbers: they are settings.
package struct IndexPoints: Equatable, Sendable {
    package let indicator: String
    /// At most so many points.
    package let points: Int
    /// The share in per cent that brings all of them.
    package let mark: Int

    /// What Decision 766 says as far as it is known: the groups' points stand on their main
    /// indicators.
    package static let standard = [
        IndexPoints(indicator: "1.4", points: 18, mark: 100),
        IndexPoints(indicator: "2.1", points: 20, mark: 100),
        IndexPoints(indicator: "3.3", points: 12, mark: 50),
        IndexPoints(indicator: "3.6", points: 10, mark: 100),
        IndexPoints(indicator: "4.2", points: 11, mark: 80),
        IndexPoints(indicator: "4.3", points: 11, mark: 80),
        IndexPoints(indicator: "5.4", points: 18, mark: 90),
    ]

    package init(indicator: String, points: Int, mark: Int) {
        self.indicator = indicator
        self.points = points
        self.mark = mark
    }

    /// Reads `3.3=12/50`; nil when it is something else, or no such share.
    package init?(text: String) {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2,
            let known = Indicator.all.first(where: { $0.id == parts[0] }),
            known.share(Tally()).measure == .percent
        else { return nil }
        let numbers = parts[1].split(separator: "/", omittingEmptySubsequences: false)
        guard numbers.count == 2, let points = Int(numbers[0]), (0...100).contains(points),
            let mark = Int(numbers[1]), (1...100).contains(mark)
        else { return nil }
        self.init(indicator: String(parts[0]), points: points, mark: mark)
    }

    /// The points for a share in hundredths: all from the mark on, below it in proportion.
    package func hundredths(of share: Share) -> Int? {
        guard let rate = share.hundredths else { return nil }
        return min(points * 100, (rate * points + mark / 2) / mark)
    }
}
