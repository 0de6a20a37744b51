import CentralStore
import Testing

/// Runs a body that must throw, in places where `#expect` does not fit into typed throws.
func refuse(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) {
    do {
        try body()
        Issue.record("nothing was refused", sourceLocation: sourceLocation)
    } catch {
        #expect(error is StoreError, sourceLocation: sourceLocation)
    }
}
