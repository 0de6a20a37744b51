/// Reads JSON text (RFC 8259), strictly and within limits.
package struct JSONReader: Sendable {
    /// How many arrays and objects may be open at once.
    package static let deepest = 64

    private let limitBytes: Int

    /// Makes a reader that refuses texts longer than the limit.
    package init(limitBytes: Int = 1 << 20) {
        self.limitBytes = limitBytes
    }

    /// Reads one text in UTF-8; a byte order mark at its beginning is skipped.
    package func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        guard bytes.count <= limitBytes else {
            throw .tooLarge(bytes: bytes.count, limit: limitBytes)
        }
        let start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
        var parser = JSONParser(bytes, from: start)
        do throws(JSONError) {
            return try parser.document()
        } catch {
            // The strings of a text that is read are checked one by one and the rest is ASCII; of
            // one that is not, people are told first when it is no text at all.
            try Self.expectUTF8(bytes, from: start)
            throw error
        }
    }

    private static func expectUTF8(_ bytes: [UInt8], from start: Int) throws(JSONError) {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span.extracting(start...))
        } catch {
            throw .notUTF8(offset: start + error.byteOffsets.lowerBound)
        }
    }
}
