import Console
import Testing

@testable import kiosk

/// The few words before the line that is typed.
@Suite struct PromptStateTests {
    @Test(arguments: [
        (PromptState(), ""), (PromptState(isOffline: true), "[ngoại tuyến] "),
        (PromptState(waiting: 3), "[3 chờ gửi] "),
        (
            PromptState(isOffline: true, waiting: 3, seconds: 110),
            "[ngoại tuyến · 3 chờ gửi · khoảng 2 phút] "
        ),
        (PromptState(seconds: 110), ""),
    ])
    func `the prompt says what is so, and nothing when all is well`(
        state: PromptState, text: String
    ) {
        #expect(state.text(.vi) == text)
    }

    @Test(arguments: [
        (80, "[ngoại tuyến · 3 chờ gửi · khoảng 2 phút] "), (40, "[ngoại tuyến · 3 chờ gửi] "),
        (30, "[ngoại tuyến] "), (20, ""),
    ])
    func `on a narrow screen there is room to type`(width: Int, text: String) {
        let state = PromptState(isOffline: true, waiting: 3, seconds: 110)
        #expect(state.text(.vi, width: width) == text)
    }

    @Test func `the prompt speaks English too`() {
        let state = PromptState(isOffline: true, waiting: 1, seconds: 5)
        #expect(state.text(.en) == "[offline · 1 to send · about 5 s] ")
    }
}
