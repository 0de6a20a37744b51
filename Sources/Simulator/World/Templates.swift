import CentralStore
import Replica
import SQLite
import Sealing

/// Freshly made stores, so that a world does not run the same migrations for each of its machines.
struct Templates {
    let hub: VirtualDisk.Image
    let kiosk: VirtualDisk.Image
    /// Dear to make, and the same for all.
    let compression = Compression.standard

    static let hubFile = "central.db"
    static let kioskFile = "kiosk.db"

    init() {
        hub = Self.image { disk in
            do throws(StoreError) {
                _ = try SQLiteStore(path: Self.hubFile, disk: disk)
            } catch {
                preconditionFailure("no empty central store: \(error)")
            }
        }
        kiosk = Self.image { disk in
            do throws(ReplicaError) {
                _ = try Replica(path: Self.kioskFile, disk: disk)
            } catch {
                preconditionFailure("no empty replica: \(error)")
            }
        }
    }

    private static func image(_ make: (VirtualDisk) -> Void) -> VirtualDisk.Image {
        let disk = VirtualDisk()
        make(disk)
        return disk.image
    }
}
