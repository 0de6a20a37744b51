package import CaseModel
package import CaseRecords
package import CentralStore
package import SyncProtocol

/// Why an act at the centre was not done; nothing was changed.
package enum HubError: Error, Sendable {
    case store(StoreError)
    /// The store has no epoch yet: `central init` comes first.
    case notInitialised
    case alreadyInitialised
    case notFound(code: String)
    /// Several cases answer to this code; all are named.
    case ambiguous(code: String, records: [RecordName])
    case act(ActError)
    case resolve(ResolveError)
    case payment(PaymentProblem)
    /// The clock that the caller says to have seen is not this record's.
    case unknownClock
    /// The centre has no such unit.
    case unknownUnit(suggestion: String?)
    /// Nothing more is to be decided on this case.
    case finished

    /// Runs a body of the store and gives its error the hub's type.
    static func wrap<T>(_ body: () throws(StoreError) -> T) throws(HubError) -> T {
        do throws(StoreError) {
            return try body()
        } catch {
            throw .store(error)
        }
    }
}

/// Why nothing was done with a payment.
package enum PaymentProblem: Error, Sendable {
    /// The case has none with which this can be done.
    case none
    /// The case has several; all are named.
    case several([RecordName])
    /// This one does not stand where the act needs it.
    case standing(Payment.Standing)
}

extension Hub {
    /// Runs an act in one transaction; when it is refused, nothing of it stays.
    func act<T>(_ body: () throws(HubError) -> T) throws(HubError) -> T {
        var refusal: HubError?
        do throws(StoreError) {
            return try store.transaction { () throws(StoreError) in
                do throws(HubError) {
                    return try body()
                } catch {
                    if case .store(let error) = error { throw error }
                    refusal = error
                    throw StoreError.abandoned
                }
            }
        } catch {
            throw refusal ?? .store(error)
        }
    }
}
