import CaseModel
import Console
import Frontend

/// The commands by which people say what they think, and the report on it.
extension KioskProgram {
    static var opinions: [CommandSpec] { [rate, feedback, ReportChoice.command] }

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
                        vi: "1 rất không hài lòng … 5 rất hài lòng",
                        en: "1 very dissatisfied … 5 very satisfied"), isRequired: true),
                .value(
                    "factor", "NAME=1..5",
                    Localized(
                        vi: "access, procedure, official, result, feedback",
                        en: "access, procedure, official, result, feedback"), isRepeated: true),
                .value("comment", "TEXT", Localized(vi: "lời góp ý", en: "a comment")),
                anonymous, author[0],
            ],
            arguments: [ArgumentSpec("CODE")])
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
