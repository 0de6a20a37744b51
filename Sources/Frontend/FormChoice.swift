import CaseModel
package import Console
package import Forms

/// What `--form` and `--width` ask for, and how a form is answered.
package enum FormChoice {
    /// The options of a command that prints forms.
    package static func options(default form: FormNumber?) -> [OptionSpec] {
        [
            .choice(
                "form", FormNumber.allCases.map(\.rawValue),
                Localized(
                    vi: "01 giấy hẹn, 02 bổ sung, 03 từ chối, 04 xin lỗi, 05 dừng, 06 kiểm soát, "
                        + "07 sổ theo dõi",
                    en: "01 slip, 02 supplement, 03 refusal, 04 apology, 05 stop, 06 control, "
                        + "07 register"), isRequired: form == nil),
            .choice(
                "width", widths.map(String.init),
                Localized(
                    vi: "số cột: 40 màn hình hẹp, 48 máy in hóa đơn, 80 giấy A4 (mặc định)",
                    en: "columns: 40 narrow screen, 48 receipt printer, 80 page (default)")),
            ascii,
        ]
    }

    private static let widths = [
        FormWriter.narrowWidth, FormWriter.receiptWidth, FormWriter.pageWidth,
    ]

    /// The widest form that a screen shows without breaking its lines; at least the narrowest.
    package static func width(fitting columns: Int) -> Int {
        widths.last { $0 <= columns } ?? FormWriter.narrowWidth
    }

    /// The flag for squares of ordinary characters.
    package static var ascii: OptionSpec {
        .flag(
            "ascii",
            Localized(
                vi: "vẽ mã QR bằng ký tự thường", en: "draw QR codes with ordinary characters"))
    }

    /// The form that was asked for.
    package static func form(_ desk: Desk) -> FormNumber {
        desk.invocation.options.value("form").flatMap(FormNumber.init) ?? .receipt
    }

    /// The width that was asked for, in columns.
    package static func width(_ desk: Desk) throws(Failure) -> Int {
        try desk.number("width") ?? FormWriter.pageWidth
    }

    /// Writes the form: `{"text": …}`, or the text itself.
    package static func say(_ lines: [String], _ desk: Desk) throws(Failure) {
        let text = lines.joined(separator: "\n")
        if desk.wantsJSON {
            try desk.say(.object([.init(name: "text", value: .text(text))]))
        } else {
            try desk.say(text)
        }
    }
}
