import CReadline

/// Overwrites what a person typed where nothing of ours can reach it any more.
///
/// Swift's strings are freed when the dialogue is dropped, but a freed block keeps its bytes until
/// it is used again, and so does the stack.
enum FreedMemory {
    /// From now on memory is overwritten when it is freed.
    static func overwriteFromNowOn() { motcua_memory_overwrite_freed() }

    /// Overwrites the blocks that the C library keeps beside, and what is left on the stack.
    static func overwriteRest() {
        motcua_memory_overwrite_kept()
        motcua_memory_drop_stack()
        motcua_memory_overwrite_stack()
    }
}
