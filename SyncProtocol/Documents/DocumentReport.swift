/// What the hub says of a document that a request spoke of.
package struct DocumentReport: Equatable, Sendable {
    package let document: DocumentReference
    package let verdict: DocumentVerdict

    package init(_ document: DocumentReference, _ verdict: DocumentVerdict) {
        self.document = document
        self.verdict = verdict
    }
}

/// What the hub wants of one document.
package enum DocumentVerdict: Equatable, Sendable {
    /// Nothing: its content is at the hub, checked and durable, and counts as this site's.
    case here
    /// These bytes, of the first that it lacks.
    case wanted(ByteRanges)
    /// The hub has the content from elsewhere: the hash of the whole, keyed with these bytes, shows
    /// that this site has it too (design §5).
    case prove(nonce: [UInt8])
    /// Nothing, ever: what came was thrown away.
    case refused(DocumentRefusal)
    /// Nothing: no event of this site that stands names it.
    case unnamed
    /// Nothing now: the hub cannot store it at the moment.
    case later

    /// Bytes of a nonce.
    package static let nonceBytes = 32
}

/// Why the content of a document was thrown away.
package enum DocumentRefusal: UInt64, Sendable {
    /// It is not what its name says.
    case wrongContent = 1
    /// It is no PDF, JPEG or PNG, or a damaged one.
    case kindNotTaken = 2
    /// The point itself has lost it; never on the wire.
    case lostHere = 100
}

extension CBOREncoder {
    /// Each report is `[digest, length, verdict]`, or has one item more for what goes with it.
    mutating func reports(_ reports: [DocumentReport]) {
        array(reports.count)
        for report in reports {
            switch report.verdict {
            case .here, .unnamed, .later: array(3)
            case .wanted, .prove, .refused: array(4)
            }
            document(report.document)
            verdict(report.verdict)
        }
    }

    private mutating func verdict(_ verdict: DocumentVerdict) {
        switch verdict {
        case .here: unsigned(0)
        case .wanted(let ranges):
            unsigned(1)
            ranges.encode(into: &self)
        case .prove(let nonce):
            unsigned(2)
            bytes(nonce)
        case .refused(let reason):
            unsigned(3)
            unsigned(reason.rawValue)
        case .unnamed: unsigned(4)
        case .later: unsigned(5)
        }
    }
}

extension CBORDecoder {
    mutating func reports() throws(WireError) -> [DocumentReport] {
        var reports: [DocumentReport] = []
        for _ in 0..<(try array(limit: Limits.reportsPerAnswer)) {
            let start = offset
            let count = try array(limit: 4)
            let document = try document()
            let verdict = try verdict(lengthBytes: document.lengthBytes)
            let isLong =
                switch verdict {
                case .here, .unnamed, .later: false
                case .wanted, .prove, .refused: true
                }
            guard count == (isLong ? 4 : 3) else { throw .outOfRange(at: start) }
            reports.append(DocumentReport(document, verdict))
        }
        return reports
    }

    private mutating func verdict(lengthBytes: Int) throws(WireError) -> DocumentVerdict {
        let start = offset
        switch try unsigned() {
        case 0: return .here
        case 1:
            let ranges = try ByteRanges(from: &self, lengthBytes: lengthBytes)
            guard !ranges.ranges.isEmpty else { throw .outOfRange(at: start) }
            return .wanted(ranges)
        case 2:
            let nonce = try bytes(limit: DocumentVerdict.nonceBytes)
            guard nonce.count == DocumentVerdict.nonceBytes else { throw .outOfRange(at: start) }
            return .prove(nonce: nonce)
        case 3:
            // A reason of a newer hub is still a reason: what came was thrown away all the same.
            return .refused(DocumentRefusal(rawValue: try unsigned()) ?? .kindNotTaken)
        case 4: return .unnamed
        case 5: return .later
        default: throw .outOfRange(at: start)
        }
    }
}
