/// What English does to words and Vietnamese does not.
package enum English {
    /// `1 case`, `3 cases`: one of a thing is called differently from several.
    package static func counted(
        _ number: some BinaryInteger, _ one: String, _ many: String
    ) -> String {
        number == 1 ? "1 \(one)" : "\(number) \(many)"
    }
}
