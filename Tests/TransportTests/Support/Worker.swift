import Glibc
import Synchronization

/// A thread of the system: a test that blocks must not block Swift's few threads.
final class Worker {
    private final class Box {
        let work: @Sendable () -> Void

        init(_ work: @escaping @Sendable () -> Void) {
            self.work = work
        }
    }

    private var thread = pthread_t()

    init(_ work: @escaping @Sendable () -> Void) {
        let box = unsafe Unmanaged.passRetained(Box(work)).toOpaque()
        let result = unsafe pthread_create(
            &thread, nil,
            { context in
                guard let context = unsafe context else { return nil }
                unsafe Unmanaged<Box>.fromOpaque(context).takeRetainedValue().work()
                return nil
            }, box)
        precondition(result == 0, "no thread: error \(result)")
    }

    func join() {
        let result = pthread_join(thread, nil)
        precondition(result == 0, "not joined: error \(result)")
    }
}

/// Values that several threads collect.
final class Collected<Value: Sendable>: Sendable {
    private let values = Mutex<[Value]>([])

    func append(_ value: Value) {
        values.withLock { $0.append(value) }
    }

    var all: [Value] { values.withLock { $0 } }
}
