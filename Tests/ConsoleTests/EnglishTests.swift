import Console
import Testing

/// Numbers with their nouns.
@Suite struct EnglishTests {
    @Test(arguments: [(0, "0 copies"), (1, "1 copy"), (2, "2 copies"), (-1, "-1 copies")])
    func `one of a thing is not called as several are`(number: Int, text: String) {
        #expect(English.counted(number, "copy", "copies") == text)
    }
}
