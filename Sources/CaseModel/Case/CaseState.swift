/// The state of a case as the national portal numbers it.
package enum CaseState: String, CaseIterable, Sendable {
    case submitted
    case accepted
    case declined
    case processing
    case supplement
    case payment
    case withdrawn
    case stopped
    case done
    case returned

    /// 1 to 10 on the national portal.
    package var portalNumber: Int {
        switch self {
        case .submitted: 1
        case .accepted: 2
        case .declined: 3
        case .processing: 4
        case .supplement: 5
        case .payment: 6
        case .withdrawn: 7
        case .stopped: 8
        case .done: 9
        case .returned: 10
        }
    }

    package var nameVi: String {
        switch self {
        case .submitted: "Mới đăng ký"
        case .accepted: "Được tiếp nhận"
        case .declined: "Không được tiếp nhận"
        case .processing: "Đang xử lý"
        case .supplement: "Yêu cầu bổ sung giấy tờ"
        case .payment: "Yêu cầu thực hiện nghĩa vụ tài chính"
        case .withdrawn: "Công dân yêu cầu rút hồ sơ"
        case .stopped: "Dừng xử lý"
        case .done: "Đã xử lý xong"
        case .returned: "Đã trả kết quả"
        }
    }

    package var nameEn: String {
        switch self {
        case .submitted: "Handed in"
        case .accepted: "Accepted"
        case .declined: "Not accepted"
        case .processing: "In progress"
        case .supplement: "More papers needed"
        case .payment: "Payment needed"
        case .withdrawn: "Withdrawn by the citizen"
        case .stopped: "Stopped"
        case .done: "Decided"
        case .returned: "Result handed over"
        }
    }

    /// Whether nothing more is to be decided.
    package var isFinal: Bool {
        switch self {
        case .declined, .withdrawn, .stopped, .done, .returned: true
        case .submitted, .accepted, .processing, .supplement, .payment: false
        }
    }
}
