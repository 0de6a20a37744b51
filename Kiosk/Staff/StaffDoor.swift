import CaseModel
import CaseModel
import Console
import Frontend
import Replica
import Transport

/// Lets nobody but the staff through, where there are staff.
enum StaffDoor {
    /// All staff in the order of their given names, also those who left.
    static func members(_ point: Point) throws(Failure) -> [Replica.StaffMember] {
        try point.store { () throws(ReplicaError) in try point.replica.staff() }
            .map { (member: $0, place: PersonOrder($0.name)) }
            .sorted { $0.place < $1.place }.map(\.member)
    }

    /// The names of those who can sign in, in the order of their given names.
    static func names(_ point: Point) throws(Failure) -> [String] {
        try members(point).filter { $0.disabled == nil }.map(\.name)
    }

    static func signIn(
        _ name: String, pin: String, _ point: Point
    ) throws(Failure) -> Replica.SignIn {
        let meant = meant(name, among: try names(point))
        let name = meant.count == 1 ? meant[0] : name
        return try point.store { () throws(ReplicaError) in
            try point.replica.signIn(name, pin: pin, now: SystemClock.wallMilliseconds())
        }
    }

    /// Whose name is meant: the whole of it, or its last words, as people are called, without its
    /// marks; everybody who bears it.
    static func meant(_ typed: String, among names: [String]) -> [String] {
        let key = VietnameseText.searchKey(typed)
        if let exact = names.first(where: { VietnameseText.searchKey($0) == key }) {
            return [exact]
        }
        return names.filter { VietnameseText.searchKey($0).hasSuffix(" " + key) }
    }

    /// What is said to one who may not pass; a wrong name and a wrong PIN sound the same.
    static func refusal(waitMilliseconds: Int64) -> Localized {
        let seconds = (waitMilliseconds + 999) / 1_000
        guard seconds > 0 else {
            return Localized(vi: "Tên hoặc mã PIN không đúng.", en: "Wrong name or PIN.")
        }
        return Localized(
            vi: "Mã PIN không đúng nhiều lần; xin đợi \(seconds) giây rồi thử lại.",
            en: "Several wrong PINs; wait " + English.counted(seconds, "second", "seconds")
                + ", then try again.")
    }
}
