/// A multi-value register: one field of one record (design §4).
///
/// Setting it replaces exactly the values that the setter's context covers, whatever the order of
/// arrival: a value that arrives after its successor is dropped by `covered`.
package struct Register: Equatable, Sendable {
    package let name: String
    /// The values that nobody has replaced, in the order of (site, sequence).
    package private(set) var settings: [Setting] = []
    /// All that the setters of this field had seen.
    private var covered = VectorClock()

    /// A value with who set it, when and where.
    package struct Setting: Equatable, Sendable {
        package let value: CBORValue
        package let site: SiteNumber
        package let sequence: UInt64
        package let actor: String
        package let time: EventTime

        init(_ field: Event.Field, of placed: PlacedEvent) {
            value = field.value
            site = placed.site
            sequence = placed.sequence
            actor = placed.event.actor
            time = placed.event.time
        }
    }

    init(name: String) {
        self.name = name
    }

    /// The register of a field that has been set once, by the event that created the record.
    init(_ field: Event.Field, of placed: PlacedEvent) {
        name = field.name
        settings = [Setting(field, of: placed)]
    }

    /// The different values that stand; two or more are a conflict.
    package var values: [CBORValue] {
        var distinct: [CBORValue] = []
        for setting in settings where !distinct.contains(setting.value) {
            distinct.append(setting.value)
        }
        return distinct
    }

    /// Equal concurrent values, or two equal resolutions, are no conflict.
    package var isConflict: Bool { settings.count > 1 && values.count > 1 }

    /// The setting that is shown while a conflict stands: the hub's over a point's, then the higher
    /// site and sequence, never the wall clock.
    package func provisional(hubs: [SiteNumber]) -> Setting? {
        settings.last { hubs.contains($0.site) } ?? settings.last
    }

    /// Whether somebody who set this field had seen that setting, of this field or of another one.
    package func hasSeen(_ setting: Setting) -> Bool {
        covered.covers(setting.sequence, of: setting.site)
    }

    mutating func set(_ setting: Setting, context: VectorClock) {
        covered.merge(context)
        settings.removeAll { context.covers($0.sequence, of: $0.site) }
        let stands = settings.contains {
            $0.site == setting.site && $0.sequence == setting.sequence
        }
        guard !stands, !covered.covers(setting.sequence, of: setting.site) else { return }
        let index = settings.firstIndex {
            ($0.site, $0.sequence) > (setting.site, setting.sequence)
        }
        settings.insert(setting, at: index ?? settings.endIndex)
    }

    func encode(to encoder: inout CBOREncoder) {
        encoder.array(3)
        encoder.text(name)
        encoder.clock(covered)
        encoder.array(settings.count)
        for setting in settings {
            encoder.array(5)
            encoder.unsigned(UInt64(setting.site.value))
            encoder.unsigned(setting.sequence)
            encoder.text(setting.actor)
            setting.time.encode(to: &encoder)
            encoder.value(setting.value)
        }
    }
}
