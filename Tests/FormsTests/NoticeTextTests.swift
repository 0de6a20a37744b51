import Console
import Forms
import Testing

/// Forms 02 to 05 as they are printed.
@Suite struct NoticeTextTests {
    @Test func `the supplement request on a page`() {
        #expect(
            Samples.text(.supplement, 80, .vi) == """
                             PHƯỜNG AN CỰU                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                            Bưu cục Lộc An                     Độc lập - Tự do - Hạnh phúc
                         Số: T-2-261122-1-K5Q                  ---------------------------
                                                                Ngày 22 tháng 11 năm 2026

                                    PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ
                                                  (Mẫu số 02)

                Số giấy hẹn: T-2-261122-1-K5Q (ký tự kiểm tra Q)
                Mã hồ sơ: H57.19815-261122-0001
                Kính gửi: Trần Thị Mai
                Địa chỉ: Kiệt 14 Nguyễn Sinh Cung, phường Vỹ Dạ, thành phố Huế
                Số điện thoại: 0905218446
                Nội dung yêu cầu giải quyết: Đăng ký tạm trú (1.004194)
                Tiếp nhận lúc: 14:03 ngày 22/11/2026

                Đề nghị Ông/Bà bổ sung, hoàn thiện hồ sơ gồm:
                1. Giấy tờ chứng minh chỗ ở hợp pháp (bản sao có chứng thực)
                2. Giấy ủy quyền của người đứng tên nhà

                Lý do: Hồ sơ chưa có giấy tờ về chỗ ở.
                Hướng dẫn: Nộp tại bất kỳ điểm tiếp nhận nào trong thành phố.
                Bổ sung trước: 14:03 ngày 02/12/2026
                Hồ sơ chỉ phải bổ sung một lần. Thời gian chờ bổ sung không tính vào thời hạn
                giải quyết.

                                                                     NGƯỜI LẬP PHIẾU
                                                                   (Ký, ghi rõ họ tên)


                                                                        Hoàng Lan

                                                      █▀█
                                                      ▄ █
                                             Quét để tra cứu hồ sơ
                """)
    }

    @Test func `the supplement request on a receipt printer`() {
        #expect(
            Samples.text(.supplement, 48, .vi) == """
                       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                          Độc lập - Tự do - Hạnh phúc
                          ---------------------------

                                 PHƯỜNG AN CỰU
                                 Bưu cục Lộc An
                              Số: T-2-261122-1-K5Q
                           Ngày 22 tháng 11 năm 2026

                    PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ
                                  (Mẫu số 02)

                Số giấy hẹn: T-2-261122-1-K5Q (ký tự kiểm tra Q)
                Mã hồ sơ: H57.19815-261122-0001
                Kính gửi: Trần Thị Mai
                Địa chỉ: Kiệt 14 Nguyễn Sinh Cung, phường Vỹ Dạ,
                  thành phố Huế
                Số điện thoại: 0905218446
                Nội dung yêu cầu giải quyết: Đăng ký tạm trú
                  (1.004194)
                Tiếp nhận lúc: 14:03 ngày 22/11/2026

                Đề nghị Ông/Bà bổ sung, hoàn thiện hồ sơ gồm:
                1. Giấy tờ chứng minh chỗ ở hợp pháp (bản sao có
                   chứng thực)
                2. Giấy ủy quyền của người đứng tên nhà

                Lý do: Hồ sơ chưa có giấy tờ về chỗ ở.
                Hướng dẫn: Nộp tại bất kỳ điểm tiếp nhận nào
                  trong thành phố.
                Bổ sung trước: 14:03 ngày 02/12/2026
                Hồ sơ chỉ phải bổ sung một lần. Thời gian chờ bổ
                sung không tính vào thời hạn giải quyết.

                                NGƯỜI LẬP PHIẾU
                              (Ký, ghi rõ họ tên)


                                   Hoàng Lan

                                      █▀█
                                      ▄ █
                             Quét để tra cứu hồ sơ
                """)
    }

    @Test func `the refusal on a page`() {
        #expect(
            Samples.text(.refusal, 80, .vi) == """
                             PHƯỜNG AN CỰU                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                            Bưu cục Lộc An                     Độc lập - Tự do - Hạnh phúc
                         Số: T-2-261122-1-K5Q                  ---------------------------
                                                                Ngày 22 tháng 11 năm 2026

                                         PHIẾU TỪ CHỐI GIẢI QUYẾT HỒ SƠ
                                                  (Mẫu số 03)

                Số giấy hẹn: T-2-261122-1-K5Q (ký tự kiểm tra Q)
                Mã hồ sơ: H57.19815-261122-0001
                Kính gửi: Trần Thị Mai
                Địa chỉ: Kiệt 14 Nguyễn Sinh Cung, phường Vỹ Dạ, thành phố Huế
                Số điện thoại: 0905218446
                Nội dung yêu cầu giải quyết: Đăng ký tạm trú (1.004194)
                Tiếp nhận lúc: 14:03 ngày 22/11/2026

                Sau khi xem xét, cơ quan không tiếp nhận hoặc không giải quyết hồ sơ này.
                Lý do: Người nộp không cư trú tại phường.

                Nếu không đồng ý, Ông/Bà có quyền khiếu nại theo quy định của pháp luật.

                                                                     NGƯỜI LẬP PHIẾU
                                                                   (Ký, ghi rõ họ tên)


                                                                        Hoàng Lan

                                                      █▀█
                                                      ▄ █
                                             Quét để tra cứu hồ sơ
                """)
    }

    @Test func `the refusal on a receipt printer`() {
        #expect(
            Samples.text(.refusal, 48, .vi) == """
                       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                          Độc lập - Tự do - Hạnh phúc
                          ---------------------------

                                 PHƯỜNG AN CỰU
                                 Bưu cục Lộc An
                              Số: T-2-261122-1-K5Q
                           Ngày 22 tháng 11 năm 2026

                         PHIẾU TỪ CHỐI GIẢI QUYẾT HỒ SƠ
                                  (Mẫu số 03)

                Số giấy hẹn: T-2-261122-1-K5Q (ký tự kiểm tra Q)
                Mã hồ sơ: H57.19815-261122-0001
                Kính gửi: Trần Thị Mai
                Địa chỉ: Kiệt 14 Nguyễn Sinh Cung, phường Vỹ Dạ,
                  thành phố Huế
                Số điện thoại: 0905218446
                Nội dung yêu cầu giải quyết: Đăng ký tạm trú
                  (1.004194)
                Tiếp nhận lúc: 14:03 ngày 22/11/2026

                Sau khi xem xét, cơ quan không tiếp nhận hoặc
                không giải quyết hồ sơ này.
                Lý do: Người nộp không cư trú tại phường.

                Nếu không đồng ý, Ông/Bà có quyền khiếu nại theo
                quy định của pháp luật.

                                NGƯỜI LẬP PHIẾU
                              (Ký, ghi rõ họ tên)


                                   Hoàng Lan

                                      █▀█
                                      ▄ █
                             Quét để tra cứu hồ sơ
                """)
    }

    @Test func `the apology on a page`() {
        #expect(
            Samples.text(.apology, 80, .vi) == """
                             PHƯỜNG AN CỰU                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                            Bưu cục Lộc An                     Độc lập - Tự do - Hạnh phúc
                         Số: T-2-261122-1-K5Q                  ---------------------------
                                                                Ngày 22 tháng 11 năm 2026

                                   PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ
                                                  (Mẫu số 04)

                Số giấy hẹn: T-2-261122-1-K5Q (ký tự kiểm tra Q)
                Mã hồ sơ: H57.19815-261122-0001
                Kính gửi: Trần Thị Mai
                Địa chỉ: Kiệt 14 Nguyễn Sinh Cung, phường Vỹ Dạ, thành phố Huế
                Số điện thoại: 0905218446
                Nội dung yêu cầu giải quyết: Đăng ký tạm trú (1.004194)
                Tiếp nhận lúc: 14:03 ngày 22/11/2026

                Hồ sơ chưa được giải quyết đúng hẹn. Cơ quan xin lỗi Ông/Bà về sự chậm trễ này.
                Lý do: Chờ cơ quan công an xác minh.
                Ngày hẹn trước đây: 14:03 ngày 22/11/2026
                Hẹn lại ngày trả kết quả: 14:03 ngày 27/11/2026

                                                                     NGƯỜI LẬP PHIẾU
                                                                   (Ký, ghi rõ họ tên)


                                                                        Hoàng Lan

                                                      █▀█
                                                      ▄ █
                                             Quét để tra cứu hồ sơ
                """)
    }

    @Test func `the apology on a receipt printer`() {
        #expect(
            Samples.text(.apology, 48, .vi) == """
                       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                          Độc lập - Tự do - Hạnh phúc
                          ---------------------------

                                 PHƯỜNG AN CỰU
                                 Bưu cục Lộc An
                              Số: T-2-261122-1-K5Q
                           Ngày 22 tháng 11 năm 2026

                   PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ
                                  (Mẫu số 04)

                Số giấy hẹn: T-2-261122-1-K5Q (ký tự kiểm tra Q)
                Mã hồ sơ: H57.19815-261122-0001
                Kính gửi: Trần Thị Mai
                Địa chỉ: Kiệt 14 Nguyễn Sinh Cung, phường Vỹ Dạ,
                  thành phố Huế
                Số điện thoại: 0905218446
                Nội dung yêu cầu giải quyết: Đăng ký tạm trú
                  (1.004194)
                Tiếp nhận lúc: 14:03 ngày 22/11/2026

                Hồ sơ chưa được giải quyết đúng hẹn. Cơ quan xin
                lỗi Ông/Bà về sự chậm trễ này.
                Lý do: Chờ cơ quan công an xác minh.
                Ngày hẹn trước đây: 14:03 ngày 22/11/2026
                Hẹn lại ngày trả kết quả: 14:03 ngày 27/11/2026

                                NGƯỜI LẬP PHIẾU
                              (Ký, ghi rõ họ tên)


                                   Hoàng Lan

                                      █▀█
                                      ▄ █
                             Quét để tra cứu hồ sơ
                """)
    }

    @Test func `the stop notice on a page`() {
        #expect(
            Samples.text(.stop, 80, .vi) == """
                             PHƯỜNG AN CỰU                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                            Bưu cục Lộc An                     Độc lập - Tự do - Hạnh phúc
                         Số: T-2-261122-1-K5Q                  ---------------------------
                                                                Ngày 22 tháng 11 năm 2026

                                        THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ
                                                  (Mẫu số 05)

                Số giấy hẹn: T-2-261122-1-K5Q (ký tự kiểm tra Q)
                Mã hồ sơ: H57.19815-261122-0001
                Kính gửi: Trần Thị Mai
                Địa chỉ: Kiệt 14 Nguyễn Sinh Cung, phường Vỹ Dạ, thành phố Huế
                Số điện thoại: 0905218446
                Nội dung yêu cầu giải quyết: Đăng ký tạm trú (1.004194)
                Tiếp nhận lúc: 14:03 ngày 22/11/2026

                Cơ quan thông báo dừng giải quyết hồ sơ này.
                Lý do: Người nộp không bổ sung giấy tờ sau 30 ngày.

                Ông/Bà có thể nộp lại hồ sơ khi đã đủ điều kiện.

                                                                     NGƯỜI LẬP PHIẾU
                                                                   (Ký, ghi rõ họ tên)


                                                                        Hoàng Lan

                                                      █▀█
                                                      ▄ █
                                             Quét để tra cứu hồ sơ
                """)
    }

    @Test func `the stop notice on a receipt printer`() {
        #expect(
            Samples.text(.stop, 48, .vi) == """
                       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                          Độc lập - Tự do - Hạnh phúc
                          ---------------------------

                                 PHƯỜNG AN CỰU
                                 Bưu cục Lộc An
                              Số: T-2-261122-1-K5Q
                           Ngày 22 tháng 11 năm 2026

                        THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ
                                  (Mẫu số 05)

                Số giấy hẹn: T-2-261122-1-K5Q (ký tự kiểm tra Q)
                Mã hồ sơ: H57.19815-261122-0001
                Kính gửi: Trần Thị Mai
                Địa chỉ: Kiệt 14 Nguyễn Sinh Cung, phường Vỹ Dạ,
                  thành phố Huế
                Số điện thoại: 0905218446
                Nội dung yêu cầu giải quyết: Đăng ký tạm trú
                  (1.004194)
                Tiếp nhận lúc: 14:03 ngày 22/11/2026

                Cơ quan thông báo dừng giải quyết hồ sơ này.
                Lý do: Người nộp không bổ sung giấy tờ sau 30
                  ngày.

                Ông/Bà có thể nộp lại hồ sơ khi đã đủ điều kiện.

                                NGƯỜI LẬP PHIẾU
                              (Ký, ghi rõ họ tên)


                                   Hoàng Lan

                                      █▀█
                                      ▄ █
                             Quét để tra cứu hồ sơ
                """)
    }
}
