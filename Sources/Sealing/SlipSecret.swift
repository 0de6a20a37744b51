/// The look-up secret on a slip: a keyed hash of the creating event's hash that both ends can make
/// and that is never sent (design §6).
package enum SlipSecret {
    /// The key that a kiosk and the hub derive from the one-time secret of the enrolment.
    package static func key(enrolmentSecret: [UInt8]) -> [UInt8] {
        Blake2b.hash(Array("motcua slip key".utf8) + enrolmentSecret)
    }

    /// Thirty bits of the keyed hash; six characters when written in base 32.
    package static func bytes(eventHash: [UInt8], key: [UInt8]) -> [UInt8] {
        Array(Blake2b.hash(eventHash, key: key).prefix(4))
    }
}
