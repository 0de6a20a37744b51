import CaseModel
import CaseRecords
import Console
import Forms
import Frontend
import QRCode
import SyncProtocol
import Testing

/// Forms 02, 04 and 06 made from what people did with a case.
@Suite struct CaseFormsTests {
    /// A case that was asked for papers, handed on, extended and decided late.
    private static func story() throws -> Story {
        var story = Story()
        let due = try Instant.milliseconds(iso: "2026-12-08T17:00:00+07:00")
        try story.officer(.accept, "Mai", "2026-11-30T09:00:00+07:00")
        try story.officer(
            .request(
                .init(
                    items: ["Giấy tờ chứng minh chỗ ở", "Giấy ủy quyền"],
                    reason: "Chưa có giấy tờ về chỗ ở.", guidance: "Nộp tại bất kỳ điểm nào."),
                isConfirmed: false), "Mai", "2026-12-01T09:00:00+07:00")
        try story.officer(.received, "Mai", "2026-12-02T09:00:00+07:00")
        try story.officer(
            .handOver(unit: "H57.19753", officer: "Hà"), "Mai", "2026-12-03T09:00:00+07:00")
        try story.officer(
            .extend(due: due, reason: "Chờ xác minh."), "Hà", "2026-12-07T10:00:00+07:00")
        try story.officer(.decide(.approved, reason: nil), "Hà", "2026-12-09T10:00:00+07:00")
        try story.point(.handOver(to: nil), at: 2, "Lan", "2026-12-10T08:00:00+07:00")
        return story
    }

    private static func text(
        _ form: FormNumber, of story: Story, _ width: Int, _ language: Language = .vi
    ) throws -> String {
        let units = ["H57.19815": "Phường An Cựu", "H57.19753": "Phường Vỹ Dạ"]
        let now = try Instant.milliseconds(iso: "2026-12-10T08:05:00+07:00")
        let forms = CaseForms(
            story.state, events: story.events, hubs: Story.hubs,
            .init(
                money: CaseMoney(fee: nil, payments: []), procedure: nil, unit: { units[$0] },
                point: Story.place, secret: nil, place: "Bưu cục Lộc An", actor: "Lan", now: now))
        // The square is tested where it is drawn.
        let lines = try forms.lines(form, width: width, style: .ascii, language: language)
        let square = lines.firstIndex { $0.contains("##########") } ?? lines.endIndex
        let end = lines[..<square].lastIndex { !$0.allSatisfy { $0 == " " } } ?? lines.endIndex - 1
        return lines[...end].joined(separator: "\n")
            .replacing(story.slip ?? "?", with: "T-2-261130-1-ABE")
    }

    @Test(arguments: [FormNumber.supplement, .apology])
    func `a case without such an act gives no such form`(form: FormNumber) {
        #expect(throws: Failure.self) { try Self.text(form, of: Story(), 80) }
    }

