import Console
import Frontend

/// The commands about points that may not send any more.
extension CentralProgram {
    static var revoking: [CommandSpec] {
        [
            CommandSpec(
                "revoke",
                Localized(
                    vi: "thu hồi quyền gửi của một điểm",
                    en: "let a stolen point send nothing more"),
                details: Localized(
                    vi: "Những gì điểm gửi sau đó được giữ niêm phong, có giới hạn, cho đến khi: "
                        + "central readmit. Với --since: liệt kê những gì đến từ lúc đó và đánh "
                        + "dấu các hồ sơ liên quan.",
                    en: "What it sends later is kept sealed, within bounds, until: central "
                        + "readmit. With --since: lists what came since then and flags its cases."),
                options: [
                    .value(
                        "since", "TIME",
                        Localized(
                            vi: "từ lúc nào thì đáng ngờ, ví dụ 2026-11-22",
                            en: "since when its work is doubtful, for example 2026-11-22"))
                ],
                arguments: [ArgumentSpec("SITE")]),
            CommandSpec(
                "readmit",
                Localized(
                    vi: "nhận lại một điểm và những gì nó đã gửi trong lúc bị thu hồi",
                    en: "take a revoked point back, and what it has sent meanwhile"),
                options: [
                    .flag(
                        "dry-run",
                        Localized(
                            vi: "chỉ cho xem những gì đang được giữ",
                            en: "only show what is kept"))
                ],
                arguments: [ArgumentSpec("SITE")]),
            CommandSpec(
                "reassign",
                Localized(
                    vi: "giao hồ sơ chưa xong của một điểm cho điểm khác",
                    en: "give the unfinished cases of a point to another"),
                options: [
                    .value(
                        "to", "SITE", Localized(vi: "điểm nhận", en: "the other point"),
                        isRequired: true)
                ],
                arguments: [ArgumentSpec("SITE")]),
        ]
    }
}
