// The flat form of a procedure; every thing that a decision can amend is a field of its own.
// The names are listed in DESIGN.md.

extension Procedure {
    /// The procedure as fields, in the order of their names.
    package var fields: [(name: String, value: String)] {
        var writer = FieldWriter()
        writer.add("code", code)
        writer.add("name", nameVi)
        writer.add("name_en", nameEn)
        writer.add("field", fieldVi)
        writer.add("field_en", fieldEn)
        writer.add("levels", levels.joined(separator: ","))
        writer.add("decision", decision)
        writer.add("same_day_cutoff", sameDayCutoff)
        writer.add("result", resultVi)
        writer.add("notes", notes)
        writer.add("unsure", list: unsure)
        writer.add("units", units.joined(separator: ","))
        validity.write(to: &writer)
        for channel in channels { channel.write(to: &writer) }
        for (index, paper) in papers.enumerated() { paper.write(to: &writer, order: index + 1) }
        for (index, field) in form.enumerated() { field.write(to: &writer, order: index + 1) }
        return writer.sorted
    }

    /// Reads what `fields` writes; fields of unknown names are passed over.
    package init(fields: [String: String]) throws(CatalogueError) {
        let reader = FieldReader(fields)
        self.init(code: try reader.required("code"), nameVi: try reader.required("name"))
        nameEn = reader.text("name_en")
        fieldVi = reader.text("field") ?? ""
        fieldEn = reader.text("field_en")
        levels = reader.commaList("levels")
        decision = reader.text("decision")
        sameDayCutoff = try reader.value("same_day_cutoff") {
            TimeOfDay(text: $0).map(\.text)
        }
        resultVi = reader.text("result")
        notes = reader.text("notes")
        unsure = reader.list("unsure")
        units = reader.commaList("units")
        validity = try Validity(reader)
        for kind in ChannelKind.allCases {
            guard reader.text("channel.\(kind.rawValue)") != nil else { continue }
            channels.append(
                try Channel(kind: kind, reader: reader.under("channel.\(kind.rawValue)")))
        }
        papers = try Procedure.ordered(reader, "paper", Paper.init(key:reader:))
        form = try Procedure.ordered(reader, "form", FormField.init(key:reader:))
    }

    /// The entries of a list by their order number, then by key; entries without a name are gone.
    private static func ordered<Entry>(
        _ reader: FieldReader, _ name: String,
        _ make: (String, FieldReader) throws(CatalogueError) -> Entry?
    ) throws(CatalogueError) -> [Entry] {
        var entries: [(order: Int, entry: Entry)] = []
        for key in reader.keys(name) {
            let part = reader.under("\(name).\(key)")
            guard let entry = try make(key, part) else { continue }
            let order = try part.value("order") { Digits.value($0) }
            entries.append((order ?? Int.max, entry))
        }
        // The sort of the standard library is stable, so equal orders stay in the order of keys.
        return entries.sorted { $0.order < $1.order }.map(\.entry)
    }
}

extension Procedure.Channel {
    fileprivate func write(to writer: inout FieldWriter) {
        let name = "channel.\(kind.rawValue)"
        writer.add(name, "offered")
        writer.add("\(name).limit", limit?.text)
        writer.add("\(name).fee", fee?.amount.map(String.init))
        writer.add("\(name).fee_note", fee?.note)
        writer.add("\(name).fee_exemptions", fee?.exemptions)
        writer.add("\(name).fee_per", fee?.per)
        guard let pages = fee?.byPage else { return }
        writer.add("\(name).fee_pages.price", String(pages.price))
        writer.add("\(name).fee_pages.first", pages.first.map { String($0) })
        writer.add("\(name).fee_pages.further", pages.further.map { String($0) })
        writer.add("\(name).fee_pages.cap", pages.cap.map { String($0) })
        writer.add("\(name).fee_pages.pages", pages.pages)
    }

    fileprivate init(kind: ChannelKind, reader: FieldReader) throws(CatalogueError) {
        let money = { (name: String) throws(CatalogueError) -> Int64? in
            try reader.value(name) { Digits.value($0).map(Int64.init) }
        }
        let price = try money("fee_pages.price")
        let byPage = try price.map { (price) throws(CatalogueError) in
            Procedure.PagePrice(
                price: price, first: try reader.value("fee_pages.first") { Digits.value($0) },
                further: try money("fee_pages.further"), cap: try money("fee_pages.cap"),
                pages: reader.text("fee_pages.pages"))
        }
        let fee = Procedure.Fee(
            amount: try money("fee"), note: reader.text("fee_note"),
            exemptions: reader.text("fee_exemptions"), byPage: byPage,
            per: reader.text("fee_per"))
        self.init(
            kind: kind, limit: try reader.value("limit") { Procedure.Limit(text: $0) },
            fee: fee.isEmpty ? nil : fee)
    }
}

extension Procedure.Paper {
    fileprivate func write(to writer: inout FieldWriter, order: Int) {
        let name = "paper.\(key)"
        writer.add("\(name).order", String(order))
        writer.add("\(name).name", nameVi)
        writer.add("\(name).name_en", nameEn)
        writer.add("\(name).originals", String(originals))
        writer.add("\(name).copies", String(copies))
        writer.add("\(name).kind", kind.rawValue)
        writer.add("\(name).condition", condition)
        writer.add("\(name).when", when?.text)
        writer.add("\(name).required", required ? "yes" : nil)
    }

    fileprivate init?(key: String, reader: FieldReader) throws(CatalogueError) {
        guard let name = reader.text("name") else { return nil }
        self.init(
            key: key, nameVi: name, nameEn: reader.text("name_en"),
            originals: try reader.value("originals") { Digits.value($0) } ?? 0,
            copies: try reader.value("copies") { Digits.value($0) } ?? 0,
            kind: try reader.value("kind") { Procedure.PaperKind(rawValue: $0) } ?? .submit,
            condition: reader.text("condition"), when: try reader.condition("when"),
            required: reader.text("required") == "yes")
    }
}

extension Procedure.FormField {
    fileprivate func write(to writer: inout FieldWriter, order: Int) {
        let name = "form.\(key)"
        writer.add("\(name).order", String(order))
        writer.add("\(name).type", type.rawValue)
        writer.add("\(name).label", labelVi)
        writer.add("\(name).label_en", labelEn)
        writer.add("\(name).help", help)
        writer.add("\(name).example", example)
        writer.add("\(name).required", required ? "yes" : nil)
        writer.add("\(name).choices", choices.joined(separator: "|"))
        writer.add("\(name).when", when?.text)
        writer.add("\(name).rule", rule?.text)
    }

    fileprivate init?(key: String, reader: FieldReader) throws(CatalogueError) {
        guard let label = reader.text("label") else { return nil }
        self.init(
            key: key,
            type: try reader.value("type") { Procedure.FormFieldType(rawValue: $0) } ?? .text,
            labelVi: label, labelEn: reader.text("label_en") ?? "", help: reader.text("help"),
            example: reader.text("example"), required: reader.text("required") == "yes",
            choices: (reader.text("choices") ?? "").split(separator: "|").map(String.init),
            when: try reader.condition("when"), rule: try reader.condition("rule"))
    }
}
