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
    private let asksAgain: Bool
    private let lookUp: LookUp?
    private var announced: Point.Announced
    private var branchings = 0
    var run: SyncRun

    /// That a clone asked with the same key can happen once, and shows in the answer.
    private static let mostBranchings = 3

    init(
        _ point: Point, _ line: Line, _ budget: ScanBudget, asksAgain: Bool = false,
        lookUp: LookUp? = nil
    ) throws(Failure) {
        self.point = point
        self.line = line
        // A program that keeps running wipes in time as well.
        point.wipeLoans()
        // Anonymous opinions whose day has come go with this one.
        try point.releasePool()
        (bytesUp, bytesDown) = (line.bytesSent, line.bytesReceived)
        let scans = ScanTransfer(point, budget)
        self.scans = scans
        self.asksAgain = asksAgain
        self.lookUp = lookUp
        announced = try point.announced()
        run = try Self.run(point, line, scans, asksAgain, lookUp)
    }

    private static func run(
        _ point: Point, _ line: Line, _ scans: ScanTransfer, _ asksAgain: Bool, _ lookUp: LookUp?
    ) throws(Failure) -> SyncRun {
        var random = SecureRandom()
        let world = SyncRun.World(
            send: line.send, wait: line.wait, random: { random.next() },
            monotonic: SystemClock.monotonicMilliseconds, boot: SystemClock.bootID(),
            read: scans.read, arrivals: scans.arrivals)
        // What another process has learned of the centre's keys counts too.
        let identity = try point.store { () throws(ReplicaError) in try point.replica.identity() }
        return SyncRun(
            replica: point.replica,
            seal: SiteSeal(identity ?? point.identity, keys: try point.keys()),
            world: world, program: KioskProgram.version, documentBytes: try scans.bytesLeft(),
            sendsDocuments: scans.budget.sendsScans, asksAgain: asksAgain, lookUp: lookUp)
    }

    /// After an answer that tells of a fork: a restored or cloned disk goes on with a key and on a
    /// branch of its own, for which the next run asks. False when that was tried often enough.
    mutating func goOnBranch() throws(Failure) -> Bool {
        guard branchings < Self.mostBranchings else { return false }
        branchings += 1
        try point.prepareBranch(after: announced)
        announced = try point.announced()
        run = try Self.run(point, line, scans, asksAgain, lookUp)
        return true
    }

    /// What came of it; what it has shown of the line is kept.
    func report(_ result: SyncRun.Result) throws(Failure) -> SyncCommand.Report {
        scans.note(sent: result.documentBytes + result.fetchedBytes)
        let report = SyncCommand.Report(
            result: result, items: try point.outbox(),
            documents: try point.waitingDocuments(),
            lacksNext: try point.store { () throws(ReplicaError) in
                try point.replica.lacksNextToSend()
            }, bytesUp: line.bytesSent - bytesUp,
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
