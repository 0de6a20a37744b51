import Console
package import SQLite

extension Failure {
    /// What a database error means for the person at the keyboard; no bound value is in it.
    package init(_ error: SQLiteError, path: String) {
        switch error.kind {
        case .busy, .locked:
            self.init(
                .failed,
                vi: "Kho dữ liệu đang bận vì một chương trình khác đang ghi; chưa lưu gì thêm. "
                    + "Xin thử lại sau giây lát.",
                en: "The store is busy because another program is writing; nothing more was saved. "
                    + "Please try again in a moment.")
        case .full:
            self.init(
                .failed,
                vi: "Đĩa đã đầy; không lưu thêm được và dữ liệu cũ vẫn nguyên. "
                    + "Xin giải phóng chỗ trống rồi thử lại.",
                en: "The disk is full; nothing more was saved and older data is intact. "
                    + "Free some space and try again.")
        case .readOnly:
            self.init(
                .failed,
                vi: "Không được ghi vào '\(path)'; chưa lưu gì. Xin kiểm tra quyền và ổ đĩa.",
                en: "Writing to '\(path)' is not allowed; nothing was saved. "
                    + "Check permissions and whether the disk is mounted read-only.")
        case .cannotOpen:
            self.init(
                .failed,
                vi: "Không mở được '\(path)'. Xin kiểm tra thư mục và quyền truy cập.",
                en: "Cannot open '\(path)'. Check the folder and its permissions.")
        case .notADatabase:
            self.init(
                .failed,
                vi: "'\(path)' không phải kho dữ liệu. Xin chọn thư mục khác; tệp được giữ nguyên.",
                en: "'\(path)' is not a database. Choose another folder; the file is untouched.")
        case .corrupt:
            self.init(
                .failed,
                vi: "Kho dữ liệu '\(path)' bị hỏng. Đừng xóa tệp; xin báo người quản trị.",
                en: "The store '\(path)' is damaged. Do not delete the file; tell the operator.")
        case .ioError:
            self.init(
                .failed,
                vi: "Ổ đĩa báo lỗi khi đọc hoặc ghi '\(path)'; chưa lưu gì. "
                    + "Xin kiểm tra ổ đĩa rồi thử lại.",
                en: "The disk failed to read or write '\(path)'; nothing was saved. "
                    + "Check the disk and try again.")
        case .constraint, .other:
            self.init(
                .failed, vi: "Lỗi kho dữ liệu: \(error)", en: "Store error: \(error)")
        }
    }

    /// A store of another program or of a newer version.
    package init(_ error: MigrationError, path: String) {
        switch error {
        case .newerSchema(let found, let known):
            self.init(
                .failed,
                vi: "'\(path)' do phiên bản mới hơn tạo ra (lược đồ \(found), bản này biết "
                    + "\(known)). Xin cập nhật chương trình; dữ liệu vẫn nguyên.",
                en: "'\(path)' was made by a newer version (schema \(found), this one knows "
                    + "\(known)). Update the program; the data is untouched.")
        case .foreignDatabase:
            self.init(
                .failed,
                vi: "'\(path)' là dữ liệu của chương trình khác. Xin chọn thư mục khác.",
                en: "'\(path)' belongs to another program. Choose another folder.")
        case .sqlite(let error):
            self.init(error, path: path)
        }
    }

    /// The store holds what it cannot have written.
    package static func damaged(_ what: String, path: String) -> Failure {
        Failure(
            .failed,
            vi: "Kho dữ liệu '\(path)' bị hỏng (\(what)). Đừng xóa tệp; xin báo người quản trị.",
            en: "The store '\(path)' is damaged (\(what)). Do not delete it; tell the operator.")
    }
}
