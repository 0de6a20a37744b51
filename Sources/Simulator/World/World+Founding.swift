import CaseRecords
import CentralStore
import Hub
import Replica
import SQLite
import Sealing
import SyncProtocol

/// How a world begins.
extension World {
    private static let officer = Hub.Officer(name: "Hà", now: dawn)

    /// Starts the centre on an empty store.
    func found() throws(Broken) {
        hub.disk.restore(templates.hub)
        let epochBits = dice.next()
        let branchEpoch = dice.next()
        do throws(StoreError) {
            let store = try SQLiteStore(path: Templates.hubFile, disk: hub.disk)
            do throws(HubError) {
                try Hub.initialise(store, epochBits: epochBits, branchEpoch: branchEpoch)
                _ = try Hub(store: store).importReference(
                    RecordKind.procedure,
                    [
                        .init(
                            key: "1.001193", fields: [("code", "1.001193"), ("name", "Khai sinh")])
                    ],
                    by: Self.officer)
            } catch {
                throw StoreError.damaged("\(error)")
            }
        } catch {
            throw Broken(.unexpected, "no centre: \(error)")
        }
        _ = try openHub()
    }

    /// Gives a new point its number and its code, and enrols it.
    func enrol() throws(Broken) {
        guard let centre = hub.hub else { return }
        let number = kiosks.count
        let secret = (0..<16).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
        let point = Hub.NewPoint(name: "Điểm \(number)", unit: Self.unit, type: "post")
        do throws(HubError) {
            let site = try centre.enrol(point, secret: secret, now: wall(hub.clockError))
            let epoch = dice.next()
            let machine = KioskMachine(
                number: number, site: site, keys: KeyList(using: &dice),
                head: Head(epoch: epoch))
            kiosks.append(machine)
            hub.sites[site] = .init()
            machine.disk.restore(templates.kiosk)
            try enrol(machine, point, secret, epoch)
        } catch {
            guard hub.disk.failures > 0 else {
                throw Broken(.unexpected, "the centre enrols nobody: \(error)")
            }
        }
    }

    private func enrol(
        _ machine: KioskMachine, _ point: Hub.NewPoint, _ secret: [UInt8], _ epoch: UInt64
    ) throws(HubError) {
        let key = hub.seal.keys.newest
        do throws(ReplicaError) {
            let replica = try Replica(path: Templates.kioskFile, disk: machine.disk)
            try replica.enrol(
                Identity(
                    site: machine.site, name: point.name, unit: point.unit, type: point.type,
                    hubAddress: "http://127.0.0.1:1",
                    hubKey: .init(number: key.number, publicKey: key.pair.publicKey),
                    keyNumber: machine.keys.newest.number, enrolment: secret, code: secret,
                    slipKey: SlipSecret.key(enrolmentSecret: secret)),
                epoch: epoch)
            machine.replica = replica
        } catch {
            throw .store(.damaged("\(error)"))
        }
    }
}
