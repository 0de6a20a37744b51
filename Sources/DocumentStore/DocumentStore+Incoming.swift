internal import Glibc
package import SyncProtocol
import Transport

extension DocumentStore {
    /// What stands after a chunk was written.
    package enum Progress: Equatable, Sendable {
        /// Bytes are missing still.
        case incomplete
        /// The document is here, whole, checked and durable.
        case complete
    }

    /// Writes a chunk of a document that is on its way.
    ///
    /// When this returns the chunk is on the disk, and after the last one the document is visible
    /// under its name. Bytes that are here already are not written again. When all bytes are here
    /// and they are not what the name says, or no kind of document that is taken, all of them are
    /// thrown away (`mismatch`, `refused`).
    package func write(
        _ bytes: [UInt8], at offset: Int, of name: DocumentName, lengthBytes: Int
    ) throws(DocumentStoreError) -> Progress {
        let part = Part(name: name, lengthBytes: lengthBytes, folder: incoming)
        guard Self.lengths.contains(lengthBytes), offset >= 0, offset <= lengthBytes,
            bytes.count <= lengthBytes - offset
        else { throw .outOfRange }
        try disk.makeFolder(incoming)
        // Another process must not write to a file whose hash is being checked.
        let lock = try disk.open("\(incoming)/lock", O_RDWR | O_CREAT)
        try disk.lock(lock)
        if try has(name) {
            try settle(name)
            return .complete
        }
        return try write(bytes, at: offset, to: part)
    }

    /// Makes a document that is complete in another store of the same disk visible in this one,
    /// and takes it from there; durable when this returns.
    package func adopt(
        _ name: DocumentName, from other: DocumentStore
    ) throws(DocumentStoreError) {
        try publish(other.path(name), as: name)
        try disk.synchroniseFolder(other.shelf(name))
    }

    /// Removes a document and whatever has arrived of it, when nobody may see it here any longer.
    package func erase(
        _ name: DocumentName, lengthBytes: Int
    ) throws(DocumentStoreError) {
        try remove(name)
        guard try disk.status(incoming) != nil else { return }
        let lock = try disk.open("\(incoming)/lock", O_RDWR | O_CREAT)
        try disk.lock(lock)
        try discard(Part(name: name, lengthBytes: lengthBytes, folder: incoming))
    }

    /// The bytes of a document that are missing here: none when it is complete, and at most
    /// `limitBytes` together, from its beginning.
    ///
    /// When the process that wrote the last chunk died before it could check the whole, that is
    /// made up for here, with the errors of `write`.
    package func missing(
        _ name: DocumentName, lengthBytes: Int, limitBytes: Int = .max
    ) throws(DocumentStoreError) -> [Range<Int>] {
        guard Self.lengths.contains(lengthBytes) else { throw .outOfRange }
        if try has(name) {
            try settle(name)
            return []
        }
        let part = Part(name: name, lengthBytes: lengthBytes, folder: incoming)
        let arrived = try arrived(part)
        if arrived.covers(0..<lengthBytes) {
            _ = try write([], at: 0, of: name, lengthBytes: lengthBytes)
            return []
        }
        return arrived.firstGaps(in: 0..<lengthBytes, limitBytes: limitBytes)
    }

    private func write(
        _ bytes: [UInt8], at offset: Int, to part: Part
    ) throws(DocumentStoreError) -> Progress {
        var arrived = try arrived(part)
        let new = arrived.gaps(in: offset..<offset + bytes.count)
        do throws(ByteRangesError) {
            try arrived.insert(offset..<offset + bytes.count)
        } catch {
            switch error {
            case .tooMany(let limit): throw .tooScattered(limit: limit)
            }
        }
        if !new.isEmpty {
            let file = try disk.open(part.path, O_RDWR | O_CREAT)
            for range in new {
                try disk.write(
                    bytes[range.lowerBound - offset..<range.upperBound - offset], to: file,
                    at: range.lowerBound)
            }
            // The bytes first: what the map says must be true after a power cut.
            try disk.synchronise(file)
            try write(arrived, of: part)
        }
        guard arrived.covers(0..<part.lengthBytes) else { return .incomplete }
        try complete(part)
        return .complete
    }

    /// Checks a document whose bytes are all here, and makes it visible or throws it away.
    private func complete(_ part: Part) throws(DocumentStoreError) {
        let file = try disk.open(part.path, O_RDONLY)
        var scan = Scan()
        while let piece = try next(of: file, after: scan) { scan.add(piece) }
        let (head, tail, length) = (scan.head, scan.tail, scan.lengthBytes)
        do throws(DocumentStoreError) {
            guard length == part.lengthBytes, scan.name() == part.name else {
                throw .mismatch(part.name)
            }
            _ = try Self.kind(head: head, tail: tail, lengthBytes: length)
        } catch {
            try discard(part)
            throw error
        }
        try publish(part.path, as: part.name)
        try disk.remove(part.rangesPath)
    }

    /// The map first: without it the bytes count for nothing.
    private func discard(_ part: Part) throws(DocumentStoreError) {
        try disk.remove(part.rangesPath)
        try disk.remove(part.path)
        try disk.synchroniseFolder(incoming)
    }

    /// Which bytes of a part are on the disk; none when its files do not agree with each other.
    private func arrived(_ part: Part) throws(DocumentStoreError) -> ByteRanges {
        guard let size = try disk.status(part.path)?.st_size,
            let map = try disk.status(part.rangesPath)?.st_size, map <= Self.mapBytes
        else { return ByteRanges() }
        let file = try disk.open(part.rangesPath, O_RDONLY)
        let bytes = try disk.read(file, at: 0, maximum: Int(map))
        // An unreadable map costs the bytes once more, and a map of bytes that are gone does too.
        guard let ranges = try? ByteRanges(decoding: bytes, lengthBytes: part.lengthBytes),
            ranges.ranges.last?.upperBound ?? 0 <= Int(size)
        else { return ByteRanges() }
        return ranges
    }

    /// Puts the map in the place of the one before in one step.
    private func write(_ arrived: ByteRanges, of part: Part) throws(DocumentStoreError) {
        let fresh = try disk.open(part.freshRangesPath, O_WRONLY | O_CREAT | O_TRUNC)
        try disk.write(arrived.encoded[...], to: fresh, at: 0)
        try disk.synchronise(fresh)
        try disk.rename(fresh.path, to: part.rangesPath)
        try disk.synchroniseFolder(incoming)
    }

    /// Bytes of the largest map: two numbers of at most five bytes each for a range.
    private static let mapBytes = Limits.rangesPerDocument * 10 + 8
}

/// A document that is on its way, and the files in which it lies meanwhile.
///
/// The length stands in their names, because a false length that somebody claims must not stand in
/// the way of the true one.
struct Part {
    let name: DocumentName
    let lengthBytes: Int
    let path: String
    let rangesPath: String
    let freshRangesPath: String

    init(name: DocumentName, lengthBytes: Int, folder: String) {
        self.name = name
        self.lengthBytes = lengthBytes
        let file = "\(folder)/\(name).\(lengthBytes)"
        path = "\(file).part"
        rangesPath = "\(file).ranges"
        freshRangesPath = "\(file).ranges-new"
    }
}
