import Console
import Frontend
import Replica
import Sealing
import SyncProtocol
import Transport

/// One synchronisation of this point over a line, with what it is measured by.
struct Exchange {
    /// Fewer bytes than this say more about the distance than about the line.
    private static let measuredBytes: UInt64 = 2_048

    let point: Point
    private let line: Line
    private let scans: ScanTransfer
    private let start = SystemClock.monotonicMilliseconds()
    private let bytesUp: UInt64
    private let bytesDown: UInt64
    var run: SyncRun

    init(
        _ point: Point, _ line: Line, _ budget: ScanBudget, lookUp: LookUp? = nil
    ) throws(Failure) {
        self.point = point
        self.line = line
        // Anonymous opinions whose day has come go with this one.
        try point.releasePool()
        (bytesUp, bytesDown) = (line.bytesSent, line.bytesReceived)
        let scans = ScanTransfer(point, budget)
        self.scans = scans
        var random = SecureRandom()
        let world = SyncRun.World(
            send: line.send, wait: line.wait, random: { random.next() },
            monotonic: SystemClock.monotonicMilliseconds, boot: SystemClock.bootID(),
            read: scans.read)
        // What another process has learned of the centre's keys counts too.
        let identity = try point.store { () throws(ReplicaError) in try point.replica.identity() }
        run = SyncRun(
            replica: point.replica,
            seal: SiteSeal(identity ?? point.identity, keys: try point.keys()),
            world: world, program: KioskProgram.version, documentBytes: try scans.bytesLeft(),
            lookUp: lookUp)
    }

    /// What came of it; what it has shown of the line is kept.
    func report(_ result: SyncRun.Result) throws(Failure) -> SyncCommand.Report {
        scans.note(sent: result.documentBytes)
        let report = SyncCommand.Report(
            result: result, items: try point.outbox(),
            documents: try point.waitingDocuments(), bytesUp: line.bytesSent - bytesUp,
            bytesDown: line.bytesReceived - bytesDown,
            milliseconds: SystemClock.monotonicMilliseconds() - start)
        keepLine(report)
        return report
    }

    private func keepLine(_ report: SyncCommand.Report) {
        if report.result.sent > 0 {
            // As below.
            try? point.replica.recountWaiting()
        }
        // Neither a mark in the prompt nor an estimate is worth a failed command.
        try? point.replica.keepLine(isLost: report.result.outcome == .offline)
        let pace = report.result.pace
        guard let rate = pace.eventBytesPerSecond, let plain = pace.bytesPerSecond,
            report.bytesUp + report.bytesDown >= Self.measuredBytes
        else { return }
        // As above.
        try? point.replica.keepLineRates(events: rate, plain: plain)
    }
}
