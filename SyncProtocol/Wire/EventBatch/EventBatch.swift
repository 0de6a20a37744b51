/// A list of events as one byte string, laid out so that a compressor makes it small.
///
/// What events have in common (kinds, names of fields, structure) is listed once as a shape; their
/// values stand in columns, all values of one field together. Nothing is known about what a value
/// means, so newer kinds and fields gain as well. An event that does not fit travels as it is.
/// PROTOCOL.md, "Event batch", describes every byte.
package enum EventBatch {
    /// Packs events; unpacking gives exactly these bytes.
    package static func encode(_ events: [[UInt8]]) -> [UInt8] {
        var writer = EventBatchWriter()
        for event in events { writer.append(event) }
        return writer.takePiece()
    }

    /// Unpacks events: at most so many, of `Limits.eventBytes` each and `limitBytes` together.
    ///
    /// The limits are checked before anything is allocated; time and memory are linear in the
    /// bytes that come in and go out. Whether the events make sense is not looked at.
    package static func decode(
        _ bytes: [UInt8], limitEvents: Int, limitBytes: Int
    ) throws(WireError) -> [[UInt8]] {
        var reader = EventBatchReader()
        return try reader.read(bytes, limitEvents: limitEvents, limitBytes: limitBytes)
    }
}
