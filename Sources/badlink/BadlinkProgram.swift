import CaseModel
import Console
import Frontend
import Transport

/// The command line of `badlink`, and its one act.
enum BadlinkProgram {
    static let version = "0.1.0"

    static var spec: ProgramSpec {
        ProgramSpec(
            name: "badlink", version: version,
            summary: Localized(
                vi: "Đường truyền xấu để thử nghiệm", en: "A bad link for tests and measurements"),
            bare: CommandSpec(
                "",
                Localized(
                    vi: "một đường TCP trên máy này, chậm, trễ và hay đứt",
                    en: "a TCP proxy on this machine that delays, throttles and cuts"),
                details: Localized(
                    vi: "Dòng đầu tiên ở đầu ra chuẩn là địa chỉ đang nghe. Tốc độ là của cả đường "
                        + "truyền, mọi kết nối dùng chung. Kết thúc bằng SIGTERM hoặc Ctrl-C.",
                    en: "The first line on standard output is the address it listens at. A rate is "
                        + "that of the line, which all connections share. Ends by SIGTERM or "
                        + "Ctrl-C."),
                options: ends + rates + cuts + pauses + rest,
                examples: [
                    Example(
                        "badlink --listen 127.0.0.1:0 --to 127.0.0.1:80 --up-kbit 32 --seed 2",
                        Localized(vi: "xã vùng xa", en: "a remote commune"))
                ]),
            groups: [])
    }

    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let options = try LinkOptions(desk)
        let signals: StopSignals
        var proxy: Proxy
        do throws(ServerError) {
            signals = try StopSignals.install()
            proxy = Proxy(
                listener: try ListeningSocket(address: "127.0.0.1", port: options.listenPort),
                targetPort: options.targetPort, plan: options.plan)
        } catch {
            throw Failure(
                .failed, vi: "Không nghe được ở cổng \(options.listenPort): \(error).",
                en: "It cannot listen at port \(options.listenPort): \(error).")
        }
        try desk.say("127.0.0.1:\(proxy.port)")
        proxy.run(until: signals)
        guard let report = options.report else { return .done }
        let json = proxy.link.tally.json(microseconds: proxy.now).write() + "\n"
        do throws(FileFailure) {
            try Files.writePrivate(report, Array(json.utf8))
        } catch {
            throw Failure(error)
        }
        return .done
    }

    private static var ends: [OptionSpec] {
        [
            .value(
                "listen", "127.0.0.1:PORT",
                Localized(vi: "nơi nghe; cổng 0: tự chọn", en: "where to listen; 0: any port"),
                isRequired: true),
            .value(
                "to", "127.0.0.1:PORT", Localized(vi: "máy chủ thật", en: "the real server"),
                isRequired: true),
        ]
    }

    private static var rates: [OptionSpec] {
        [
            .value("delay-ms", "N", Localized(vi: "trễ một chiều", en: "delay one way")),
            .value(
                "up-kbit", "N",
                Localized(vi: "kbit/s lên máy chủ", en: "kbit/s towards the server")),
            .value(
                "down-kbit", "N", Localized(vi: "kbit/s về máy khách", en: "kbit/s to the client")),
        ]
    }

    private static var cuts: [OptionSpec] {
        [
            .value(
                "cut-every", "SECONDS",
                Localized(vi: "đứt đều đặn", en: "reset all connections so often")),
            .value(
                "first-cut", "SECONDS",
                Localized(
                    vi: "lần đứt đầu (mặc định: --cut-every)",
                    en: "when the first of these comes")),
            .value(
                "cut-random", "PER_MINUTE",
                Localized(
                    vi: "đứt ngẫu nhiên, khoảng cách từ 0 đến hai lần trung bình",
                    en: "reset all at random, 0 to twice the mean apart")),
            .value(
                "cut-after-bytes", "N",
                Localized(
                    vi: "đứt từng kết nối sau N byte lên",
                    en: "reset a connection after N bytes up")),
            .value(
                "down-time", "SECONDS",
                Localized(
                    vi: "không nối được sau khi đứt", en: "refuse for so long after a cut")),
        ]
    }

    private static var pauses: [OptionSpec] {
        [
            .value(
                "stall-every", "SECONDS",
                Localized(vi: "đường truyền đứng", en: "the line stands still so often")),
            .value(
                "stall-for", "SECONDS", Localized(vi: "đứng bao lâu", en: "and for so long")),
            .value(
                "half-open", "PER_MINUTE",
                Localized(
                    vi: "một kết nối im lặng nhưng vẫn mở",
                    en: "one connection goes silent and stays open")),
        ]
    }

    private static var rest: [OptionSpec] {
        [
            .value(
                "seed", "N",
                Localized(vi: "hạt giống (mặc định 1)", en: "of what is random (default 1)")),
            .value(
                "report", "FILE",
                Localized(
                    vi: "ghi số byte và số lần đứt khi kết thúc",
                    en: "write bytes, connections and cuts at the end, as JSON")),
        ]
    }
}
