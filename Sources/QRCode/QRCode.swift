import CQREncode

/// Why a text has no QR code.
package enum QRCodeError: Error, Equatable, Sendable {
    /// Nothing, or more than the largest square holds.
    case unsuitableText
    case outOfMemory
}

/// The black and white squares of a QR code (ISO/IEC 18004).
package struct QRCode: Equatable, Sendable {
    /// Modules on each side, the margin aside.
    package let size: Int
    /// Row by row.
    private let modules: [Bool]

    /// Encodes a text in the smallest square that holds it, with as much error correction as that
    /// square has room for.
    ///
    /// Digits, capitals and `$%*+-./:` take less room than other letters.
    package init(_ text: String) throws(QRCodeError) {
        guard !text.isEmpty, !text.utf8.contains(0) else { throw .unsuitableText }
        let smallest = try QRCode.encode(text, QR_ECLEVEL_L, size: 0)
        var best = smallest
        for level in [QR_ECLEVEL_M, QR_ECLEVEL_Q, QR_ECLEVEL_H] {
            // One that does not fit, or only into a larger square, leaves what is there.
            let code = try? QRCode.encode(text, level, size: smallest.version)
            guard let code, code.version == smallest.version else { break }
            best = code
        }
        size = 17 + 4 * best.version
        modules = best.modules
    }

    /// Whether a module is dark; around the square all are light.
    package func isDark(row: Int, column: Int) -> Bool {
        guard (0..<size).contains(row), (0..<size).contains(column) else { return false }
        return modules[row * size + column]
    }

    private static func encode(
        _ text: String, _ level: QRecLevel, size version: Int
    ) throws(QRCodeError) -> (version: Int, modules: [Bool]) {
        // Case matters in what is encoded; the size is the least, a larger one may come.
        guard
            let code = unsafe QRcode_encodeString(text, Int32(version), level, QR_MODE_8, 1)
        else { throw .unsuitableText }
        defer { unsafe QRcode_free(code) }
        guard let bytes = unsafe code.pointee.data else { throw .outOfMemory }
        let count = unsafe Int(code.pointee.width) * Int(code.pointee.width)
        // The lowest bit says whether a module is dark (qrencode.h).
        let modules = unsafe UnsafeBufferPointer(start: bytes, count: count).map { $0 & 1 == 1 }
        return unsafe (Int(code.pointee.version), modules)
    }
}
