import Testing

@testable import CaseModel

/// The order of words and of people, capitals, and text without marks.
@Suite struct VietnameseOrderTests {
    @Test func `letters come in the order of the alphabet`() {
        let alphabet = "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y"
            .split(separator: " ").map(String.init)
        #expect(
            alphabet.reversed().sorted { VietnameseOrder($0) < VietnameseOrder($1) } == alphabet)
    }

    @Test func `tones count where all letters are the same`() {
        let words = ["ma", "mà", "mả", "mã", "má", "mạ", "mai", "mài", "mà ơi", "măng"]
        let sorted = words.sorted { VietnameseOrder($0) < VietnameseOrder($1) }
        #expect(sorted == ["ma", "mà", "mả", "mã", "má", "mạ", "mà ơi", "mai", "mài", "măng"])
    }

    @Test func `names come as a Vietnamese directory has them`() {
        let names = ["Đặng", "Dương", "Ân", "An", "Ánh", "Ẩn", "Bảo", "anh", "Anh", "Ăn", "Zoan"]
        let sorted = names.sorted { VietnameseOrder($0) < VietnameseOrder($1) }
        #expect(
            sorted == ["An", "anh", "Anh", "Ánh", "Ăn", "Ân", "Ẩn", "Bảo", "Dương", "Đặng", "Zoan"])
    }

    @Test func `people are listed by given name, then by family and middle name`() {
        let names = [
            "Trần Thị Bình", "Nguyễn Văn An", "Lê An", "Đỗ Văn Ân", "Nguyễn Thị An",
            "Hồ Thị Kăn", "Y", "Nguyễn Văn Ba",
        ]
        #expect(
            names.sorted { PersonOrder($0) < PersonOrder($1) } == [
                "Lê An", "Nguyễn Thị An", "Nguyễn Văn An", "Đỗ Văn Ân", "Nguyễn Văn Ba",
                "Trần Thị Bình", "Hồ Thị Kăn", "Y",
            ])
    }

    @Test func `the composed and the decomposed form stand at the same place`() {
        let names = ["Nguyễn Thị Thu Hằng", "Đặng Thùy Trâm", "Lưỡng Ngọc Ước"]
        for name in names {
            #expect(VietnameseOrder(name) == VietnameseOrder(decomposed(name)))
        }
    }

    private func decomposed(_ text: String) -> String {
        var scalars: [UInt32] = []
        for scalar in text.unicodeScalars { Composition.decompose(scalar.value, into: &scalars) }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars.compactMap { Unicode.Scalar($0) })
        return String(view)
    }

    @Test func `capitals keep every mark`() {
        #expect(VietnameseText.capitals("Nguyễn Thị Đào") == "NGUYỄN THỊ ĐÀO")
        #expect(VietnameseText.capitals(decomposed("ước lượng")) == "ƯỚC LƯỢNG")
        for syllable in Syllables.all where syllable.letters.count < 4 {
            let word = TypingMethod.telex.compose(Syllables.keys(syllable, .telex))
            #expect(VietnameseText.capitals(word).lowercased() == word)
        }
    }

    @Test(arguments: [
        ("Đường Nguyễn Huệ", "Duong Nguyen Hue"),
        ("0 quay lại · ? trợ giúp", "0 quay lai - ? tro giup"),
        ("— Enter: xem tiếp —", "- Enter: xem tiep -"), ("8.000 ₫…", "8.000 d..."), ("日", "?"),
        ("ƯỚC", "UOC"), ("n\u{303}", "n"),
    ])
    func `text for a terminal without Vietnamese is ASCII`(text: String, ascii: String) {
        #expect(VietnameseText.ascii(text) == ascii)
        #expect(VietnameseText.ascii(text).utf8.allSatisfy { $0 < 0x80 })
    }
}
