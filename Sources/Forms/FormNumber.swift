/// The forms of the one-stop shop (Circular 03/2025/TT-VPCP).
package enum FormNumber: String, CaseIterable, Sendable {
    /// Receipt and appointment slip.
    case receipt = "01"
    case supplement = "02"
    case refusal = "03"
    /// Apology and extension.
    case apology = "04"
    case stop = "05"
    case control = "06"
    case register = "07"
}
