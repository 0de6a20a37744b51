/// What the process tells its caller when it ends; scripts rely on the numbers.
package enum ExitCode: Int32, Sendable, CaseIterable {
    case done = 0
    case failed = 1
    case usage = 2
    /// Refused by a rule or invalid input: nothing was saved.
    case refused = 3
    /// No link: the work is safe and can be sent later.
    case noLink = 4

    /// One line of help about this code.
    package var meaning: Localized {
        switch self {
        case .done: Localized(vi: "xong", en: "done")
        case .failed: Localized(vi: "có lỗi", en: "failed")
        case .usage: Localized(vi: "gõ lệnh sai", en: "wrong usage")
        case .refused:
            Localized(
                vi: "bị từ chối, không lưu gì", en: "refused or invalid, nothing was saved")
        case .noLink:
            Localized(
                vi: "mất mạng, dữ liệu vẫn an toàn, thử lại sau",
                en: "no link, the work is safe, try again")
        }
    }
}
