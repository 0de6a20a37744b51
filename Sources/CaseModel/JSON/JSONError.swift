/// Why a text was not read as JSON; offsets count the text's bytes from 0.
package enum JSONError: Error, Equatable, Sendable {
    case notUTF8(offset: Int)
    /// The text is not JSON as RFC 8259 defines it, from this byte on.
    case malformed(offset: Int)
    /// What is there is JSON, but not to its end: nothing, or half of it.
    case endsEarly
    case tooLarge(bytes: Int, limit: Int)
    case tooDeep(limit: Int)
    /// An object has two members of one name; the path names the second, for example "$.a[0].b".
    case duplicateName(path: String)
    /// An escape for U+0000 or for half a surrogate pair, which no text of ours can hold.
    case forbiddenCharacter(offset: Int)
}
