/// A public key of a site with the number by which envelopes name it.
package struct SiteKeyNotice: Equatable, Sendable {
    package let number: UInt8
    /// 32 bytes.
    package let publicKey: [UInt8]

    package init(number: UInt8, publicKey: [UInt8]) {
        self.number = number
        self.publicKey = publicKey
    }

    /// The first 8 bytes of the key, to tell keys apart.
    package var prefix: UInt64 { publicKey.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
}

extension CBOREncoder {
    mutating func siteKey(_ key: SiteKeyNotice) {
        array(2)
        unsigned(UInt64(key.number))
        bytes(key.publicKey)
    }

    mutating func opened(_ branch: OpenedBranch) {
        array(2)
        fork(branch.fork)
        unsigned(branch.keyPrefix)
    }

    mutating func fork(_ fork: BranchTree.Fork) {
        array(3)
        unsigned(UInt64(fork.site.value))
        unsigned(UInt64(fork.parent.value))
        unsigned(fork.sequence)
    }
}

extension CBORDecoder {
    mutating func siteKey() throws(WireError) -> SiteKeyNotice {
        try tuple(2)
        let start = offset
        let number = try unsigned(limit: UInt64(UInt8.max))
        let key = try bytes(limit: 32)
        guard key.count == 32 else { throw .outOfRange(at: start) }
        return SiteKeyNotice(number: UInt8(number), publicKey: key)
    }

    /// A parent's number is lower than its child's, so that every way up the tree ends.
    mutating func fork() throws(WireError) -> BranchTree.Fork {
        try tuple(3)
        let start = offset
        let site = try siteNumber()
        let parent = try siteNumber()
        guard parent != .own, parent < site else { throw .outOfRange(at: start) }
        return BranchTree.Fork(site: site, parent: parent, sequence: try ordinal())
    }

    mutating func opened() throws(WireError) -> OpenedBranch {
        try tuple(2)
        let fork = try fork()
        return OpenedBranch(fork: fork, keyPrefix: try unsigned())
    }

    mutating func forks() throws(WireError) -> [BranchTree.Fork] {
        var forks: [BranchTree.Fork] = []
        for _ in 0..<(try array(limit: Limits.forksPerAnswer)) { forks.append(try fork()) }
        return forks
    }
}
