extension Compression {
    /// zstd as both programs use it, with every dictionary that ever was in use.
    package static var standard: Compression {
        do throws(CompressionError) {
            return try Compression(dictionaries: CompressionDictionary.shipped())
        } catch {
            preconditionFailure("the dictionaries of this program cannot be read: \(error)")
        }
    }
}
