package import Console
package import SyncProtocol

/// The reasons for which the hub sets an event aside, in words.
package enum ParkText {
    /// The word that scripts compare.
    package static func identifier(_ reason: ParkReason) -> String {
        "\(reason)"
    }

    /// What the people at the point can do about it.
    package static func advice(_ reason: ParkReason) -> Localized {
        switch reason {
        case .malformed, .kindNotAllowed, .fieldNotAllowed, .unknownKind:
            Localized(
                vi: "Xin báo trung tâm: chỉ nơi đó nhận hoặc bỏ việc này.",
                en: "Tell the centre: it takes this act or drops it.")
        case .unknownRecord, .contextNotDelivered:
            Localized(
                vi: "Xin gửi lại sau khi đồng bộ; vẫn bị giữ thì báo trung tâm.",
                en: "Try again after a synchronisation; if it stays, tell the centre.")
        case .notEntitled:
            Localized(
                vi: "Xin lấy lại hồ sơ với mã tra cứu (kiosk fetch) rồi gửi lại, hoặc báo trung "
                    + "tâm.",
                en: "Fetch the case again with its secret (kiosk fetch) and try again, or tell the "
                    + "centre.")
        case .valueNotAllowed, .stateNotAllowed:
            Localized(
                vi: "Xin mở hồ sơ xem lại; còn cần thì ghi lại cho đúng, hoặc báo trung tâm.",
                en: "Look at the case; if it is still needed, write it again as it should be, or "
                    + "tell the centre.")
        case .insaneTime:
            Localized(
                vi: "Xin chỉnh đồng hồ máy này, rồi báo trung tâm.",
                en: "Set this machine's clock, then tell the centre.")
        case .heldBack:
            Localized(
                vi: "Việc trước được nhận thì việc này tự được nhận.",
                en: "It is taken by itself once the earlier one is.")
        case .rejected:
            Localized(
                vi: "Việc này không được tính; còn cần thì ghi lại cho đúng.",
                en: "It does not count; if it is still needed, write it again as it should be.")
        }
    }

    /// The sentence for people.
    package static func words(_ reason: ParkReason) -> Localized {
        switch reason {
        case .malformed:
            Localized(vi: "không đọc được nội dung", en: "its content cannot be read")
        case .unknownRecord:
            Localized(vi: "trung tâm không có hồ sơ này", en: "the centre has no such record")
        case .notEntitled:
            Localized(
                vi: "điểm này không được giao hồ sơ đó", en: "this point is not entitled to it")
        case .contextNotDelivered:
            Localized(
                vi: "nêu những thay đổi chưa từng gửi cho điểm này",
                en: "it claims to have seen what was never delivered to this point")
        case .kindNotAllowed:
            Localized(
                vi: "loại việc này chỉ trung tâm được làm",
                en: "only the centre may do this kind of act")
        case .fieldNotAllowed:
            Localized(
                vi: "có mục chỉ trung tâm được ghi", en: "it sets a field that is the centre's")
        case .valueNotAllowed:
            Localized(vi: "có giá trị không hợp lệ", en: "it holds a value that is not valid")
        case .insaneTime:
            Localized(
                vi: "đồng hồ lệch quá mười năm", en: "its clock is off by more than ten years")
        case .heldBack:
            Localized(
                vi: "chờ một việc trước đó của cùng hồ sơ đang bị giữ",
                en: "an earlier act on the same record is set aside")
        case .unknownKind:
            Localized(
                vi: "loại việc mà trung tâm chưa biết", en: "a kind that the centre does not know")
        case .stateNotAllowed:
            Localized(
                vi: "trạng thái của hồ sơ khi đó không cho phép việc này",
                en: "the case stood in a state that does not allow this")
        case .rejected:
            Localized(
                vi: "cán bộ trung tâm quyết định không nhận",
                en: "an officer of the centre decided not to take it")
        }
    }
}
