/// What is wrong with the line of a card's QR code.
package enum CardScanError: Error, Equatable, Sendable {
    case tooFewFields(found: Int)
    case tooLong
    case identity(IdentityError)
    case nameMissing
    case uncleanText
    case birthDate(DateError)
    case sex
    case issueDate(DateError)
}

/// What the QR code of an identity card says, typed by a scanner as one line.
///
/// `id|old id|full name|ddMMyyyy birth|sex|address|ddMMyyyy issued`;
/// further fields are passed over.
package struct CardScan: Equatable, Sendable {
    package let identity: IdentityNumber
    /// The number of the paper that the card replaced; absent on first cards.
    package let oldIdentity: String?
    package let name: String
    package let birthDate: CivilDate
    package let sex: Sex
    package let address: String
    package let issuedOn: CivilDate

    /// Reads the line, or says what about it is wrong.
    package init(line: String) throws(CardScanError) {
        guard line.utf8.count <= 2000 else { throw .tooLong }
        let parts = line.split(separator: "|", omittingEmptySubsequences: false)
            .map { VietnameseText.trimmed(String($0)) }
        guard parts.count >= 7 else { throw .tooFewFields(found: parts.count) }
        guard parts.prefix(7).allSatisfy(VietnameseText.isClean) else { throw .uncleanText }
        guard !parts[2].isEmpty else { throw .nameMissing }
        guard let sex = Sex(text: parts[4]) else { throw .sex }
        do throws(IdentityError) {
            identity = try IdentityNumber(parts[0])
        } catch {
            throw .identity(error)
        }
        oldIdentity = parts[1].isEmpty ? nil : parts[1]
        name = parts[2]
        birthDate = try CardScan.date(parts[3], CardScanError.birthDate)
        self.sex = sex
        address = parts[5]
        issuedOn = try CardScan.date(parts[6], CardScanError.issueDate)
    }

    private static func date(
        _ text: String, _ wrap: (DateError) -> CardScanError
    ) throws(CardScanError) -> CivilDate {
        do throws(DateError) {
            return try CivilDate(text)
        } catch {
            throw wrap(error)
        }
    }
}
