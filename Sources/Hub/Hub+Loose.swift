import CaseRecords
import CentralStore
import SyncProtocol

/// Events that points gave back before their author came: in a restored centre a number may have
/// become another disk's, so that an event is known by its hash until its author says where it is.
extension Hub {
    /// Where an event that is given back stands until its author comes: at its own place, or, when
    /// another event has that one by now, under a number that nobody has.
    func place(of vouched: VouchedEvent) throws(StoreError) -> EventPlace {
        let sequence = vouched.sequence
        if try store.hash(of: sequence, on: vouched.site) == nil {
            return EventPlace(vouched.site, sequence)
        }
        // Where the one before it has gone this one goes, too.
        if let label = try store.branch(of: vouched.previous),
            try store.hash(of: sequence, on: label) == nil
        {
            return EventPlace(label, sequence)
        }
        return EventPlace(try store.reserveSite(), sequence)
    }

    /// Whether a point gave an event back before those before it came.
    func isLoose(_ place: EventPlace) throws(StoreError) -> Bool {
        formerLives.isEmpty ? false : try store.loose(place) != nil
    }

    /// Gives an event that its author brings the place that it has on his branch, when another
    /// point gave it back before; false when it is new.
    func settle(
        _ head: Head, on site: Site, noting notes: inout ChangeNotes
    ) throws(StoreError) -> Bool {
        guard !formerLives.isEmpty else { return false }
        let place = EventPlace(site.number, head.sequence)
        let label = try store.branch(of: head.hash)
        if label != site.number, try isLoose(place) {
            let free = EventPlace(try store.reserveSite(), head.sequence)
            try move(place, to: free, &notes)
            try tell(free, &notes)
        }
        guard let label, try isLoose(EventPlace(label, head.sequence)) else { return false }
        if label != site.number {
            try move(EventPlace(label, head.sequence), to: place, &notes)
        }
        try store.fasten(place)
        try tell(place, &notes)
        try grantCreated(at: place, of: place.site, &notes)
        return true
    }

    /// Gives a loose event another place.
    private func move(
        _ loose: EventPlace, to place: EventPlace, _ notes: inout ChangeNotes
    ) throws(StoreError) {
        try log(&notes)
        if try store.site(place.site) == nil { try store.put(Site(unknown: place.site)) }
        try store.move(loose, to: place)
        guard let record = try store.event(at: place)?.record else { return }
        // Whoever has it may have named its former place.
        for stream in try store.interested(in: record) {
            try store.note(givenBack: loose, of: record, by: stream)
        }
    }

    /// Tells everyone who may see it where an event stands, and folds its record anew: how its
    /// branch hangs together with others may not have been known before.
    private func tell(_ place: EventPlace, _ notes: inout ChangeNotes) throws(StoreError) {
        try log(&notes)
        guard let event = try store.event(at: place) else { return }
        try repair([event.record])
        let change = Change(event: place, position: event.position, isGrant: false)
        let kind = try store.record(event.record)?.summary.kind ?? ""
        guard !Projection.isReference(kind) else {
            return notes.add(change, of: event.record, to: .reference)
        }
        for stream in try store.interested(in: event.record) {
            notes.add(change, of: event.record, to: stream)
        }
    }

    /// The same for all loose events of a branch of which more has become known.
    func tellLoose(on label: SiteNumber) throws(StoreError) {
        var notes = ChangeNotes()
        for sequence in try store.looseSequences(of: label) {
            try tell(EventPlace(label, sequence), &notes)
        }
        try log(&notes)
    }

    /// Lets a point see what it has created, under the label that it had then, when it came back
    /// before it was known whose it is.
    func grantCreated(
        at place: EventPlace, of label: SiteNumber, _ notes: inout ChangeNotes
    ) throws(StoreError) {
        let stream = try tree().root(of: label)
        try log(&notes)
        guard let event = try store.event(at: place), event.position == 1,
            let row = try store.record(event.record),
            try !store.isInterested(stream, in: event.record)
        else { return }
        try noteGrant(of: row, to: stream, in: &notes)
        try grantAttached(to: event.record, stream, noting: &notes)
        try log(&notes)
    }

    /// Whether events that continue a head have another one where one stands that was given back.
    func contradictsLoose(
        _ events: some Sequence<[UInt8]>, after head: Head, on site: Site
    ) throws(StoreError) -> Bool {
        let loose = try looseSequences(of: site)
        guard !loose.isEmpty else { return false }
        var head = head
        for bytes in events {
            head = head.following(bytes, hash)
            guard loose.contains(head.sequence) else { continue }
            if try store.hash(of: head.sequence, on: site.number) != head.hash { return true }
        }
        return false
    }

    /// A branch of which nothing but such events is here begins with the first request of its
    /// point, which may have another event at their places.
    func beginLoose(_ site: inout Site, _ request: Request) throws(StoreError) {
        guard !formerLives.isEmpty, site.head == nil, site.parent == nil,
            request.base.number == 0, try !store.looseSequences(of: site.number).isEmpty
        else { return }
        site.epoch = request.base.prefix
        site.head = Head(epoch: request.base.prefix)
    }
}
