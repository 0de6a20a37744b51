/// A code of a case as somebody typed it: a slip number, an official code, a caller's reference.
package enum TypedCode {
    /// What it may stand for, in the order in which it is looked up.
    ///
    /// The text as it is comes first, since a reference may look like anything; then the slip
    /// number that it is, or else the same in capitals, as official codes are printed.
    package static func readings(_ typed: String) -> [String] {
        let plain = VietnameseText.nfc(VietnameseText.trimmed(typed))
        // What is no slip number may be an official code.
        let printed = (try? SlipNumber(typed))?.text ?? plain.uppercased()
        return plain == printed ? [plain] : [plain, printed]
    }
}
