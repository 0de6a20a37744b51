/// A question for a case that this site may not see yet: its code, and what only its owner knows.
package struct LookUp: Equatable, Sendable {
    /// A slip number or an official code, as it was typed.
    package let code: String
    /// The secret of the slip, or the last four digits of the applicant's identity number.
    package let proof: String

    package init(code: String, proof: String) {
        self.code = code
        self.proof = proof
    }
}

/// What came of a look-up.
package enum LookUpResult: Equatable, Sendable {
    /// These cases may be seen until then, in milliseconds since 1970 on the hub's clock.
    case lent([RecordName], until: Int64)
    /// There is no such case, or the proof is not its own: which of the two is not said.
    case unproved
    /// Too many wrong proofs were given for it today.
    case tooOften
}

extension CBOREncoder {
    mutating func lookUp(_ lookUp: LookUp) {
        array(2)
        text(lookUp.code)
        text(lookUp.proof)
    }

    /// `[0, until, [record …]]`, `[1]` or `[2]`.
    mutating func lookUpResult(_ result: LookUpResult) {
        switch result {
        case .lent(let records, let until):
            array(3)
            unsigned(0)
            integer(until)
            array(records.count)
            for record in records { bytes(record.bytes) }
        case .unproved:
            array(1)
            unsigned(1)
        case .tooOften:
            array(1)
            unsigned(2)
        }
    }
}

extension CBORDecoder {
    mutating func lookUp() throws(WireError) -> LookUp {
        try tuple(2)
        return LookUp(
            code: try text(limit: Limits.wordBytes), proof: try text(limit: Limits.wordBytes))
    }

    mutating func lookUpResult() throws(WireError) -> LookUpResult {
        let start = offset
        let count = try array(limit: 3)
        switch (try unsigned(), count) {
        case (0, 3):
            let until = try integer()
            var records: [RecordName] = []
            for _ in 0..<(try array(limit: Limits.casesPerLookUp)) {
                records.append(try recordName())
            }
            return .lent(records, until: until)
        case (1, 1): return .unproved
        case (2, 1): return .tooOften
        default: throw .outOfRange(at: start)
        }
    }
}
