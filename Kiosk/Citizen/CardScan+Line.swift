import CaseModel

extension CardScan {
    /// The card of a line that a scanner has typed; nil for any other line, as people do not type
    /// six bars.
    static func scanned(_ line: String) -> Result<CardScan, CardScanError>? {
        guard line.count(where: { $0 == "|" }) >= 5 else { return nil }
        do throws(CardScanError) {
            return .success(try CardScan(line: line))
        } catch {
            return .failure(error)
        }
    }
}

extension IdentityNumber {
    /// What shows that somebody may see a case, beside its number.
    var lastFour: String { String(text.suffix(4)) }
}
