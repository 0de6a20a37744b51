import Frontend
import Transport

/// Cuts an input into numbered lines, in batches of what one read gave.
struct LineSource {
    /// Where the lines come from.
    enum Input {
        case standard(StandardInput)
        case file(FileReader)
    }

    /// A line with its number from 1; `bytes` is nil when it was too long to be kept.
    struct Line {
        let number: Int
        let bytes: [UInt8]?
    }

    private let input: Input
    private var rest: [UInt8] = []
    private var number = 0
    private var isOversized = false
    private var hasEnded = false

    init(_ input: Input) {
        self.input = input
    }

    /// The lines of the next read, nil at the end.
    mutating func next() throws(Failure) -> [Line]? {
        guard !hasEnded else { return nil }
        var lines: [Line] = []
        do throws(FileFailure) {
            guard let chunk = try read() else {
                hasEnded = true
                if !rest.isEmpty || isOversized { lines.append(finish()) }
                return lines
            }
            add(chunk, to: &lines)
        } catch {
            throw Failure(error)
        }
        return lines
    }

    private func read() throws(FileFailure) -> [UInt8]? {
        switch input {
        case .standard(let input): try input.nextChunk()
        case .file(let file): try file.nextChunk()
        }
    }

    private mutating func add(_ chunk: [UInt8], to lines: inout [Line]) {
        var start = 0
        while let end = chunk[start...].firstIndex(of: UInt8(ascii: "\n")) {
            keep(chunk[start..<end])
            lines.append(finish())
            start = end + 1
        }
        keep(chunk[start...])
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        guard !isOversized else { return }
        rest += bytes
        if rest.count > SubmitCommand.lineBytes {
            isOversized = true
            rest = []
        }
    }

    private mutating func finish() -> Line {
        number += 1
        // Some editors begin a UTF-8 file with a byte order mark.
        if number == 1, rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest.removeFirst(3) }
        defer {
            rest = []
            isOversized = false
        }
        return Line(number: number, bytes: isOversized ? nil : rest)
    }
}
