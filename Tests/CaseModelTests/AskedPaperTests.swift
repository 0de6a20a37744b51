import Testing

@testable import CaseModel

/// Papers that a supplement request asks for beside those of the procedure.
@Suite struct AskedPaperTests {
    private static func view(_ requests: [String]...) -> CaseView {
        var fields: [String: String] = [:]
        for (index, items) in requests.enumerated() {
            let wait = CaseWait.Kind.supplement(.init(items: items, reason: "còn thiếu"))
            fields["supplement.\(index + 1)"] = wait.value(
                at: 1_795_000_000_000, by: "Hà", back: .accepted)
            if index + 1 < requests.count {
                fields["supplement.\(index + 1).ended"] = "2026-11-20T08:00:00+07:00"
            }
        }
        return CaseView(fields: fields)
    }

    private var listed: String { Procedure.full.papers[0].nameVi }

    @Test func `what the procedure lists is no paper beside it`() throws {
        let view = Self.view([listed.uppercased(), "Ảnh 3x4"])
        let asked = view.askedPapers(beside: .full)
        #expect(asked == [AskedPaper(key: "anh-3x4", name: "Ảnh 3x4")])
        #expect(view.openKeys(of: .full) == [Procedure.full.papers[0].key, "anh-3x4"])
        #expect(view.paperName("anh-3x4", of: .full)?.vi == "Ảnh 3x4")
        #expect(view.paperName("anh", of: .full) == nil)
    }

    @Test func `two papers never share a key, and what was brought is not waited for`() {
        let view = Self.view(["Ảnh 3x4"], ["Ánh 3x4", "Ảnh 3x4"])
        let keys = view.askedPapers(beside: .full).map(\.key)
        #expect(keys == ["anh-3x4", "anh-3x4-2"])
        #expect(Self.view(["Ảnh 3x4"], ["Đơn"]).openKeys(of: .full) == ["don"])
    }

    @Test func `only what was asked for can be handed in beside the list`() throws {
        let asked = Self.view(["Ảnh 3x4"]).askedPapers(beside: .full)
        #expect(
            try CaseEdit.normalised(
                field: "papers.anh-3x4", value: "original×1", procedure: .full, asked: asked)
                == "original×1")
        #expect(throws: DraftError.self) {
            try CaseEdit.normalised(
                field: "papers.anh-4x6", value: "original×1", procedure: .full, asked: asked)
        }
        #expect(
            try CaseDocument.paperKey("ảnh 3X4", procedure: .full, asked: asked) == "anh-3x4")
        #expect(throws: DraftProblem.self) {
            try CaseDocument.paperKey("Ảnh 4x6", procedure: .full, asked: asked)
        }
    }
}
