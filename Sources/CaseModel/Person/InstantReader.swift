/// Reads `yyyy-MM-ddTHH:mm[:ss[.fff]](Z|±HH:mm)` from the left.
struct InstantReader {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func read() throws(DateError) -> Int64 {
        let date = try readDate()
        guard take("T") || take("t") || take(" ") else { throw .form }
        let time = try readTime()
        let offset = try readOffset()
        guard position == bytes.count else { throw .form }
        return Int64(date.dayNumber) * Instant.millisecondsPerDay + time - offset
    }

    private mutating func readDate() throws(DateError) -> CivilDate {
        guard bytes.count >= 10 else { throw .form }
        position = 10
        guard bytes[4] == UInt8(ascii: "-") else { throw .form }
        return try CivilDate(String(decoding: bytes[..<10], as: UTF8.self))
    }

    private mutating func readTime() throws(DateError) -> Int64 {
        let hour = try number(width: 2)
        guard take(":") else { throw .form }
        let minute = try number(width: 2)
        let second = take(":") ? try number(width: 2) : 0
        let fraction = take(".") ? try readFraction() : 0
        guard hour < 24, minute < 60, second < 60 else { throw .noSuchTime }
        return Int64((hour * 3600 + minute * 60 + second) * 1000 + fraction)
    }

    /// Milliseconds; further digits are cut off.
    private mutating func readFraction() throws(DateError) -> Int {
        var milliseconds = 0
        var count = 0
        while position < bytes.count, Digits.isDigit(bytes[position]) {
            if count < 3 { milliseconds = milliseconds * 10 + Int(bytes[position] - 48) }
            count += 1
            position += 1
        }
        guard (1...9).contains(count) else { throw .form }
        for _ in count..<max(count, 3) { milliseconds *= 10 }
        return milliseconds
    }

    private mutating func readOffset() throws(DateError) -> Int64 {
        guard position < bytes.count else { throw .offsetMissing }
        if take("Z") || take("z") { return 0 }
        let isNegative = take("-")
        guard isNegative || take("+") else { throw .offsetMissing }
        let hour = try number(width: 2)
        guard take(":") else { throw .form }
        let minute = try number(width: 2)
        guard hour <= 18, minute < 60 else { throw .noSuchTime }
        let offset = Int64((hour * 60 + minute) * 60_000)
        return isNegative ? -offset : offset
    }

    private mutating func number(width: Int) throws(DateError) -> Int {
        guard position + width <= bytes.count,
            let value = Digits.value(bytes[position..<position + width])
        else { throw .form }
        position += width
        return value
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else {
            return false
        }
        position += 1
        return true
    }
}
