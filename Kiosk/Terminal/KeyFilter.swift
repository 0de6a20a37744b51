import Console

/// Turns the bytes of a keyboard into the few keys that our line editing knows.
///
/// Everything else is swallowed here, whole escape sequences included, so that no key of a public
/// terminal reaches a function nobody thought of, and no unknown key leaves `~` in a name.
struct KeyFilter {
    /// One thing a person can do to the line.
    enum Key: Hashable {
        /// One character in valid UTF-8, or several where bytes had to be replaced.
        case text([UInt8])
        case left
        case right
        case start
        case finish
        case erase
        case eraseForward
        case eraseWord
        case eraseToStart
        case eraseToFinish
        case older
        case newer
        case redraw
        case accept
        /// Ctrl-D: the end of input on an empty line, else like `eraseForward`.
        case close
        case interrupt
    }

    /// What the next byte belongs to.
    private enum State {
        case ground
        case escaped
        /// After `ESC [`, with the parameters so far.
        case sequence([UInt8])
        /// After `ESC O`, or `ESC [ [` of the Linux console: one more byte belongs to it.
        case lastByte(isConsole: Bool)
        case character([UInt8], missing: Int)
    }

    private var state = State.ground
    /// Whether the keys come from a paste and not from fingers.
    private(set) var isPasting = false
    private var followsReturn = false

    private static let longestSequence = 32
    private static let replacement = Key.text(Array("\u{FFFD}".utf8))

    /// Takes the next byte and gives the keys that it completes, mostly none or one.
    mutating func take(_ byte: UInt8) -> [Key] {
        let isSecondHalfOfLineEnd = followsReturn && byte == 0x0A
        followsReturn = byte == 0x0D
        if isSecondHalfOfLineEnd { return [] }
        switch state {
        case .ground: return begin(byte)
        case .character(let bytes, let missing): return takeContinuation(byte, bytes, missing)
        case _ where byte < 0x20: return begin(byte)
        case .escaped: return takeEscaped(byte)
        case .sequence(let parameters): return takeSequence(byte, parameters)
        case .lastByte(let isConsole):
            state = .ground
            return isConsole ? [] : movement(byte)
        }
    }

    private mutating func begin(_ byte: UInt8) -> [Key] {
        state = .ground
        switch byte {
        case 0x1B:
            state = .escaped
            return []
        case 0x00..<0x20, 0x7F: return isPasting ? pastedControl(byte) : control(byte)
        case 0x20..<0x7F: return [.text([byte])]
        case 0xC2...0xDF: state = .character([byte], missing: 1)
        case 0xE0...0xEF: state = .character([byte], missing: 2)
        case 0xF0...0xF4: state = .character([byte], missing: 3)
        default: return [Self.replacement]
        }
        return []
    }

    private mutating func takeContinuation(
        _ byte: UInt8, _ bytes: [UInt8], _ missing: Int
    ) -> [Key] {
        guard (0x80...0xBF).contains(byte) else { return [Self.replacement] + begin(byte) }
        guard missing == 1 else {
            state = .character(bytes + [byte], missing: missing - 1)
            return []
        }
        state = .ground
        let text = TerminalText.stripped(String(decoding: bytes + [byte], as: UTF8.self))
        return text.isEmpty ? [] : [.text(Array(text.utf8))]
    }

    private mutating func takeEscaped(_ byte: UInt8) -> [Key] {
        switch byte {
        case UInt8(ascii: "["): state = .sequence([])
        case UInt8(ascii: "O"): state = .lastByte(isConsole: false)
        default: return begin(byte)
        }
        return []
    }

    private mutating func takeSequence(_ byte: UInt8, _ parameters: [UInt8]) -> [Key] {
        switch byte {
        case UInt8(ascii: "[") where parameters.isEmpty:
            state = .lastByte(isConsole: true)
            return []
        case 0x20..<0x40:
            let isTooLong = parameters.count >= Self.longestSequence
            state = .sequence(isTooLong ? parameters : parameters + [byte])
            return []
        case UInt8(ascii: "~"):
            state = .ground
            return numbered(String(decoding: parameters, as: UTF8.self))
        default:
            state = .ground
            return movement(byte)
        }
    }

    private mutating func numbered(_ parameters: String) -> [Key] {
        switch parameters {
        case "200": isPasting = true
        case "201": isPasting = false
        case "1", "7": return [.start]
        case "4", "8": return [.finish]
        case "3": return [.eraseForward]
        default: break
        }
        return []
    }

    private func movement(_ byte: UInt8) -> [Key] {
        switch byte {
        case UInt8(ascii: "A"): [.older]
        case UInt8(ascii: "B"): [.newer]
        case UInt8(ascii: "C"): [.right]
        case UInt8(ascii: "D"): [.left]
        case UInt8(ascii: "F"): [.finish]
        case UInt8(ascii: "H"): [.start]
        case UInt8(ascii: "M"): [.accept]
        default: []
        }
    }

    private func control(_ byte: UInt8) -> [Key] {
        switch byte {
        case 0x01: [.start]
        case 0x02: [.left]
        case 0x03: [.interrupt]
        case 0x04: [.close]
        case 0x05: [.finish]
        case 0x06: [.right]
        case 0x08, 0x7F: [.erase]
        case 0x0A, 0x0D: [.accept]
        case 0x0B: [.eraseToFinish]
        case 0x0C: [.redraw]
        case 0x0E: [.newer]
        case 0x10: [.older]
        case 0x15: [.eraseToStart]
        case 0x17: [.eraseWord]
        default: []
        }
    }

    /// A line end within a paste is a space: only a person ends a line.
    private mutating func pastedControl(_ byte: UInt8) -> [Key] {
        switch byte {
        case 0x03:
            isPasting = false
            return [.interrupt]
        case 0x09, 0x0A, 0x0D: return [.text([0x20])]
        default: return []
        }
    }
}
