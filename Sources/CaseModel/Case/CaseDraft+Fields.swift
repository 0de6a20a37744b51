extension CaseDraft {
    /// The fields of the event that creates the case, in the order of their names.
    ///
    /// To be called after `validate`. The state is not set: a case without one is submitted. The
    /// unit is the draft's, else the catalogue's if it names exactly one, else `defaultUnit`; the
    /// date promised is computed from the time of reception, else from `now`. `documents` are the
    /// files of the papers, which are durable already. Of the procedure the case keeps what held
    /// when it was received, because the catalogue changes: version, name, limit and fee.
    package func fields(
        procedure: Procedure, version: UInt64? = nil, defaultUnit: String?, now: Int64,
        calendar: WorkingCalendar, documents: [CaseDocument] = []
    ) throws(DraftError) -> [(name: String, value: String)] {
        var writer = FieldWriter()
        writer.add("procedure", procedure.code)
        writer.add("procedure.name", procedure.nameVi)
        writer.add("procedure.version", version.map { String($0) })
        writer.add("procedure.fee", fee(procedure)?.least.map { String($0) })
        applicant.write(to: &writer, path: "applicant")
        helper?.write(to: &writer, path: "helper")
        writer.add("unit", competentUnit(procedure, defaultUnit: defaultUnit))
        writer.add("channel", channel.rawValue)
        writer.add("delivery", delivery.kind.rawValue)
        writer.add("delivery.point", delivery.point)
        writer.add("delivery.address", delivery.address)
        writer.add("received_at", receivedAt.map(Instant.iso))
        for answer in answers {
            let value = try procedure.storedAnswer(key: answer.key, answer.value)
            writer.add("answers.\(answer.key)", value)
        }
        try write(papers, procedure, to: &writer)
        for document in documents {
            writer.add(document.field, document.value)
        }
        for consent in consents { writer.add(consent.purpose.field, consent.answer.rawValue) }
        writer.add("note", note)
        writer.add("reference", reference)
        let due = calendar.due(
            receivedAt: receivedAt ?? now, procedure: procedure, channel: channel)
        writer.add("due", due.map(Instant.iso))
        // A case keeps the limit under which it was received, whatever the catalogue says later.
        writer.add("limit", TimeLimit(procedure, channel).text)
        return writer.sorted
    }

    /// What it costs, by what was answered.
    package func fee(_ procedure: Procedure) -> Procedure.Fee? {
        procedure.channel(channel)?.fee?.settled { key in
            answers.last { $0.key == key }?.value
        }
    }

    /// The unit that decides: the draft's, else the catalogue's if it names exactly one.
    package func competentUnit(_ procedure: Procedure, defaultUnit: String?) -> String? {
        unit ?? (procedure.units.count == 1 ? procedure.units[0] : nil) ?? defaultUnit
    }

    /// The keys of the papers that name a file, with their places in the draft and their paths.
    package func files(
        procedure: Procedure
    ) throws(DraftError) -> [(paper: String, place: String, path: String)] {
        var files: [(paper: String, place: String, path: String)] = []
        for (index, given) in papers.enumerated() {
            guard let path = given.file else { continue }
            let key = try FieldCheck.at("papers[\(index)].paper") { () throws(DraftProblem) in
                try procedure.paperKey(given.paper)
            }
            files.append((key, "papers[\(index)].file", path))
        }
        return files
    }

    /// One field for each paper: `original×1`, or `original×1 copy×2`.
    private func write(
        _ papers: [PaperGiven], _ procedure: Procedure, to writer: inout FieldWriter
    ) throws(DraftError) {
        var counts: [String: [PaperForm: Int]] = [:]
        for (index, given) in papers.enumerated() {
            let key = try FieldCheck.at("papers[\(index)].paper") { () throws(DraftProblem) in
                try procedure.paperKey(given.paper)
            }
            counts[key, default: [:]][given.kind, default: 0] += given.count
            if procedure.papers.isEmpty, counts[key]?.count == 1 {
                writer.add("papers.\(key).name", given.paper == key ? nil : given.paper)
            }
        }
        for key in counts.keys.sorted() {
            let parts = PaperCount(counts[key] ?? [:])
            writer.add("papers.\(key)", parts.text)
        }
    }
}

/// How many originals and copies of one paper were handed in.
package struct PaperCount: Equatable, Sendable {
    package var originals: Int
    package var copies: Int

    /// Counts the papers of one kind.
    package init(originals: Int, copies: Int) {
        self.originals = originals
        self.copies = copies
    }

    init(_ counts: [PaperForm: Int]) {
        self.init(originals: counts[.original] ?? 0, copies: counts[.copy] ?? 0)
    }

    /// `original×1 copy×2`; empty when there is none.
    package var text: String {
        let original = originals > 0 ? ["original×\(originals)"] : []
        let copy = copies > 0 ? ["copy×\(copies)"] : []
        return (original + copy).joined(separator: " ")
    }

    /// Reads what `text` writes; `x` may stand for `×`.
    package init?(text: String) {
        var counts: [PaperForm: Int] = [:]
        for part in text.split(separator: " ") {
            let pieces = part.split(whereSeparator: { $0 == "×" || $0 == "x" })
            guard pieces.count == 2, let form = PaperForm(rawValue: String(pieces[0])),
                let count = Digits.value(pieces[1]),
                (1...CaseLimits.paperCount).contains(count), counts[form] == nil
            else { return nil }
            counts[form] = count
        }
        guard !counts.isEmpty else { return nil }
        self.init(counts)
    }
}
