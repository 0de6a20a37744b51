extension Procedure {
    /// A question of the procedure's electronic form.
    package struct FormField: Equatable, Sendable {
        package var key: String
        package var type: FormFieldType
        package var labelVi: String
        package var labelEn: String
        package var help: String?
        package var example: String?
        package var required: Bool
        /// The answers to choose from; only for `choice`.
        package var choices: [String]
        /// When the question is asked at all; nil means always.
        package var when: Condition?
        /// What an answer must keep to; `value` stands for it.
        package var rule: Condition?

        /// Puts a question together.
        package init(
            key: String, type: FormFieldType, labelVi: String, labelEn: String,
            help: String? = nil, example: String? = nil, required: Bool = false,
            choices: [String] = [], when: Condition? = nil, rule: Condition? = nil
        ) {
            self.key = key
            self.type = type
            self.labelVi = labelVi
            self.labelEn = labelEn
            self.help = help
            self.example = example
            self.required = required
            self.choices = choices
            self.when = when
            self.rule = rule
        }
    }

    /// What an answer must look like.
    package enum FormFieldType: String, CaseIterable, Sendable {
        case text
        case date
        case number
        case choice
        case identity
        case phone
    }
}
