import Testing

@testable import Console

/// How near two words are, and which is offered.
@Suite struct SuggestionTests {
    @Test(arguments: [
        ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("sycn", "sync", 1),
        ("kitten", "sitting", 3), ("lista", "list", 1), ("đơn", "don", 2),
    ])
    func `the distance counts letters to change, and is the same both ways`(
        first: String, second: String, distance: Int
    ) {
        #expect(Suggestion.editDistance(first, second) == distance)
        #expect(Suggestion.editDistance(second, first) == distance)
    }

    @Test func `the nearest is offered, of equals the first, and none that is far`() {
        #expect(Suggestion.nearest(to: "shwo", among: ["list", "show", "shop"]) == "show")
        #expect(Suggestion.nearest(to: "sho", among: ["shop", "show"]) == "shop")
        #expect(Suggestion.nearest(to: "shout", among: ["list"]) == nil)
        #expect(Suggestion.nearest(to: "a", among: ["bc"]) == nil)
        #expect(Suggestion.nearest(to: "9", among: ["1", "2"]) == nil)
        #expect(Suggestion.nearest(to: String(repeating: "a", count: 9999), among: ["a"]) == nil)
    }
}
