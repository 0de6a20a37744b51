import CaseModel
import CaseRecords
import Console
import Frontend
import Replica

/// `kiosk given`: what a person gave at this point before, to be offered instead of asked again.
enum GivenCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        // On a screen for everybody, typing a number would show somebody's life.
        guard point.identity.type != "kiosk" else {
            throw Failure(
                .refused, vi: "Việc này cần nhân viên tại điểm có người trực.",
                en: "This needs the staff of a point.")
        }
        _ = try point.actor(desk)
        let identity = try identity(desk.invocation.arguments[0])
        let given = try point.givenBefore(identity)
        let procedure = desk.invocation.options.value("procedure")
            .flatMap { Catalogue(point).procedure($0) }
        let papers = procedure.map(given.papers(for:)) ?? given.papers
        let fields = given.fields.sorted { $0.key < $1.key }
        if desk.wantsJSON {
            try desk.say(json(fields, papers))
        } else if fields.isEmpty, papers.isEmpty {
            try desk.say(
                vi: "Người này chưa nộp gì tại đây.", en: "This person gave nothing here before.")
        } else {
            for (name, value) in fields {
                try desk.say("  \(name): \(TerminalText.visible(value))")
            }
            for paper in papers {
                try desk.say(
                    "  " + paper.document.paper + ": " + TerminalText.visible(paper.document.value)
                        + " (\(paper.procedure))")
            }
        }
        return .done
    }

    private static func identity(_ typed: String) throws(Failure) -> IdentityNumber {
        do throws(IdentityError) {
            return try IdentityNumber(typed)
        } catch {
            throw Failure(
                DraftError(field: "applicant.identity", problem: .identity(error)))
        }
    }

    private static func json(
        _ fields: [(key: String, value: String)], _ papers: [GivenBefore.Paper]
    ) -> JSONValue {
        .object([
            .init(
                name: "fields",
                value: .object(fields.map { .init(name: $0.key, value: .text($0.value)) })),
            .init(
                name: "papers",
                value: .array(
                    papers.map { paper in
                        .object([
                            .init(name: "paper", value: .text(paper.document.paper)),
                            .init(name: "procedure", value: .text(paper.procedure)),
                            .init(name: "document", value: .text(paper.document.value)),
                        ])
                    })),
        ])
    }
}
