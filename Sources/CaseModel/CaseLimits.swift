/// The sizes and counts that no record may exceed, in characters unless said otherwise.
package enum CaseLimits {
    package static let name = 200
    package static let address = 500
    package static let note = 2000
    package static let reference = 100
    package static let code = 60
    package static let answers = 100
    package static let answer = 2000
    package static let papers = 50
    package static let paperCount = 99
    package static let fileName = 255
    package static let comment = 1000
    package static let reason = 2000
    /// Field names, in bytes.
    package static let fieldName = 200
    /// Any single field of any record, in bytes; the wire has a limit of its own above this.
    package static let fieldValue = 16_384
    /// Fields of one record.
    package static let fields = 1000

    /// Largest count of days or hours in a time limit.
    package static let timeLimit = 999
    package static let procedureName = 1500
    package static let catalogueText = 4000
    package static let formFields = 100
    package static let choices = 200
    package static let procedures = 20_000
    package static let units = 20_000
    package static let competentUnits = 500
    package static let formerNames = 50

    /// How far a clock may run ahead of ours.
    package static let clockToleranceMilliseconds = 5 * Instant.millisecondsPerMinute
    /// Nobody enters older paper forms: 2000-01-01 in Vietnam.
    package static let earliestReceived: Int64 = 946_659_600_000
}
