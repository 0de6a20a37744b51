import CaseModel
import CentralStore
import Console
import DocumentStore
import Frontend
import Glibc
import Hub
import SQLite
import SyncProtocol
import Transport

/// Where the store is, and opening it for a command.
enum Opening {
    static func folder(_ desk: Desk) -> String {
        desk.invocation.global.value("store") ?? environment("CENTRAL_STORE")
            ?? (environment("HOME") ?? ".") + "/.local/share/motcua-central"
    }

    static func path(_ desk: Desk) throws(Failure) -> String {
        let folder = folder(desk)
        if folder.contains("://") {
            let name = TerminalText.visible(folder)
            throw Failure(
                .usage,
                vi: "Kho trung tâm là một thư mục trên máy này; '\(name)' là địa chỉ mạng.",
                en: "The central store is a folder on this machine; '\(name)' is an address.")
        }
        if Files.exists(folder), !Files.isDirectory(folder) { throw .notAFolder(folder) }
        return folder + "/central.db"
    }

    /// The folder of the documents' contents.
    static func documents(_ desk: Desk) -> String {
        folder(desk) + "/documents"
    }

    private static func documentStore(_ desk: Desk) -> DocumentStore {
        DocumentStore(folder: documents(desk))
    }

    /// The hub over an existing store.
    static func hub(_ desk: Desk) throws(Failure) -> Hub {
        try hubAndStore(desk).hub
    }

    /// The same with the store itself, which also keeps the facts for reports.
    static func hubAndStore(_ desk: Desk) throws(Failure) -> (hub: Hub, store: SQLiteStore) {
        let path = try path(desk)
        guard Files.exists(path) else { throw notInitialised(folder(desk)) }
        let store = try open(path, mode: .readWrite)
        do throws(HubError) {
            return (try Hub(store: store, documents: Documents(documentStore(desk))), store)
        } catch {
            throw Failure(error, path: path)
        }
    }

    static func open(_ path: String, mode: Connection.Mode) throws(Failure) -> SQLiteStore {
        do throws(StoreError) {
            return try SQLiteStore(path: path, mode: mode)
        } catch {
            throw Failure(error, path: path)
        }
    }

    static func notInitialised(_ folder: String) -> Failure {
        Failure(
            .failed,
            vi: "Chưa có kho tại '\(folder)'. Xin chạy: central --store \(folder) init",
            en: "There is no store at '\(folder)'. Run: central --store \(folder) init")
    }

    static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// Who acts, as `--actor` or the system says.
    static func officer(_ desk: Desk) throws(Failure) -> Hub.Officer {
        Hub.Officer(
            name: desk.invocation.options.value("actor") ?? environment("USER") ?? "officer",
            now: SystemClock.wallMilliseconds(), seen: try Choosing.seen(desk))
    }
}

extension Failure {
    init(_ error: StoreError, path: String) {
        switch error {
        case .sqlite(let error): self.init(error, path: path)
        case .migration(let error): self.init(error, path: path)
        case .damaged(let what): self = .damaged(what, path: path)
        case .abandoned, .locked:
            self.init(
                .failed, vi: "Kho đang bận; chưa lưu gì. Xin thử lại.",
                en: "The store is busy; nothing was saved. Try again.")
        }
    }

    init(_ error: HubError, path: String) {
        switch error {
        case .store(let error): self.init(error, path: path)
        case .notInitialised: self = Opening.notInitialised(path)
        case .alreadyInitialised:
            self.init(
                .refused, vi: "Kho '\(path)' đã được tạo rồi; không thay đổi gì.",
                en: "The store '\(path)' exists already; nothing changed.")
        case .notFound(let code): self = .notFound(code)
        case .ambiguous(let code, let records): self = .ambiguous(code, records.map(\.description))
        case .act(let error): self.init(error)
        case .resolve(let error): self.init(error)
        case .payment(let problem): self.init(problem)
        case .unknownClock: self = .unknownClock
        case .unknownUnit(let suggestion):
            self.init(DraftError(field: "unit", problem: .unknownUnit(suggestion: suggestion)))
        case .finished:
            self.init(
                .refused, vi: "Hồ sơ đã kết thúc; không thay đổi gì nữa.",
                en: "The case is closed; nothing is changed any more.")
        }
    }

    /// Runs a call of the hub for a command.
    static func hub<T>(
        _ desk: Desk, _ body: () throws(HubError) -> T
    ) throws(Failure) -> T {
        do throws(HubError) {
            return try body()
        } catch {
            throw Failure(error, path: try Opening.path(desk))
        }
    }
}
