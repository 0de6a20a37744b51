/// The hub's judgement on one document of one site, without store or chance.
package struct DocumentDesk: Equatable, Sendable {
    /// How far a document of a site has come.
    package enum State: Equatable, Sendable {
        /// No event of the site that stands names it in a record that the site may see.
        case unnamed
        /// It is wanted of this site.
        case open
        /// Its content is here, and the site has sent it, proved it, or may read it anyway.
        case here
        case refused(DocumentRefusal)
    }

    package var state: State
    /// Whether the content is here from another site.
    package var isHeld: Bool
    /// Whether this site has failed to prove that it has the content: then its chunks are asked
    /// for, as of a document that the hub does not have.
    package var isDisproved: Bool

    package init(state: State, isHeld: Bool, isDisproved: Bool) {
        self.state = state
        self.isHeld = isHeld
        self.isDisproved = isDisproved
    }

    /// What is asked for next.
    package enum Question: Equatable, Sendable {
        case nothing(DocumentVerdict)
        case proof
        case chunks
    }

    /// What the site is told, once the store has looked up what goes with it.
    package var question: Question {
        switch state {
        case .unnamed: .nothing(.unnamed)
        case .here: .nothing(.here)
        case .refused(let reason): .nothing(.refused(reason))
        case .open: isHeld && !isDisproved ? .proof : .chunks
        }
    }

    /// Whether a chunk is looked at: also when a proof was asked for, because in a bundle the
    /// chunks come unasked.
    package var takesChunks: Bool { state == .open }

    /// Judges a proof against the hash that the hub has computed from its own copy, nil when it
    /// had not asked; a wrong one is never tried a second time.
    package mutating func judge(_ proof: [UInt8], expected: [UInt8]?) {
        guard state == .open, isHeld, !isDisproved, let expected else { return }
        if proof == expected {
            state = .here
        } else {
            isDisproved = true
        }
    }

    /// The chunks have made the document whole.
    package mutating func complete() {
        guard state == .open else { return }
        state = .here
    }

    /// The chunks were thrown away.
    package mutating func refuse(_ reason: DocumentRefusal) {
        guard state == .open else { return }
        state = .refused(reason)
    }
}
