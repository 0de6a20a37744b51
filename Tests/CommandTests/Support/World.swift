import Foundation
import Glibc
import Testing

/// A centre and its points in a fresh folder, with the real programs.
final class World {
    private let place = FreshFolder()
    private var hub: Child?
    /// The port of the hub, the same after each start.
    private(set) var port = 0

    /// A new world; the store has the sample catalogue and units.
    init(isServing: Bool = true) throws {
        try FileManager.default.createDirectory(at: store, withIntermediateDirectories: true)
        for file in try FileManager.default.contentsOfDirectory(atPath: Self.template.get().path) {
            try FileManager.default.copyItem(
                at: Self.template.get().appending(path: file), to: store.appending(path: file))
        }
        if isServing { try startHub() }
    }

    var folder: URL { place.url }
    var store: URL { folder.appending(path: "central") }
    var address: String { "127.0.0.1:\(port)" }

    /// The home of a point.
    func home(_ point: String) -> URL { folder.appending(path: "point-\(point)") }

    /// Runs `central` to its end.
    func central(_ arguments: String..., input: Child.Input = .nothing) throws -> Programs.Outcome {
        try Child(
            "central", ["--store", store.path, "--lang", "en"] + arguments, in: folder, input: input
        ).finish()
    }

    /// Runs `kiosk` at a point to its end.
    func kiosk(
        _ point: String, _ arguments: String..., input: Child.Input = .nothing
    ) throws -> Programs.Outcome {
        try start(point, arguments, input: input).finish()
    }

    /// Starts `kiosk` at a point.
    func start(
        _ point: String, _ arguments: [String], input: Child.Input = .nothing
    ) throws -> Child {
        let common = ["--home", home(point).path, "--lang", "en"]
        return try Child("kiosk", common + arguments, in: folder, input: input)
    }

    /// Starts the hub, at the port it had before; returns when it takes syncs.
    func startHub(_ options: [String] = []) throws {
        let listen = ["--lang", "en", "serve", "--listen", address] + options
        let child = try Child("central", ["--store", store.path] + listen, in: folder)
        try Programs.wait(for: "the hub to listen") {
            #expect(child.isRunning, "the hub ended: \(child.remarks)")
            return child.remarks.contains(";") || !child.isRunning
        }
        let words = child.remarks.split { ": ;".contains($0) }
        port = words.dropFirst().lazy.compactMap { Int($0) }.first ?? 0
        hub = child
    }

    /// Ends the hub as a power cut does.
    func killHub() throws {
        try hub?.killAtOnce()
        hub = nil
    }

    /// Asks the hub to end.
    func stopHub() throws -> Programs.Outcome? {
        defer { hub = nil }
        return try hub?.stop()
    }

    /// Reserves a site and returns its code.
    func code(_ name: String, at address: String? = nil) throws -> String {
        let outcome = try central(
            "enrol", "--name", name, "--unit", "H57.19815", "--type", "post",
            "--address", "http://\(address ?? self.address)", "--json")
        let code = try #require(outcome.objects().first?["code"] as? String)
        return code
    }

    /// Makes a point that has the catalogue, and that reaches the hub at another address perhaps.
    func enrol(_ point: String, at address: String? = nil) throws {
        let enrolled = try kiosk(point, "enrol", code("Point \(point)", at: address))
        try #require(enrolled.status == 0, "\(enrolled.errors)")
        let synced = try kiosk(point, "sync")
        try #require(synced.status == 0, "\(synced.errors)")
    }

    /// The folder of the template, which goes when the tests end.
    private static let templateFolder = FreshFolder()

    /// A store made once and copied for each test.
    private static let template = Result {
        atexit { World.templateFolder.remove() }
        let folder = templateFolder.url
        let store = folder.appending(path: "central")
        let sample = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Kiosk/sample")
        let commands = [
            ["init"],
            ["catalogue", "import", sample.appending(path: "procedures.json").path],
            ["units", "import", sample.appending(path: "units.json").path],
        ]
        for command in commands {
            let outcome = try Child("central", ["--store", store.path] + command, in: folder)
                .finish()
            try #require(outcome.status == 0, "\(command): \(outcome.errors)")
        }
        return store
    }
}
