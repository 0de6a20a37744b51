package import SyncProtocol

/// Why a bundle was not taken in; nothing was changed.
package enum BundleRefusal: Error, Equatable {
    /// It is on its way to the hub.
    case onItsWay
    case otherSite(SiteNumber)
    /// No seal of this site and its hub opens it.
    case foreign
    /// Another life of the hub, or another hub, has answered.
    case foreignHub
    /// It answers nothing that this replica has asked and remembers.
    case notAsked
    case replica(ReplicaError)
}
