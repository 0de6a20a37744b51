import Testing

@testable import badlink

/// What one direction of a connection hands over, in virtual time.
@Suite struct FlowTests {
    @Test func `bytes come in order, not before their time, and then the end`() {
        var flow = Flow()
        flow.add([1, 2, 3], arriving: 10)
        flow.add([4], arriving: 20)
        flow.end(.finished, arriving: 20)
        #expect(flow.arrived(at: 9) == [] && flow.nextArrival == 10)
        #expect(flow.arrived(at: 10) == [1, 2, 3] && flow.waitingBytes(at: 10) == 3)
        flow.remove(2)
        #expect(flow.arrived(at: 10) == [3])
        flow.remove(1)
        #expect(flow.arrived(at: 19) == [] && flow.end(at: 20) == nil)
        #expect(flow.arrived(at: 20) == [4])
        flow.remove(1)
        #expect(flow.end(at: 19) == nil && flow.end(at: 20) == .finished)
    }

    @Test func `a flow that was cleared still ends`() {
        var flow = Flow()
        flow.add([1], arriving: 10)
        flow.end(.reset, arriving: 12)
        flow.clear()
        #expect(flow.arrived(at: 11) == [] && flow.nextArrival == 12)
        #expect(flow.end(at: 12) == .reset)
    }
}