    @Test func `the supplement request names everything, by whoever asked, on a page`() throws {
        #expect(
            try Self.text(.supplement, of: Self.story(), 80) == """
                             PHƯỜNG AN CỰU                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                            Bưu cục Lộc An                     Độc lập - Tự do - Hạnh phúc
                         Số: T-2-261130-1-ABE                  ---------------------------
                                                                Ngày 10 tháng 12 năm 2026

                                    PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ
                                                  (Mẫu số 02)

                Số giấy hẹn: T-2-261130-1-ABE (ký tự kiểm tra E)
                Mã hồ sơ: chưa có; trung tâm cấp khi tiếp nhận
                Kính gửi: Trần Thị Mai
                Nội dung yêu cầu giải quyết: Đăng ký tạm trú (1.004194)
                Tiếp nhận lúc: 08:00 ngày 30/11/2026

                Đề nghị Ông/Bà bổ sung, hoàn thiện hồ sơ gồm:
                1. Giấy tờ chứng minh chỗ ở
                2. Giấy ủy quyền

                Lý do: Chưa có giấy tờ về chỗ ở.
                Hướng dẫn: Nộp tại bất kỳ điểm nào.
                Hồ sơ chỉ phải bổ sung một lần. Thời gian chờ bổ sung không tính vào thời hạn
                giải quyết.

                                                                     NGƯỜI LẬP PHIẾU
                                                                   (Ký, ghi rõ họ tên)


                                                                           Mai
                """)
    }

    @Test func `the supplement request names everything, by whoever asked, on a receipt printer`()
        throws
    {
        #expect(
            try Self.text(.supplement, of: Self.story(), 48) == """
                       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                          Độc lập - Tự do - Hạnh phúc
                          ---------------------------

                                 PHƯỜNG AN CỰU
                                 Bưu cục Lộc An
                              Số: T-2-261130-1-ABE
                           Ngày 10 tháng 12 năm 2026

                    PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ
                                  (Mẫu số 02)

                Số giấy hẹn: T-2-261130-1-ABE (ký tự kiểm tra E)
                Mã hồ sơ: chưa có; trung tâm cấp khi tiếp nhận
                Kính gửi: Trần Thị Mai
                Nội dung yêu cầu giải quyết: Đăng ký tạm trú
                  (1.004194)
                Tiếp nhận lúc: 08:00 ngày 30/11/2026

                Đề nghị Ông/Bà bổ sung, hoàn thiện hồ sơ gồm:
                1. Giấy tờ chứng minh chỗ ở
                2. Giấy ủy quyền

                Lý do: Chưa có giấy tờ về chỗ ở.
                Hướng dẫn: Nộp tại bất kỳ điểm nào.
                Hồ sơ chỉ phải bổ sung một lần. Thời gian chờ bổ
                sung không tính vào thời hạn giải quyết.

                                NGƯỜI LẬP PHIẾU
                              (Ký, ghi rõ họ tên)


                                      Mai
                """)
    }

    @Test func `the apology has both dates, on a page`() throws {
        #expect(
            try Self.text(.apology, of: Self.story(), 80) == """
                             PHƯỜNG AN CỰU                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                            Bưu cục Lộc An                     Độc lập - Tự do - Hạnh phúc
                         Số: T-2-261130-1-ABE                  ---------------------------
                                                                Ngày 10 tháng 12 năm 2026

                                   PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ
                                                  (Mẫu số 04)

                Số giấy hẹn: T-2-261130-1-ABE (ký tự kiểm tra E)
                Mã hồ sơ: chưa có; trung tâm cấp khi tiếp nhận
                Kính gửi: Trần Thị Mai
                Nội dung yêu cầu giải quyết: Đăng ký tạm trú (1.004194)
                Tiếp nhận lúc: 08:00 ngày 30/11/2026

                Hồ sơ chưa được giải quyết đúng hẹn. Cơ quan xin lỗi Ông/Bà về sự chậm trễ này.
                Lý do: Chờ xác minh.
                Ngày hẹn trước đây: 17:00 ngày 07/12/2026
                Hẹn lại ngày trả kết quả: 17:00 ngày 08/12/2026

                                                                     NGƯỜI LẬP PHIẾU
                                                                   (Ký, ghi rõ họ tên)


                                                                           Hà
                """)
    }

    @Test func `the apology has both dates, on a receipt printer`() throws {
        #expect(
            try Self.text(.apology, of: Self.story(), 48) == """
                       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                          Độc lập - Tự do - Hạnh phúc
                          ---------------------------

                                 PHƯỜNG AN CỰU
                                 Bưu cục Lộc An
                              Số: T-2-261130-1-ABE
                           Ngày 10 tháng 12 năm 2026

                   PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ
                                  (Mẫu số 04)

                Số giấy hẹn: T-2-261130-1-ABE (ký tự kiểm tra E)
                Mã hồ sơ: chưa có; trung tâm cấp khi tiếp nhận
                Kính gửi: Trần Thị Mai
                Nội dung yêu cầu giải quyết: Đăng ký tạm trú
                  (1.004194)
                Tiếp nhận lúc: 08:00 ngày 30/11/2026

                Hồ sơ chưa được giải quyết đúng hẹn. Cơ quan xin
                lỗi Ông/Bà về sự chậm trễ này.
                Lý do: Chờ xác minh.
                Ngày hẹn trước đây: 17:00 ngày 07/12/2026
                Hẹn lại ngày trả kết quả: 17:00 ngày 08/12/2026

                                NGƯỜI LẬP PHIẾU
                              (Ký, ghi rõ họ tên)


                                       Hà
                """)
    }

    @Test func `the control sheet has every hand-over, on a page`() throws {
        #expect(
            try Self.text(.control, of: Self.story(), 80) == """
                             PHƯỜNG AN CỰU                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                            Bưu cục Lộc An                     Độc lập - Tự do - Hạnh phúc
                         Số: T-2-261130-1-ABE                  ---------------------------
                                                                Ngày 10 tháng 12 năm 2026

                                   PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ
                                                  (Mẫu số 06)

                Số giấy hẹn: T-2-261130-1-ABE (ký tự kiểm tra E)
                Mã hồ sơ: chưa có; trung tâm cấp khi tiếp nhận
                Nội dung yêu cầu giải quyết: Đăng ký tạm trú (1.004194)
                Hẹn trả: 17:00 ngày 08/12/2026

                Bên giao            Bên nhận            Giao nhận lúc    Kết quả   Ghi chú
                --------------------------------------------------------------------------------
                Trần Thị Mai        Bưu cục Lộc An      08:00 30/11/2026           Nhận hồ sơ
                Bưu cục Lộc An      Phường An Cựu       09:00 30/11/2026           Tiếp nhận
                Phường An Cựu       Phường An Cựu       09:00 01/12/2026           Yêu cầu bổ
                                                                                   sung
                Phường An Cựu       Phường An Cựu       09:00 02/12/2026           Nhận bổ sung
                Phường An Cựu       Phường Vỹ Dạ        09:00 03/12/2026           Bàn giao: Hà
                Phường Vỹ Dạ        Phường Vỹ Dạ        10:00 07/12/2026           Xin lỗi, hẹn
                                                                                   lại: Chờ xác
                                                                                   minh.
                Phường Vỹ Dạ        Phường Vỹ Dạ        10:00 09/12/2026 quá hạn   Ra kết quả
                Phường Vỹ Dạ        Trần Thị Mai        08:00 10/12/2026           Trả kết quả
                """)
    }

    @Test func `the control sheet has every hand-over, on a receipt printer`() throws {
        #expect(
            try Self.text(.control, of: Self.story(), 48) == """
                       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                          Độc lập - Tự do - Hạnh phúc
                          ---------------------------

                                 PHƯỜNG AN CỰU
                                 Bưu cục Lộc An
                              Số: T-2-261130-1-ABE
                           Ngày 10 tháng 12 năm 2026

                   PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ
                                  (Mẫu số 06)

                Số giấy hẹn: T-2-261130-1-ABE (ký tự kiểm tra E)
                Mã hồ sơ: chưa có; trung tâm cấp khi tiếp nhận
                Nội dung yêu cầu giải quyết: Đăng ký tạm trú
                  (1.004194)
                Hẹn trả: 17:00 ngày 08/12/2026

                1. Trần Thị Mai → Bưu cục Lộc An
                   08:00 30/11/2026, Nhận hồ sơ
                2. Bưu cục Lộc An → Phường An Cựu
                   09:00 30/11/2026, Tiếp nhận
                3. Phường An Cựu → Phường An Cựu
                   09:00 01/12/2026, Yêu cầu bổ sung
                4. Phường An Cựu → Phường An Cựu
                   09:00 02/12/2026, Nhận bổ sung
                5. Phường An Cựu → Phường Vỹ Dạ
                   09:00 03/12/2026, Bàn giao: Hà
                6. Phường Vỹ Dạ → Phường Vỹ Dạ
                   10:00 07/12/2026, Xin lỗi, hẹn lại: Chờ xác
                   minh.
                7. Phường Vỹ Dạ → Phường Vỹ Dạ
                   10:00 09/12/2026, quá hạn, Ra kết quả
                8. Phường Vỹ Dạ → Trần Thị Mai
                   08:00 10/12/2026, Trả kết quả
                """)
    }

    @Test func `the control sheet has every hand-over, on a page in English`() throws {
        #expect(
            try Self.text(.control, of: Self.story(), 80, .en) == """
                             PHƯỜNG AN CỰU                   SOCIALIST REPUBLIC OF VIET NAM
                            Bưu cục Lộc An                 Independence - Freedom - Happiness
                         No. T-2-261130-1-ABE              ----------------------------------
                                                                       10/12/2026

                                           CONTROL SHEET OF THE CASE
                                                   (Form 06)

                Slip number: T-2-261130-1-ABE (check character E)
                Official code: none yet; given on acceptance
                Procedure: Đăng ký tạm trú (1.004194)
                Due at: 17:00 on 08/12/2026

                Given by            Received by         At               Timing    Note
                --------------------------------------------------------------------------------
                Trần Thị Mai        Bưu cục Lộc An      08:00 30/11/2026           Received
                Bưu cục Lộc An      Phường An Cựu       09:00 30/11/2026           Accepted
                Phường An Cựu       Phường An Cựu       09:00 01/12/2026           More papers
                                                                                   asked for
                Phường An Cựu       Phường An Cựu       09:00 02/12/2026           Papers
                                                                                   received
                Phường An Cựu       Phường Vỹ Dạ        09:00 03/12/2026           Handed on: Hà
                Phường Vỹ Dạ        Phường Vỹ Dạ        10:00 07/12/2026           Apology, new
                                                                                   date: Chờ xác
                                                                                   minh.
                Phường Vỹ Dạ        Phường Vỹ Dạ        10:00 09/12/2026 late      Decided
                Phường Vỹ Dạ        Trần Thị Mai        08:00 10/12/2026           Result handed
                                                                                   over
                """)
    }
}
