/// The particulars of an applicant, or of the person who hands in for another.
package struct Person: Equatable, Sendable {
    package var name: String
    package var identity: IdentityNumber
    package var birthDate: CivilDate?
    package var sex: Sex?
    package var phone: PhoneNumber?
    package var address: String?
    package var commune: String?

    /// Puts the particulars together; they are not compared here.
    package init(
        name: String, identity: IdentityNumber, birthDate: CivilDate? = nil, sex: Sex? = nil,
        phone: PhoneNumber? = nil, address: String? = nil, commune: String? = nil
    ) {
        self.name = name
        self.identity = identity
        self.birthDate = birthDate
        self.sex = sex
        self.phone = phone
        self.address = address
        self.commune = commune
    }

    /// The person of an identity card.
    package init(card: CardScan) {
        self.init(
            name: card.name, identity: card.identity, birthDate: card.birthDate, sex: card.sex,
            address: card.address.isEmpty ? nil : card.address)
    }
}

extension Person {
    /// The keys of a person, in a draft and in field names.
    enum Key: String, CaseIterable {
        case name
        case identity
        case birthDate = "birth_date"
        case sex
        case phone
        case address
        case commune
    }

    init(json: JSONValue, path: String) throws(DraftError) {
        let reader = try DraftReader(json, path: path, known: Key.allCases.map(\.rawValue))
        name = try reader.required("name", limit: CaseLimits.name)
        guard let identity = try reader.checked("identity", FieldCheck.identity) else {
            throw reader.error("identity", .missing)
        }
        self.identity = identity
        birthDate = try reader.checked("birth_date", FieldCheck.date)
        sex = try reader.checked("sex", FieldCheck.sex)
        phone = try reader.checked("phone", FieldCheck.phone)
        address = try reader.text("address", limit: CaseLimits.address, isMultiline: true)
        commune = try reader.text("commune", limit: CaseLimits.name)
        try checkAgreement(path: path)
    }

    /// Identity number against birth date and sex; the field named is the one to look at first.
    func checkAgreement(path: String) throws(DraftError) {
        do throws(IdentityError) {
            try identity.check(birthDate: birthDate, sex: sex)
        } catch {
            let key: Key = error == .sexDiffers ? .sex : .birthDate
            throw DraftError(field: "\(path).\(key.rawValue)", problem: .identity(error))
        }
    }

    func write(to writer: inout FieldWriter, path: String) {
        writer.add("\(path).name", name)
        writer.add("\(path).identity", identity.text)
        writer.add("\(path).birth_date", birthDate?.iso)
        writer.add("\(path).sex", sex?.rawValue)
        writer.add("\(path).phone", phone?.text)
        writer.add("\(path).address", address)
        writer.add("\(path).commune", commune)
    }
}
