/// The one-time secret of an enrolment code: eighty random bits that nobody can try out without the
/// hub's answer.
package enum EnrolmentSecret {
    /// Bytes of a new secret.
    package static let bytes = 10

    /// The pre-shared key that both ends make of it; the secret itself is never sent or stored at
    /// the hub.
    package static func key(_ secret: [UInt8]) -> [UInt8] {
        Blake2b.hash(Array("motcua enrolment key".utf8) + secret)
    }
}
