import CaseModel
import Testing

@Suite struct VisitTokenTests {
    private static let token = VisitToken(
        site: 12, random: [1, 35, 69, 103, 137], proof: [171, 205, 239])

    @Test func `a token comes back from its text, however it was typed`() throws {
        let text = Self.token.text
        #expect(text.hasPrefix("V-12-") && text.count == 19)
        #expect(Self.token.random == [1, 35, 69, 103, 137])
        for typed in [
            text, text.lowercased(), " \(text.replacing("-", with: " ")) ",
            text.replacing("0", with: "O"),
            text.replacing("1", with: "I").replacing(
                "V-I2", with: "V-12"),
        ] {
            #expect(VisitToken(typed: typed) == Self.token, "\(typed)")
        }
    }

    @Test func `one wrong character is found, and so is what is no token`() {
        let text = Array(Self.token.text)
        for place in text.indices.dropFirst(5) where text[place] != "-" {
            for other in "23456789ABCDEFGHJKMNPQRSTVWXYZ" where other != text[place] {
                var wrong = text
                wrong[place] = other
                #expect(VisitToken(typed: String(wrong)) == nil, "\(String(wrong))")
            }
        }
        for typed in ["", "V", "V-12", "V-0-04", "V-x-04SMASH9-QXQQ1", "T-2-261122-1-K5Q", "V---"] {
            #expect(VisitToken(typed: typed) == nil)
        }
    }
}
