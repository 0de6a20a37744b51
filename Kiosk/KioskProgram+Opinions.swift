import CaseModel
import Console
import Frontend

/// The commands by which people say what they think, and the report on it.
extension KioskProgram {
    static var opinions: [CommandSpec] { [rate, visit, feedback, ReportChoice.command] }

    private static var anonymous: OptionSpec {
        .flag(
            "anonymous",
            Localized(
                vi: "không gắn với hồ sơ, người và giờ", en: "tied to no case, person or time"))
    }

    private static var rate: CommandSpec {
        CommandSpec(
            "rate", Localized(vi: "đánh giá mức độ hài lòng", en: "rate the service"),
            options: [
                .choice(
                    "score", ["1", "2", "3", "4", "5"],
                    Localized(
                        vi: "1 rất không hài lòng đến 5 rất hài lòng",
                        en: "1 very dissatisfied to 5 very satisfied"), isRequired: true),
                .value(
                    "factor", "NAME=1..5",
                    Localized(
                        vi: "access, procedure, official, result, feedback",
                        en: "access, procedure, official, result, feedback"), isRepeated: true),
                .value("comment", "TEXT", Localized(vi: "lời góp ý", en: "a comment")),
                frequency("harassment", "bị gây khó dễ, phiền hà", "harassed by officials"),
                frequency("extra-money", "bị đòi thêm tiền ngoài quy định", "asked for more money"),
                .value(
                    "visit", "TOKEN",
                    Localized(
                        vi: "mã đánh giá của lần giao dịch, dùng một lần",
                        en: "the token of the visit, good once")),
                anonymous, author[0],
            ],
            arguments: [ArgumentSpec("CODE", isRequired: false)])
    }

    private static func frequency(_ name: String, _ vi: String, _ en: String) -> OptionSpec {
        .choice(
            name, Rating.Frequency.allCases.map(\.rawValue),
            Localized(vi: vi + ": không, có, nhiều lần", en: en + ": never, some, many"))
    }

    private static var visit: CommandSpec {
        CommandSpec(
            "visit",
            Localized(
                vi: "mã đánh giá cho người vừa giao dịch xong",
                en: "a token for the person whose visit ends"),
            options: [author[0]])
    }

    static var given: CommandSpec {
        CommandSpec(
            "given",
            Localized(
                vi: "những gì một người đã nộp tại đây, để dùng lại",
                en: "what a person gave here before, to be used again"),
            options: [
                .value(
                    "procedure", "CODE",
                    Localized(
                        vi: "chỉ giấy tờ dùng được cho thủ tục này",
                        en: "only the papers that serve for this procedure")), author[0],
            ],
            arguments: [ArgumentSpec("IDENTITY")])
    }

    private static var feedback: CommandSpec {
        CommandSpec(
            "feedback", Localized(vi: "phản ánh, kiến nghị", en: "tell the authorities something"),
            details: Localized(
                vi: "Nội dung: regulation (quy định), conduct (thái độ, hành vi), delay (chậm "
                    + "trễ), papers (đòi thêm giấy tờ), money (đòi thêm tiền), other (khác).",
                en: "Kinds: regulation, conduct, delay, papers (unfounded demand), money (demand "
                    + "for extra money), other."),
            options: [
                .choice(
                    "kind", FeedbackKind.allCases.map(\.rawValue),
                    Localized(vi: "về việc gì", en: "what it is about"), isRequired: true),
                .value(
                    "text", "TEXT", Localized(vi: "nội dung", en: "what there is to say"),
                    isRequired: true),
                .value("case", "CODE", Localized(vi: "về hồ sơ này", en: "about this case")),
                .value(
                    "contact", "TEXT",
                    Localized(vi: "nơi nhận trả lời", en: "where an answer reaches the person")),
                anonymous, author[0],
            ])
    }
}
