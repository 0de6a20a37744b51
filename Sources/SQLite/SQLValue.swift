/// A value to bind to a placeholder of a statement.
package enum SQLValue: Equatable, Sendable {
    case null
    case int(Int64)
    case text(String)
    case blob([UInt8])

    /// Takes an integer, or NULL for nil.
    package init(_ integer: Int64?) {
        self = if let integer { .int(integer) } else { .null }
    }

    /// Takes a text, or NULL for nil.
    package init(_ text: String?) {
        self = if let text { .text(text) } else { .null }
    }

    /// Takes bytes, or NULL for nil.
    package init(_ bytes: [UInt8]?) {
        self = if let bytes { .blob(bytes) } else { .null }
    }
}

extension SQLValue: ExpressibleByNilLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByStringLiteral
{
    /// Takes the literal `nil` as NULL.
    package init(nilLiteral: ()) {
        self = .null
    }

    /// Takes an integer literal.
    package init(integerLiteral value: Int64) {
        self = .int(value)
    }

    /// Takes a string literal.
    package init(stringLiteral value: String) {
        self = .text(value)
    }
}
