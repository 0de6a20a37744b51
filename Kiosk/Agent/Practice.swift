import Frontend
import Replica
import SQLite
import Transport

/// A point to practise at: the real catalogue, nobody's cases, and no way to the centre.
enum Practice {
    /// Makes the folder anew and returns it; nothing of the last practice is left.
    static func folder(beside desk: Desk) throws(Failure) -> String {
        let real = try Point(desk)
        let folder = real.folder + "/practice"
        do throws(FileFailure) {
            try Files.createPrivateDirectory(folder)
        } catch {
            throw Failure(error)
        }
        let path = folder + "/replica.db"
        let replica = try Point.open(path, mode: .readWriteCreate)
        try Failure.replica(path) { () throws(ReplicaError) in
            try replica.takeReference(from: real.path)
        }
        return folder
    }
}
