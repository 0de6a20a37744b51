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
        /// The question whose answer is how many are wanted, each at this price; nil for one.
        package var per: String?

        /// An amount in đồng, a price by page, and the words beside them.
        package init(
            amount: Int64?, note: String? = nil, exemptions: String? = nil,
            byPage: PagePrice? = nil, per: String? = nil
        ) {
            self.amount = amount
            self.note = note
            self.exemptions = exemptions
            self.byPage = byPage
            self.per = per
        }

        var isEmpty: Bool {
            amount == nil && note == nil && exemptions == nil && byPage == nil
        }

        /// What so many pages cost; nil when the catalogue does not say.
        package func total(pages: Int) -> Int64? {
            byPage.map { $0.total(pages: pages) } ?? amount
        }

        /// The fee of one case: what its answers make of the price, in `amount` alone.
        ///
        /// While it is not known how many pages there are, the price by page stands as it is.
        package func settled(by answer: (String) -> String?) -> Procedure.Fee {
            var fee = self
            if let byPage {
                let pages = byPage.pages.flatMap(answer).flatMap { Digits.value($0) }
                guard let pages, pages > 0 else { return self }
                fee.amount = byPage.total(pages: pages)
                fee.byPage = nil
            }
            if let count = per.flatMap(answer).flatMap({ Digits.value($0) }), count > 0 {
                fee.amount = fee.amount.map {
                    min($0, CaseLimits.price) * Int64(min(count, CaseLimits.pages))
                }
                fee.per = nil
            }
            return fee
        }

        /// What is due at least: of a price by page whose pages nobody counted, one page.
        package var least: Int64? { byPage.map { $0.total(pages: 1) } ?? amount }

        /// The questions that this price counts by, with the names of the keys that say so.
        var counts: [(key: String, answer: String)] {
            [per.map { ("fee_per", $0) }, byPage?.pages.map { ("fee_pages.pages", $0) }]
                .compactMap(\.self)
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
        /// The question whose answer is the number of pages.
        package var pages: String?

        /// Puts a price together.
        package init(
            price: Int64, first: Int? = nil, further: Int64? = nil, cap: Int64? = nil,
            pages: String? = nil
        ) {
            self.price = price
            self.first = first
            self.further = further
            self.cap = cap
            self.pages = pages
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
