import CaseModel
package import SyncProtocol

/// What the registers of a case tell: two settings that had not seen each other.
///
/// A conflict ends when somebody who had seen both sets its field again.
extension LegalConflict {
    /// Those that the case's own record shows, in the order of the kinds.
    package static func all(in state: RecordState) -> [LegalConflict] {
        let doubled: [LegalConflict?] = [
            twice(.acceptedTwice, "accepted.at", .accepted, state),
            twice(.returnedTwice, "returned.at", .returned, state),
        ]
        let against: [LegalConflict?] = [withdrawn(state), extended(state), changedUnit(state)]
        return doubled.compactMap(\.self) + requests(state) + against.compactMap(\.self)
    }

    /// The kinds that stand while no field has two values; nil when there are none.
    static func beyondFields(of state: RecordState) -> String? {
        let contested = Set(state.conflicts.map(\.name))
        let kinds = all(in: state).filter { !contested.contains($0.field) }.map(\.kind.rawValue)
        return kinds.isEmpty ? nil : kinds.joined(separator: " ")
    }

    private static func twice(
        _ kind: Kind, _ field: String, _ matter: Matter, _ state: RecordState
    ) -> LegalConflict? {
        // Two clocks may show the same moment: the settings count, not their values.
        guard let register = state.register(field), register.settings.count > 1 else { return nil }
        return LegalConflict(kind, field, register.settings.map { Fact($0, matter) })
    }

    private static func requests(_ state: RecordState) -> [LegalConflict] {
        state.conflicts.filter { $0.name.hasPrefix("supplement.") }.compactMap { register in
            let facts = register.settings.compactMap { setting in
                setting.value.text.flatMap(SupplementRequest.init(text:))
                    .map { Fact(setting, .requested($0)) }
            }
            guard facts.count > 1 else { return nil }
            return LegalConflict(.requestedTwice, register.name, facts)
        }
    }

    private static func withdrawn(_ state: RecordState) -> LegalConflict? {
        guard let register = state.register("state") else { return nil }
        let states = register.settings.map { $0.value.text.flatMap(CaseState.init) ?? .submitted }
        guard states.contains(.withdrawn), states.contains(where: \.isOutcome) else { return nil }
        return LegalConflict(
            .withdrawnAgainstDecided, "state",
            zip(register.settings, states).map { Fact($0, .state($1)) })
    }

    private static func extended(_ state: RecordState) -> LegalConflict? {
        guard let due = state.register("due") else { return nil }
        var facts: [Fact] = []
        for register in state.registers
        where register.name.hasPrefix("extension.") && register.name.hasSuffix(".due") {
            for setting in register.settings {
                let ends = ends(state) { end, field in
                    !field.hasSeen(setting) && !due.hasSeen(end)
                }
                guard !ends.isEmpty,
                    // What cannot be read was no new date.
                    let date = setting.value.text.flatMap({ try? Instant.milliseconds(iso: $0) })
                else { continue }
                facts += [Fact(setting, .extended(due: date))] + ends
            }
        }
        return facts.isEmpty ? nil : LegalConflict(.extendedAgainstFinished, "due", facts)
    }

    private static let ending: [(field: String, state: CaseState)] = [
        ("decided.at", .done), ("stopped.at", .stopped), ("withdrawn.at", .withdrawn),
    ]

    private static func ends(
        _ state: RecordState, where isUnseen: (Register.Setting, Register) -> Bool
    ) -> [Fact] {
        ending.flatMap { field, end in
            guard let register = state.register(field) else { return [Fact]() }
            return register.settings.filter { isUnseen($0, register) }
                .map { Fact($0, .state(end)) }
        }
    }

    private static func changedUnit(_ state: RecordState) -> LegalConflict? {
        guard let unit = state.register("unit") else { return nil }
        let creation = state.creation
        let moves = unit.settings.filter {
            $0.site != creation?.site || $0.sequence != creation?.sequence
        }
        var facts = (unit.isConflict ? unit.settings : moves).map {
            Fact($0, .unit($0.value.text ?? ""))
        }
        var works: [Fact] = []
        let acts: [(field: String, matter: Matter)] = [
            ("accepted.at", .accepted), ("decided.at", .state(.done)),
        ]
        for (field, matter) in acts {
            guard let register = state.register(field) else { continue }
            works += register.settings.filter { work in
                !unit.hasSeen(work) && moves.contains { !register.hasSeen($0) }
            }.map { Fact($0, matter) }
        }
        guard unit.isConflict || !works.isEmpty else { return nil }
        facts += works
        return LegalConflict(.changedUnit, "unit", facts)
    }
}

extension LegalConflict.Fact {
    fileprivate init(_ setting: Register.Setting, _ matter: LegalConflict.Matter) {
        self.init(
            matter: matter, site: setting.site, actor: setting.actor, time: setting.time.wall)
    }
}

extension CaseState {
    /// Whether the office has said its last word.
    fileprivate var isOutcome: Bool {
        switch self {
        case .declined, .stopped, .done, .ready, .returned: true
        case .draft, .submitted, .accepted, .processing, .supplement, .payment, .waiting,
            .withdrawn:
            false
        }
    }
}
