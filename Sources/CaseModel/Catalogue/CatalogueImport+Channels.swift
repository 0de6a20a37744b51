extension Procedure {
    /// Reads the channels, one of each kind.
    static func channels(_ reader: inout EntryReader) -> [Channel] {
        var channels: [ChannelKind: Channel] = [:]
        for var part in reader.parts("channels", limit: 100) {
            if let channel = Channel(reading: &part) {
                if let other = channels[channel.kind] {
                    part.warn(.channelTwice(channel.kind))
                    channels[channel.kind] = longer(other, channel)
                } else {
                    channels[channel.kind] = channel
                }
            }
            reader.take(part)
        }
        if channels.isEmpty { reader.warn(.noChannel) }
        return ChannelKind.allCases.compactMap { channels[$0] }
    }

    /// The one with the longer limit: a date promised too early is the worse mistake.
    private static func longer(_ first: Channel, _ second: Channel) -> Channel {
        let lengths = [first, second].map { $0.limit?.approximateLength ?? 0 }
        return lengths[1] > lengths[0] ? second : first
    }
}

extension Procedure.Channel {
    fileprivate init?(reading reader: inout EntryReader) {
        guard let name = reader.text("channel", "kind") else {
            reader.warn(.missing(key: "channel"))
            return nil
        }
        guard let kind = ChannelKind(catalogueName: name) else {
            reader.warn(.unknownChannel(name))
            return nil
        }
        self.init(
            kind: kind, limit: Procedure.Limit(reading: &reader),
            fee: Procedure.Fee(reading: &reader))
    }
}

extension ChannelKind {
    /// Reads the names that catalogues use.
    fileprivate init?(catalogueName: String) {
        switch VietnameseText.fold(catalogueName) {
        case "counter", "in_person", "truc tiep": self = .counter
        case "online", "truc tuyen": self = .online
        case "post", "dich vu buu chinh", "buu chinh": self = .post
        default: return nil
        }
    }
}

/// What catalogues write when they do not know.
private let unknownWords: Set<String> = ["khong co thong tin", "khong quy dinh", "-"]

extension Procedure.Limit {
    /// Reads `limit` ("7 Ngày làm việc") or `limit_value` and `limit_unit`.
    fileprivate init?(reading reader: inout EntryReader) {
        let number = reader.text("limit_value")
        let text = number.map { "\($0) \(reader.text("limit_unit") ?? "")" } ?? reader.text("limit")
        guard let text, !unknownWords.contains(VietnameseText.fold(text)) else {
            reader.warn(.limitMissing)
            return nil
        }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = VietnameseText.trimmed(String(text.dropFirst(digits.count)))
        guard digits.isEmpty || !unit.isEmpty else {
            reader.warn(.limitWithoutUnit(String(digits)))
            return nil
        }
        guard let count = Digits.value(digits), (1...CaseLimits.timeLimit).contains(count),
            let unit = Procedure.LimitUnit(catalogueName: unit)
        else {
            reader.warn(.limitUnreadable(text))
            return nil
        }
        self.init(count: count, unit: unit)
    }
}

extension Procedure.LimitUnit {
    fileprivate init?(catalogueName: String) {
        switch VietnameseText.fold(catalogueName) {
        case "workingday", "working_day", "ngay lam viec": self = .workingDay
        case "calendarday", "calendar_day", "ngay": self = .calendarDay
        case "hour", "gio": self = .hour
        default: return nil
        }
    }
}

extension Procedure.Fee {
    /// Reads `fee_vnd` or `fee` (a number, or words with a number), and what stands beside it.
    fileprivate init?(reading reader: inout EntryReader) {
        self.init(
            amount: nil, note: reader.text("fee_note"), exemptions: reader.text("fee_exemptions"),
            byPage: Procedure.PagePrice(reading: &reader), per: reader.text("fee_per"))
        amount = Procedure.Fee.amount(&reader, isByPage: byPage != nil)
        if isEmpty { return nil }
    }

    private static func amount(_ reader: inout EntryReader, isByPage: Bool) -> Int64? {
        guard let text = reader.text("fee_vnd", "fee"),
            !unknownWords.contains(VietnameseText.fold(text))
        else {
            if !isByPage { reader.warn(.feeMissing) }
            return nil
        }
        let words = VietnameseText.fold(text)
        if words == "mien phi" || words == "mien le phi" { return 0 }
        if words.hasPrefix("-"), Digits.value(words.dropFirst()) != nil {
            reader.refuse(.feeNegative(text))
            return nil
        }
        let digits = words.prefix { $0 == "." || $0 == "," || ($0.isASCII && $0.isNumber) }
        let currency = VietnameseText.trimmed(String(words.dropFirst(digits.count)))
        guard ["", "d", "vnd", "dong", "viet nam dong"].contains(currency) else {
            let isForeign = ["usd", "$", "eur"].contains(currency)
            reader.warn(isForeign ? .feeInForeignCurrency(text) : .feeUnreadable(text))
            return nil
        }
        guard let amount = grouped(digits) else {
            reader.warn(.feeUnreadable(text))
            return nil
        }
        // No money of so little is in use: surely thousands are meant, and nobody may guess.
        if (1..<CaseLimits.leastFee).contains(amount) { reader.warn(.feeTooSmall(text)) }
        return amount
    }

    /// The number when separators, if any, stand before groups of three digits.
    private static func grouped(_ digits: Substring) -> Int64? {
        let groups = digits.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard let first = groups.first,
            groups.count == 1 || (1...3).contains(first.count),
            groups.dropFirst().allSatisfy({ $0.count == 3 }),
            let amount = Digits.value(groups.joined()), amount <= Int(CaseLimits.price)
        else { return nil }
        return Int64(amount)
    }
}

extension Procedure.PagePrice {
    /// Reads `fee_pages`: `price`, and if there are, `first`, `further`, `cap` and `pages`.
    fileprivate init?(reading reader: inout EntryReader) {
        guard let part = reader.part("fee_pages") else { return nil }
        var pages = part
        defer { reader.take(pages) }
        guard let price = pages.price("price") else {
            pages.warn(.missing(key: "price"))
            return nil
        }
        self.init(
            price: price, first: pages.price("first").map { Int($0) },
            further: pages.price("further"), cap: pages.price("cap"), pages: pages.text("pages"))
    }
}

extension EntryReader {
    /// A number of đồng or pages; a negative one is refused.
    fileprivate mutating func price(_ key: String) -> Int64? {
        guard let text = text(key) else { return nil }
        if text.hasPrefix("-") {
            refuse(.feeNegative(text))
            return nil
        }
        guard let value = Digits.value(text), value <= Int(CaseLimits.price) else {
            warn(.unreadable(key: key))
            return nil
        }
        return Int64(value)
    }
}
