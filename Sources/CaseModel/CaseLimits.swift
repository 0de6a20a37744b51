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
    /// The name of a file, in bytes, as file systems limit it.
    package static let fileName = 255
    /// The path of a file, in bytes, as the system limits it.
    package static let filePath = 4096
    /// Bytes of one document. A scan of ten pages at 200 dpi takes 2 to 5 MB; 10 MB take 45 minutes
    /// at 32 kbit/s, and whoever waits for more than that has scanned too finely.
    package static let documentBytes = 10 << 20
    /// Documents of one case: no procedure of the catalogue asks for half as many papers.
    package static let documents = 30
    /// Bytes of all documents of one case: three hours at 32 kbit/s, one night's window.
    package static let documentsBytes = 40 << 20
    /// The value of a document's field: digest, size, type and file name.
    package static let documentField = 64 + 1 + 8 + 1 + 4 + 1 + fileName
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
    /// A condition of the catalogue, in bytes.
    package static let condition = 500
    /// Pages of one copy that is charged by the page.
    package static let pages = 100_000
    /// Less than this is no fee, in đồng: there is hardly money of so little.
    package static let leastFee: Int64 = 1000
    /// The largest price, in đồng.
    package static let price: Int64 = 1_000_000_000_000
    package static let procedures = 20_000
    /// Fields and bytes of one procedure: half of what one event may hold, so that an amendment can
    /// take everything back and set it anew.
    package static let procedureFields = 500
    package static let procedureBytes = 30 << 10
    package static let units = 20_000
    package static let competentUnits = 500
    package static let formerNames = 50
    /// A year with fewer working days than this is looked at by a person.
    package static let usualWorkingDays = 200
    /// Papers of one supplement request.
    package static let supplementItems = 50

    /// How far a clock may run ahead of ours.
    package static let clockToleranceMilliseconds = 5 * Instant.millisecondsPerMinute
    /// Nobody enters older paper forms: 2000-01-01 in Vietnam.
    package static let earliestReceived: Int64 = 946_659_600_000
}
