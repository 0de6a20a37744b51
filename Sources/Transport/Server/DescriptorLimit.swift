internal import Glibc

/// How many files and sockets the process may have open at once.
enum DescriptorLimit {
    /// Raises the soft limit as far as the hard one allows. Where that is not enough the server
    /// still works: connections then wait in the listening queue.
    static func raise(to wanted: Int) {
        var limit = rlimit()
        let what = __rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue))
        guard unsafe getrlimit(what, &limit) == 0, limit.rlim_cur < rlim_t(wanted) else { return }
        limit.rlim_cur = min(rlim_t(wanted), limit.rlim_max)
        _ = unsafe setrlimit(what, &limit)
    }
}
