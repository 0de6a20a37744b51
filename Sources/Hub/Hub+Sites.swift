package import CentralStore
import CaseRecords
import Sealing
package import SyncProtocol

/// The registry of points.
extension Hub {
    /// What the operator says about a new point.
    package struct NewPoint: Sendable {
        package let name: String
        package let unit: String
        package let type: String

        package init(name: String, unit: String, type: String) {
            self.name = name
            self.unit = unit
            self.type = type
        }
    }

    /// How long an enrolment code is good for, in milliseconds: thirty days.
    package static let enrolmentLifetime: Int64 = 30 * 86_400_000

    /// Reserves a site number for a point, before the point has ever been heard of.
    ///
    /// The one-time secret is not kept, only the key that both ends make of it.
    package func enrol(
        _ point: NewPoint, secret: [UInt8], now: Int64
    ) throws(HubError) -> SiteNumber {
        try act { () throws(HubError) in
            try HubError.wrap { () throws(StoreError) in
                let number = try store.reserveSite()
                var site = Site(
                    number: number, name: point.name, unit: point.unit, type: point.type)
                site.enrolmentKey = EnrolmentSecret.key(secret)
                site.enrolmentExpires = now + Self.enrolmentLifetime
                site.slipKey = SlipSecret.key(enrolmentSecret: secret)
                try store.put(site)
                _ = try write(
                    RecordKind.point, actor: "operator", context: VectorClock(),
                    fields: [
                        .init("site", .text("\(number)")), .init("name", .text(point.name)),
                        .init("unit", .text(point.unit)), .init("type", .text(point.type)),
                    ], now: now)
                return number
            }
        }
    }

    /// Prints a new code for a point that has lost its key: the branch goes on, the key that it had
    /// opens nothing any more. Gives nil when there is no such point.
    package func enrolAgain(
        _ number: SiteNumber, secret: [UInt8], now: Int64
    ) throws(HubError) -> Site? {
        try change(number) { site in
            site.enrolmentKey = EnrolmentSecret.key(secret)
            site.enrolmentExpires = now + Self.enrolmentLifetime
            site.publicKey = nil
            site.nextKey = nil
            site.keyOrder = keyOrder(after: site)
        }
    }

    func change(
        _ number: SiteNumber, _ body: (inout Site) -> Void
    ) throws(HubError) -> Site? {
        try act { () throws(HubError) in
            try HubError.wrap { () throws(StoreError) in
                guard !hubs.contains(number), var site = try store.site(number) else { return nil }
                body(&site)
                try store.put(site)
                return site
            }
        }
    }

    /// All branches that the hub knows, its own included.
    package func sites() throws(HubError) -> [Site] {
        try HubError.wrap(store.sites)
    }

    /// The name of a point, for lists and conflicts.
    package func pointName(_ number: SiteNumber) -> String? {
        // A name that cannot be read now leaves the number to be shown, and nothing is lost.
        try? store.site(number)?.name
    }
}
