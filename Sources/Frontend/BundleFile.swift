import Console
import Sealing
package import SyncProtocol
import Transport

/// Bundles as files on whatever medium: read as a whole, written as a whole.
package enum BundleFile {
    private static let checksum: Bundle.Checksum = { Blake2b.hash($0) }

    /// Reads a bundle; a file that is none, or is damaged, is refused with a sentence.
    package static func read(_ path: String) throws(Failure) -> Bundle {
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try Files.read(path, limitBytes: Limits.bundleBytes)
        } catch {
            throw error.kind == .tooLarge ? notBundle(path) : Failure(error)
        }
        return try decode(bytes, path)
    }

    /// Throws when a file stands there that is not an older bundle of this kind: someone may not
    /// have read it yet.
    package static func checkPlace(
        _ path: String, for direction: BundleManifest.Direction, of site: SiteNumber
    ) throws(Failure) {
        guard Files.exists(path) else { return }
        // Whatever cannot be read as a bundle stays as it is.
        let manifest = try? read(path).manifest
        guard manifest?.direction == direction, manifest?.site == site else {
            let name = TerminalText.visible(path)
            throw Failure(
                .refused,
                vi: "'\(name)' đã có và là một tệp khác; không ghi đè. Xin chọn tên khác.",
                en: "'\(name)' exists and is another file; it was left alone. Choose another name.")
        }
    }

    /// Writes a bundle in the place of an older one, or where nothing is; gives its size in bytes.
    package static func write(_ bundle: Bundle, to path: String) throws(Failure) -> Int {
        try checkPlace(path, for: bundle.manifest.direction, of: bundle.manifest.site)
        let bytes = bundle.encoded(checksum: checksum)
        do throws(FileFailure) {
            try Files.writePrivate(path, bytes)
        } catch {
            throw Failure(error)
        }
        return bytes.count
    }

    private static func decode(_ bytes: [UInt8], _ path: String) throws(Failure) -> Bundle {
        do throws(WireError) {
            return try Bundle(decoding: bytes, checksum: checksum)
        } catch {
            let name = TerminalText.visible(path)
            switch error {
            case .notBundle, .tooLarge: throw notBundle(path)
            case .unknownVersion:
                throw Failure(
                    .refused,
                    vi: "'\(name)' do phiên bản mới hơn của chương trình ghi; không thay đổi gì. "
                        + "Xin cập nhật chương trình này.",
                    en: "'\(name)' was made by a newer version of the program; nothing changed. "
                        + "Update this one.")
            case .truncated, .trailing, .notDeterministic, .unsupported, .notUTF8, .tooDeep,
                .unexpected, .missingKey, .outOfRange, .wrongChecksum:
                throw Failure(
                    .refused,
                    vi: "'\(name)' bị hỏng hoặc thiếu; không thay đổi gì. "
                        + "Xin chép lại từ nơi đã ghi.",
                    en: "'\(name)' is damaged or incomplete; nothing changed. "
                        + "Copy it again from where it was made.")
            }
        }
    }

    private static func notBundle(_ path: String) -> Failure {
        let name = TerminalText.visible(path)
        return Failure(
            .refused,
            vi: "'\(name)' không phải tệp do 'kiosk bundle' hay 'central bundle' ghi; "
                + "không thay đổi gì.",
            en: "'\(name)' is no file of 'kiosk bundle' or 'central bundle'; nothing changed.")
    }
}
