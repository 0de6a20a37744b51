package import SyncProtocol

/// A former life of the store: its epoch, and when a restore ended it.
package struct EndedLife: Equatable, Sendable {
    package let epoch: HubEpoch
    /// Milliseconds since 1970 UTC.
    package let ended: Int64

    package init(epoch: HubEpoch, ended: Int64) {
        self.epoch = epoch
        self.ended = ended
    }
}
