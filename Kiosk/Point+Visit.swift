import CaseModel
import CaseRecords
import Console
import Frontend
import Replica
import Sealing
import SyncProtocol

/// Visit tokens: given at the end of a visit, spent once on a rating.
extension Point {
    /// A new one; nothing is kept of it here.
    func visitToken() -> VisitToken {
        var generator = SystemRandomNumberGenerator()
        let random = (0..<VisitToken.randomCount).map { _ in
            UInt8.random(in: .min ... .max, using: &generator)
        }
        return VisitToken(site: identity.site.value, random: random, proof: proof(random))
    }

    /// The hash of a typed token that may be spent: whole, not an invented one of this point, and
    /// not spent as far as this point knows.
    func spend(_ typed: String) throws(Failure) -> String {
        guard let token = VisitToken(typed: typed),
            token.site != identity.site.value
                || VisitToken(site: token.site, random: token.random, proof: proof(token.random))
                    == token
        else {
            throw Failure(
                .refused,
                vi: "Mã đánh giá không đúng; xin xem lại trên phiếu, dạng V-2-XXXXXXXX-XXXXX. "
                    + "Chưa lưu gì.",
                en: "This visit token is not right; look at the slip again, it has the form "
                    + "V-2-XXXXXXXX-XXXXX. Nothing was saved.")
        }
        let hash = VisitProof.hash(token.text)
        guard try !isSpent(hash) else {
            throw Failure(
                .refused, vi: "Mã đánh giá này đã được dùng; mỗi lần giao dịch đánh giá một lần.",
                en: "This visit token was used already; a visit is rated once.")
        }
        return hash
    }

    private func proof(_ random: [UInt8]) -> [UInt8] {
        VisitProof.bytes(random: random, key: identity.slipKey)
    }

    private func isSpent(_ hash: String) throws(Failure) -> Bool {
        try store { () throws(ReplicaError) in
            guard try replica.records(kind: RecordKind.rating, matching: hash).isEmpty else {
                return true
            }
            return try replica.waitingInPool().contains { event in
                event.fields.contains { $0.name == Rating.visitField && $0.value.text == hash }
            }
        }
    }
}
