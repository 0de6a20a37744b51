import SyncProtocol
import Testing

/// The hub's judgement on a document of a site.
@Suite struct DocumentDeskTests {
    private func desk(
        _ state: DocumentDesk.State = .open, isHeld: Bool = false, isDisproved: Bool = false
    ) -> DocumentDesk {
        DocumentDesk(state: state, isHeld: isHeld, isDisproved: isDisproved)
    }

    @Test func `what nobody has is asked for in chunks`() {
        #expect(desk().question == .chunks && desk().takesChunks)
    }

    @Test func `what the hub has from elsewhere is to be proved, and is here then`() {
        var held = desk(isHeld: true)
        #expect(held.question == .proof)
        held.judge([1], expected: [1])
        #expect(held.question == .nothing(.here) && !held.takesChunks)
    }

    @Test func `after a wrong proof the chunks are asked for, and no other proof is judged`() {
        var held = desk(isHeld: true)
        held.judge([2], expected: [1])
        #expect(held.question == .chunks)
        held.judge([1], expected: [1])
        #expect(held.question == .chunks)
        held.complete()
        #expect(held.question == .nothing(.here))
    }

    @Test func `a proof that was not asked for proves nothing and spoils nothing`() {
        var held = desk(isHeld: true)
        held.judge([1], expected: nil)
        #expect(held == desk(isHeld: true))
        var absent = desk()
        absent.judge([1], expected: [1])
        #expect(absent == desk())
    }

    @Test(arguments: [DocumentDesk.State.unnamed, .here, .refused(.wrongContent)])
    func `what is not open takes nothing and changes nothing`(state: DocumentDesk.State) {
        var closed = desk(state, isHeld: true)
        #expect(!closed.takesChunks)
        closed.judge([1], expected: [1])
        closed.complete()
        closed.refuse(.kindNotTaken)
        #expect(closed == desk(state, isHeld: true))
    }

    @Test func `what was thrown away is never asked for again`() {
        var open = desk()
        open.refuse(.wrongContent)
        #expect(open.question == .nothing(.refused(.wrongContent)))
    }
}
