extension CaseAct {
    /// What was done, as control sheets say it in Vietnamese.
    package var nameVi: String {
        switch self {
        case .accept: "Tiếp nhận"
        case .decline: "Không tiếp nhận"
        case .assign: "Giao xử lý"
        case .handOver: "Bàn giao"
        case .request: "Yêu cầu bổ sung"
        case .received: "Nhận bổ sung"
        case .wait: "Chờ cơ quan khác"
        case .resume: "Cơ quan khác đã trả lời"
        case .decide: "Ra kết quả"
        case .extend: "Xin lỗi, hẹn lại"
        case .stop: "Dừng xử lý"
        case .ready: "Có kết quả"
        case .finish, .return: "Trả kết quả"
        case .withdraw: "Công dân rút hồ sơ"
        }
    }

    /// The same in English.
    package var nameEn: String {
        switch self {
        case .accept: "Accepted"
        case .decline: "Not accepted"
        case .assign: "Assigned"
        case .handOver: "Handed on"
        case .request: "More papers asked for"
        case .received: "Papers received"
        case .wait: "Another agency asked"
        case .resume: "The other agency answered"
        case .decide: "Decided"
        case .extend: "Apology, new date"
        case .stop: "Stopped"
        case .ready: "Result ready"
        case .finish, .return: "Result handed over"
        case .withdraw: "Withdrawn by the citizen"
        }
    }
}
