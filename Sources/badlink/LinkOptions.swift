import Console
import Frontend

/// What the command line says, checked.
struct LinkOptions {
    let listenPort: UInt16
    let targetPort: UInt16
    let plan: LinkPlan
    let report: String?

    private static let microsecondsPerThousandth = 1_000

    init(_ desk: Desk) throws(Failure) {
        listenPort = try Self.port(desk, "listen")
        targetPort = try Self.port(desk, "to")
        report = desk.invocation.options.value("report")
        var plan = LinkPlan()
        plan.delay = (try Self.whole(desk, "delay-ms") ?? 0) * 1_000
        plan.upRate = try Self.positive(desk, "up-kbit").map { $0 * 125 }
        plan.downRate = try Self.positive(desk, "down-kbit").map { $0 * 125 }
        plan.cutEvery = try Self.seconds(desk, "cut-every")
        plan.firstCut = try Self.seconds(desk, "first-cut")
        plan.cutAround = try Self.perMinute(desk, "cut-random")
        plan.cutAfterBytes = try Self.positive(desk, "cut-after-bytes")
        plan.downTime = try Self.seconds(desk, "down-time") ?? 0
        plan.stallEvery = try Self.seconds(desk, "stall-every")
        plan.stallFor = try Self.seconds(desk, "stall-for") ?? 0
        plan.silenceAround = try Self.perMinute(desk, "half-open")
        plan.seed = UInt64(try Self.whole(desk, "seed") ?? 1)
        self.plan = plan
    }

    /// The port of `127.0.0.1:PORT`: a bad link is made on one machine only.
    private static func port(_ desk: Desk, _ name: String) throws(Failure) -> UInt16 {
        let text = desk.invocation.options.value(name) ?? ""
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == "127.0.0.1", let port = UInt16(parts[1]) else {
            throw wrong(name, text, Localized(vi: "127.0.0.1:CỔNG", en: "127.0.0.1:PORT"))
        }
        return port
    }

    private static func whole(_ desk: Desk, _ name: String) throws(Failure) -> Int? {
        guard let number = try desk.number(name) else { return nil }
        guard (0...1_000_000_000).contains(number) else {
            throw wrong(
                name, "\(number)",
                Localized(vi: "một số từ 0 đến một tỷ", en: "a number from 0 to a billion"))
        }
        return number
    }

    private static func positive(_ desk: Desk, _ name: String) throws(Failure) -> Int? {
        let number = try whole(desk, name)
        guard number == 0 else { return number }
        throw wrong(name, "0", Localized(vi: "một số lớn hơn 0", en: "a number above 0"))
    }

    private static func seconds(_ desk: Desk, _ name: String) throws(Failure) -> Int? {
        try thousandths(desk, name).map { $0 * microsecondsPerThousandth }
    }

    /// The mean time between two of so many a minute.
    private static func perMinute(_ desk: Desk, _ name: String) throws(Failure) -> Int? {
        try thousandths(desk, name).map { 60_000_000 * 1_000 / $0 }
    }

    private static func thousandths(_ desk: Desk, _ name: String) throws(Failure) -> Int? {
        guard let text = desk.invocation.options.value(name) else { return nil }
        guard let number = Decimal.thousandths(text), number > 0 else {
            throw wrong(
                name, text,
                Localized(vi: "một số như 20 hoặc 0.5", en: "a number such as 20 or 0.5"))
        }
        return number
    }

    private static func wrong(_ name: String, _ text: String, _ form: Localized) -> Failure {
        let text = TerminalText.visible(text)
        return Failure(
            .usage, vi: "--\(name) cần \(form.vi), không phải '\(text)'.",
            en: "--\(name) takes \(form.en), not '\(text)'.")
    }
}

/// Decimal numbers without floating point.
enum Decimal {
    /// Reads a number such as `20` or `0.5` with at most three places, times a thousand.
    static func thousandths(_ text: String) -> Int? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let digits = parts.joined()
        guard parts.count <= 2, !parts.contains(where: \.isEmpty), parts[0].count <= 9,
            digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        let places = parts.count == 2 ? parts[1].count : 0
        guard places <= 3, let number = Int(digits) else { return nil }
        return [1_000, 100, 10, 1][places] * number
    }
}
