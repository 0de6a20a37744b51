/// Turns a text from outside into the form that is stored, or says what is wrong with it.
enum FieldCheck {
    /// Composed, without white space at the ends, not longer than the limit, all of it visible.
    static func text(_ raw: String, limit: Int) throws(DraftProblem) -> String {
        // Four bytes are the most for one character of the limit, and marks go beyond that.
        guard raw.utf8.count <= limit * 16 + 64 else { throw .tooLong(limit: limit) }
        let text = VietnameseText.trimmed(raw)
        guard VietnameseText.isClean(text) else { throw .invisibleCharacters }
        // Counting characters is slow; no text has more of them than bytes.
        guard
            text.utf8.count <= limit
                || (text.count <= limit && text.unicodeScalars.count <= limit * 4)
        else { throw .tooLong(limit: limit) }
        return text
    }

    /// Like `text`, for what people write in several lines: line breaks and tabs become spaces.
    static func lines(_ raw: String, limit: Int) throws(DraftProblem) -> String {
        guard raw.utf8.contains(where: { $0 == 9 || $0 == 10 || $0 == 13 }) else {
            return try text(raw, limit: limit)
        }
        return try text(String(raw.map { "\n\r\r\n\t".contains($0) ? " " : $0 }), limit: limit)
    }

    static func identity(_ text: String) throws(DraftProblem) -> IdentityNumber {
        do throws(IdentityError) {
            return try IdentityNumber(text)
        } catch {
            throw .identity(error)
        }
    }

    static func phone(_ text: String) throws(DraftProblem) -> PhoneNumber {
        do throws(PhoneError) {
            return try PhoneNumber(text)
        } catch {
            throw .phone(error)
        }
    }

    static func date(_ text: String) throws(DraftProblem) -> CivilDate {
        do throws(DateError) {
            return try CivilDate(text)
        } catch {
            throw .date(error)
        }
    }

    static func instant(_ text: String) throws(DraftProblem) -> Int64 {
        do throws(DateError) {
            return try Instant.milliseconds(iso: text)
        } catch {
            throw .date(error == .form ? .instantForm : error)
        }
    }

    static func sex(_ text: String) throws(DraftProblem) -> Sex {
        guard let sex = Sex(text: text) else { throw .notOneOf(Sex.allCases.map(\.rawValue)) }
        return sex
    }

    /// One of the words of an enum.
    static func word<Value: RawRepresentable<String> & CaseIterable>(
        _ text: String, _ type: Value.Type
    ) throws(DraftProblem) -> Value {
        guard let value = Value(rawValue: text.lowercased()) else {
            throw .notOneOf(Value.allCases.map(\.rawValue))
        }
        return value
    }

    /// Digits of a count or a sum of money: no sign, at most 15 before and 6 after the decimal
    /// comma or point; thousands are not grouped.
    static func number(_ text: String) throws(DraftProblem) -> String {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            .flatMap { $0.split(separator: ".", omittingEmptySubsequences: false) }
        guard parts.count <= 2, parts.allSatisfy(Digits.areAll), let whole = parts.first,
            whole.utf8.count <= 15, parts.count == 1 || parts[1].utf8.count <= 6
        else { throw .notANumber }
        return text
    }

    /// Runs a check and names the field that it was about.
    static func at<Value>(
        _ field: @autoclosure () -> String, _ check: () throws(DraftProblem) -> Value
    ) throws(DraftError) -> Value {
        do throws(DraftProblem) {
            return try check()
        } catch {
            throw DraftError(field: field(), problem: error)
        }
    }
}
