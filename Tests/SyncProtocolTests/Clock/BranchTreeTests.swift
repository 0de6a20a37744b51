import SyncProtocol
import Testing

@Suite struct BranchTreeTests {
    /// Branch 5 grew out of 2 after 10, and 8 out of 5 after 14.
    private let tree = BranchTree([
        .init(site: SiteNumber(8), parent: SiteNumber(5), sequence: 14),
        .init(site: SiteNumber(5), parent: SiteNumber(2), sequence: 10),
    ])

    @Test(arguments: [
        (2 as UInt32, 99 as UInt64, 2 as UInt32), (5, 11, 5), (5, 10, 2), (5, 1, 2), (8, 15, 8),
        (8, 14, 5), (8, 11, 5), (8, 10, 2), (3, 7, 3),
    ])
    func `a sequence belongs to the branch on which it was written`(
        site: UInt32, sequence: UInt64, owner: UInt32
    ) {
        #expect(tree.owner(of: sequence, on: SiteNumber(site)) == SiteNumber(owner))
    }

    @Test func `the labels of a way along the tree are found in order`() {
        let all = tree.stretches(of: SiteNumber(8), 1...20)
        #expect(all.map(\.site.value) == [2, 5, 8])
        #expect(all.map(\.first) == [1, 11, 15])
        #expect(all.map(\.last) == [10, 14, 20])
        #expect(tree.stretches(of: SiteNumber(5), 3...7).map(\.site.value) == [2])
        #expect(tree.root(of: SiteNumber(8)) == SiteNumber(2))
        #expect(tree.forks(leadingTo: [SiteNumber(5)]).map(\.site.value) == [5])
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `what an author writes as a context is resolved to no less than was seen`(
        sequence: UInt64
    ) {
        for site in [2, 5, 8] as [UInt32] {
            for label in [2, 5, 8] as [UInt32] {
                let seen = VectorClock([.init(site: SiteNumber(label), sequence: sequence)])
                let context = tree.context(seen, of: SiteNumber(site))
                #expect(tree.resolve(context, on: SiteNumber(site)).covers(seen))
            }
        }
    }

    private static let contexts: [(VectorClock, UInt32, VectorClock)] = [
        (clock([0: 12]), 2 as UInt32, clock([2: 12])),
        (clock([0: 10]), 5, clock([2: 10])),
        (clock([0: 11]), 5, clock([2: 10, 5: 11])),
        (clock([0: 9, 1: 4]), 5, clock([1: 4, 2: 9])),
        (clock([0: 20]), 8, clock([2: 10, 5: 14, 8: 20])),
        (clock([0: 14]), 8, clock([2: 10, 5: 14])),
        (clock([0: 3]), 8, clock([2: 3])),
        // What the parent wrote after the fork was delivered like anybody else's.
        (clock([0: 11, 2: 13]), 5, clock([2: 13, 5: 11])),
        (clock([1: 4]), 5, clock([1: 4])), (clock([:]), 5, clock([:])),
    ]

    @Test(arguments: contexts)
    func `own is resolved to what the branch inherited and added`(
        context: VectorClock, site: UInt32, resolved: VectorClock
    ) {
        #expect(tree.resolve(context, on: SiteNumber(site)) == resolved)
    }

    @Test func `own of a tree without forks is the branch itself`() {
        let resolved = BranchTree().resolve(clock([0: 4, 3: 2]), on: SiteNumber(6))
        #expect(resolved == clock([3: 2, 6: 4]))
    }

    @Test func `a fork that names a later parent cannot turn in a circle`() {
        let circle = BranchTree([
            .init(site: SiteNumber(2), parent: SiteNumber(3), sequence: 5),
            .init(site: SiteNumber(3), parent: SiteNumber(2), sequence: 5),
        ])
        #expect(circle.owner(of: 1, on: SiteNumber(3)) == SiteNumber(2))
        #expect(circle.resolve(clock([0: 9]), on: SiteNumber(3)) == clock([2: 5, 3: 9]))
    }

    @Test func `own on any branch covers exactly its first events, inherited ones included`() {
        for seed in 0..<500 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let family = Family(&generator)
            let site = generator.pick(family.chains.map(\.key).sorted())
            let chain = family.chains[site, default: []]
            let count = generator.below(chain.count + 1)
            let context = VectorClock([.init(site: .own, sequence: UInt64(count))])
            let resolved = family.tree.resolve(context, on: site)
            let covered = family.all.filter { resolved.covers($0.sequence, of: $0.site) }
            #expect(covered == Set(chain[..<count]), "seed \(seed)")
            let owned = chain.allSatisfy { family.tree.owner(of: $0.sequence, on: site) == $0.site }
            #expect(owned, "seed \(seed)")
        }
    }

    @Test func `an edit on a fork replaces what it inherited and nothing its twin wrote`() {
        let tree = BranchTree([.init(site: SiteNumber(5), parent: SiteNumber(2), sequence: 2)])
        var branch = Branch(SiteNumber(2))
        let created = branch.write(nil, fields: ["phone": "1"])
        let name = created.record
        let inherited = branch.write(name, context: [0: 1], fields: ["phone": "2"])
        var child = branch.forked(SiteNumber(5))
        let lost = branch.write(name, context: [0: 2], fields: ["phone": "parent"])
        let edit = child.write(name, context: [0: 2], fields: ["phone": "child"])
        let again = child.write(name, context: [0: 3], fields: ["phone": "child again"])
        let events = [created, inherited, lost, edit, again]
        let state = RecordState(name, folding: events, tree: tree)
        #expect(
            state.register("phone")?.values == [.text("parent"), .text("child again")])
        let backwards = RecordState(name, folding: events.reversed(), tree: tree)
        #expect(backwards.encoded == state.encoded)
        #expect(state.clock == clock([2: 3, 5: 4]))
        let alone = [again, edit, inherited, created]
        let linear = RecordState(name, folding: alone, tree: tree)
        #expect(linear.register("phone")?.values == [.text("child again")])
        // Without the fork, `own` would mean nothing that the parent wrote.
        #expect(!RecordState(name, folding: alone).conflicts.isEmpty)
    }
}

/// A random tree of forks with the events of each branch, without any clock.
private struct Family {
    struct Event: Hashable {
        let site: SiteNumber
        let sequence: UInt64
    }

    private(set) var chains: [SiteNumber: [Event]] = [:]
    let tree: BranchTree
    var all: Set<Event> { Set(chains.values.joined()) }

    init(_ generator: inout SeededGenerator) {
        var forks: [BranchTree.Fork] = []
        for number in 1...UInt32(2 + generator.below(5)) {
            let site = SiteNumber(number)
            var chain: [Event] = []
            if number > 1, !generator.once(in: 4) {
                let parent = SiteNumber(UInt32(1 + generator.below(Int(number) - 1)))
                let inherited = chains[parent, default: []]
                chain = Array(inherited[..<generator.below(inherited.count + 1)])
                forks.append(.init(site: site, parent: parent, sequence: UInt64(chain.count)))
            }
            for _ in 0..<generator.below(5) {
                chain.append(Event(site: site, sequence: UInt64(chain.count + 1)))
            }
            chains[site] = chain
        }
        tree = BranchTree(forks)
    }
}
