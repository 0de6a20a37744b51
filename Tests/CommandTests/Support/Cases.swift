import Foundation

/// Cases to hand in.
enum Cases {
    /// A case with everything that is asked for; the reference makes it one of its kind.
    static func line(_ reference: String, phone: String = "0905218446") -> String {
        """
        {"procedure": "1.004194", "applicant": {"name": "Trần Thị Mai", "identity": \
        "046190000123", "phone": "\(phone)", "address": "Thôn 1"}, "answers": {"address": \
        "Thôn 1", "from_date": "01/12/2026", "until_date": "30/11/2027"}, \
        "reference": "\(reference)"}
        """
    }

    /// Lines with the references `prefix-1`, `prefix-2` and so on.
    static func lines(_ count: Int, _ prefix: String) -> String {
        (1...count).map { line("\(prefix)-\($0)") + "\n" }.joined()
    }
}

/// The numbers of a seed, the same on every machine (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension [[String: Any]] {
    /// The slips of answers, lists and receipts.
    var slips: [String] { compactMap { $0["slip"] as? String } }
}

extension [String: Any] {
    /// The names in the object.
    var names: Set<String> { Set(keys) }

    /// The text under a name.
    func text(_ name: String) -> String? { self[name] as? String }
    /// The whole number under a name.
    func number(_ name: String) -> Int? { self[name] as? Int }
}
