/// A paper that a supplement request asks for beside those of the procedure.
///
/// It is known by a key made of its name, so that every site that knows the request finds the same
/// key, and the request says what the key is called.
package struct AskedPaper: Equatable, Sendable {
    package let key: String
    package let name: String
}

extension CaseView {
    /// The papers that were asked for and are not the procedure's, in the order of the requests.
    package func askedPapers(beside procedure: Procedure?) -> [AskedPaper] {
        var taken = Set((procedure?.papers ?? []).map(\.key))
        var papers: [AskedPaper] = []
        for name in requestedItems
        where listedKey(name, procedure) == nil && !papers.contains(where: { $0.name == name }) {
            let key = Slug.make(name, unlike: taken)
            taken.insert(key)
            papers.append(AskedPaper(key: key, name: name))
        }
        return papers
    }

    /// The keys of the papers that are asked for and still waited for.
    package func openKeys(of procedure: Procedure?) -> Set<String> {
        let asked = askedPapers(beside: procedure)
        let names = waits.filter { $0.endedAt == nil }.flatMap(\.items)
        return Set(
            names.compactMap { name in
                listedKey(name, procedure) ?? asked.first { $0.name == name }?.key
            })
    }

    /// What a paper is called: by the procedure, by whoever handed it in, or by the request.
    package func paperName(_ key: String, of procedure: Procedure?) -> (vi: String, en: String)? {
        if let paper = procedure?.papers.first(where: { $0.key == key }) {
            return (paper.nameVi, paper.nameEn ?? paper.nameVi)
        }
        let name =
            fields["papers.\(key).name"]
            ?? askedPapers(beside: procedure).first { $0.key == key }?.name
        return name.map { ($0, $0) }
    }

    private var requestedItems: [String] { waits.flatMap(\.items) }

    /// The key of the procedure's paper that an item names.
    private func listedKey(_ item: String, _ procedure: Procedure?) -> String? {
        guard let procedure, !procedure.papers.isEmpty else { return nil }
        // What is none of its papers is one that was asked for beside them.
        return try? procedure.paperKey(item)
    }
}

extension CaseWait {
    /// The papers that are waited for.
    fileprivate var items: [String] {
        switch kind {
        case .supplement(let request): request.items
        case .agency: []
        }
    }
}
