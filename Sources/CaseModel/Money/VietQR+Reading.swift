extension VietQR {
    /// Reads a payload strictly: what this program would write, and nothing else.
    package init(payload: String) throws(VietQRError) {
        let bytes = Array(payload.utf8)
        guard bytes.count > 8, bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw .notACode(.truncated)
        }
        guard Checksum16.text(bytes.dropLast(4)).utf8.elementsEqual(bytes.suffix(4)) else {
            throw .notACode(.checksum)
        }
        var parts = try PartReader(bytes[...])
        try parts.take("00", "01")
        let use = try parts.need("01")
        let account = try VietQR.account(parts.need("38"))
        try parts.take("53", Part.currency)
        let amount = try parts.text("54").map(VietQR.amount)
        guard use == (amount == nil ? "11" : "12") else { throw .notACode(.part("01")) }
        try parts.take("58", Part.country)
        let further = parts.text("62")
        _ = try parts.need("63")
        try parts.finish()
        var details = try PartReader(Array((further ?? "").utf8)[...])
        let bill = details.text("01")
        let purpose = details.text("08")
        try details.finish()
        try self.init(account: account, amount: amount, billNumber: bill, purpose: purpose)
        // One text for one payment: zeros in front of an amount, for instance, are not written.
        guard self.payload == payload else { throw .notACode(.part("54")) }
    }

    private static func account(_ text: String) throws(VietQRError) -> BankAccount {
        var parts = try PartReader(Array(text.utf8)[...])
        try parts.take("00", Part.network)
        var holder = try PartReader(Array(try parts.need("01").utf8)[...])
        let service = try parts.need("02")
        try parts.finish()
        let bank = try holder.need("00")
        let number = try holder.need("01")
        try holder.finish()
        guard let kind = BankAccount.Kind.allCases.first(where: { $0.service == service }),
            let account = BankAccount(bank: bank, number: number, kind: kind)
        else { throw .notACode(.part("38")) }
        return account
    }

    private static func amount(_ text: String) throws(VietQRError) -> Int64 {
        guard let amount = Digits.value(text) else { throw .notACode(.part("54")) }
        return Int64(amount)
    }
}

/// Takes the parts of a payload one after the other, in the order of their tags.
private struct PartReader {
    private var parts: [(tag: String, value: String)] = []

    init(_ bytes: ArraySlice<UInt8>) throws(VietQRError) {
        var rest = bytes
        while !rest.isEmpty {
            guard rest.count >= 4, let count = Digits.value(rest.dropFirst(2).prefix(2)),
                count > 0, rest.count >= 4 + count
            else { throw .notACode(.truncated) }
            let tag = String(decoding: rest.prefix(2), as: UTF8.self)
            guard Digits.areAll(tag) else { throw .notACode(.part(tag)) }
            let value = rest.dropFirst(4).prefix(count)
            parts.append((tag, String(decoding: value, as: UTF8.self)))
            rest = rest.dropFirst(4 + count)
        }
        parts.reverse()
    }

    /// The value of the next part if it is this one.
    mutating func text(_ tag: String) -> String? {
        parts.last?.tag == tag ? parts.removeLast().value : nil
    }

    mutating func need(_ tag: String) throws(VietQRError) -> String {
        guard let value = text(tag) else { throw .notACode(.part(tag)) }
        return value
    }

    mutating func take(_ tag: String, _ value: String) throws(VietQRError) {
        guard try need(tag) == value else { throw .notACode(.part(tag)) }
    }

    func finish() throws(VietQRError) {
        if let part = parts.last { throw .notACode(.part(part.tag)) }
    }
}
