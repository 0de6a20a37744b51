extension CompressionDictionary {
    /// All dictionaries that ever were in use; the newest is written with, all can be read with.
    ///
    /// They are made by `Tests/train-dictionary` and never changed or removed: bundles and kiosks
    /// that come late were written with the one of their day.
    package static func shipped() throws(CompressionError) -> [CompressionDictionary] {
        [try CompressionDictionary(number: 2, bytes: PackageResources.dictionary_2_zdict)]
    }
}
