import CaseModel
import Testing

@testable import kiosk

/// The token of a visit at the citizens' screens: one a visit, for whoever has not rated it.
@Suite struct CitizenVisitTests {
    private static let case3 = ["3", "T-3-261123-1-K5Q", "7KQ2MD"]
    private static let token = Booth.token.text

    private static func visit(_ lines: String...) -> Visit {
        var visit = Visit()
        visit.booth.followed = Booth.someCase
        visit.type(case3 + lines)
        return visit
    }

    @Test func `who goes without a rating is asked, and gets a token`() {
        let visit = Self.visit("q")
        #expect(
            visit.last == """

                Ông/bà chưa đánh giá lần này.
                1–5. Đánh giá ngay: 1 rất không hài lòng đến 5 rất hài lòng
                Hoặc để sau, tại bất kỳ điểm nào, với mã \(Self.token)
                Mã dùng một lần, không gắn với hồ sơ nào.
                Enter: kết thúc
                0 quay lại · ? trợ giúp · 9 đọc lại · q kết thúc
                """)
        #expect(!visit.isOver)
        #expect(Self.visit("q", "").isOver && Self.visit("q", "q").isOver)
        #expect(Self.visit("q", "0").screenName == "followed")
    }

    @Test func `a rating at the end spends the token, is of no case, and ends the visit`() {
        let visit = Self.visit("q", "4 hơi lâu")
        #expect(visit.isOver)
        #expect(visit.booth.ratings.map(\.score) == [4])
        #expect(visit.booth.ratings.first?.visit == "hash of \(Self.token)")
        #expect(visit.booth.spent == [Self.token])
    }

    @Test func `who has rated is not asked, nor who only looked around`() {
        #expect(Self.visit("5", "q").isOver)
        var other = Visit()
        other.type("1", "q")
        #expect(other.isOver)
    }

    @Test func `the slip bears the token, and a rating after it spends that`() {
        let visit = Self.visit("8", "5")
        #expect(visit.printed.joined().contains(Self.token))
        #expect(visit.booth.ratings.first?.visit == "hash of \(Self.token)")
        #expect(!Self.visit("5", "8").printed.joined().contains(Self.token))
    }

    @Test func `an earlier visit is rated by its token, once`() {
        var visit = Visit()
        visit.type("4", Self.token.lowercased(), "2", "4", Self.token)
        #expect(visit.booth.ratings.map(\.visit) == ["hash of \(Self.token)"])
        #expect(visit.last.contains("không dùng được"))
    }
}
