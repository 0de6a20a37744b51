extension Procedure {
    /// A fee in đồng, with the words that stand beside it.
    package struct Fee: Equatable, Sendable {
        /// Nil when only the words or a price by page are known.
        package var amount: Int64?
        /// What else has to be said of the price, for example a price per copy.
        package var note: String?
        /// Who need not pay; printed beside the price, never instead of it (domain §6).
        package var exemptions: String?
        package var byPage: PagePrice?

        /// An amount in đồng, a price by page, and the words beside them.
        package init(
            amount: Int64?, note: String? = nil, exemptions: String? = nil,
            byPage: PagePrice? = nil
        ) {
            self.amount = amount
            self.note = note
            self.exemptions = exemptions
            self.byPage = byPage
        }

        var isEmpty: Bool {
            amount == nil && note == nil && exemptions == nil && byPage == nil
        }

        /// What so many pages cost; nil when the catalogue does not say.
        package func total(pages: Int) -> Int64? {
            byPage.map { $0.total(pages: pages) } ?? amount
        }
    }

    /// A price by page: so much for the first pages, so much for each further one, up to a cap.
    package struct PagePrice: Equatable, Sendable {
        package var price: Int64
        /// How many pages cost `price` before `further` counts; nil: all of them.
        package var first: Int?
        package var further: Int64?
        /// The most that one copy costs, however many pages it has.
        package var cap: Int64?

        /// Puts a price together.
        package init(
            price: Int64, first: Int? = nil, further: Int64? = nil, cap: Int64? = nil
        ) {
            self.price = price
            self.first = first
            self.further = further
            self.cap = cap
        }

        /// What so many pages cost.
        package func total(pages: Int) -> Int64 {
            let pages = min(max(0, pages), CaseLimits.pages)
            let dear = min(pages, first ?? pages)
            let sum = price * Int64(dear) + (further ?? price) * Int64(pages - dear)
            return cap.map { min(sum, $0) } ?? sum
        }
    }
}
