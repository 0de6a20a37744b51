import Console
import Forms
import Testing

/// Form 01 as it is printed.
@Suite struct ReceiptTextTests {
    @Test func `the slip on a page`() {
        #expect(
            Samples.text(.receipt, 80, .vi) == """
                             PHƯỜNG AN CỰU                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                            Bưu cục Lộc An                     Độc lập - Tự do - Hạnh phúc
                         Số: T-2-261122-1-K5Q                  ---------------------------
                                                                Ngày 22 tháng 11 năm 2026

                                    GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ
                                                  (Mẫu số 01)

                Số giấy hẹn: T-2-261122-1-K5Q (ký tự kiểm tra Q)
                Mã hồ sơ: H57.19815-261122-0001
                Tiếp nhận hồ sơ của: Trần Thị Mai
                Số định danh cá nhân: 046190000123
                Số điện thoại: 0905218446
                Địa chỉ: Kiệt 14 Nguyễn Sinh Cung, phường Vỹ Dạ, thành phố Huế
                Người nộp thay: Lê Quang Duy
                Nội dung yêu cầu giải quyết: Đăng ký tạm trú (1.004194)

                Thành phần hồ sơ nộp gồm:
                STT Tên giấy tờ                                              Bản chính   Bản sao
                --------------------------------------------------------------------------------
                  1 Tờ khai thay đổi thông tin cư trú (mẫu CT01)                     1         0
                  2 Giấy tờ chứng minh chỗ ở hợp pháp                                0         2

                Số lượng hồ sơ: 01 (bộ)
                Thời hạn giải quyết theo quy định: 3 ngày làm việc
                Thời gian nhận hồ sơ: 14:03 ngày 22/11/2026
                Thời gian trả kết quả: 14:03 ngày 25/11/2026
                Nhận kết quả: tại quầy, UBND phường An Cựu
                Phí, lệ phí: 1.010.000 đ, đã nộp (miễn cho hộ nghèo)
                Biên lai: C-2-261122-1-K, 1.010.000 đ
                Mã tra cứu: ABC123
                Ghi chú: Gọi buổi sáng

                            NGƯỜI NỘP HỒ SƠ                       NGƯỜI TIẾP NHẬN HỒ SƠ
                          (Ký, ghi rõ họ tên)                      (Ký, ghi rõ họ tên)


                             Lê Quang Duy                               Hoàng Lan

                Khi đến nhận kết quả, xin mang theo giấy này và thẻ căn cước. Người nhận thay
                cần có giấy ủy quyền.

                                                      █▀█
                                                      ▄ █
                                             Quét để tra cứu hồ sơ
                """)
    }

    @Test func `the slip on a receipt printer`() {
        #expect(
            Samples.text(.receipt, 48, .vi) == """
                       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                          Độc lập - Tự do - Hạnh phúc
                          ---------------------------

                                 PHƯỜNG AN CỰU
                                 Bưu cục Lộc An
                              Số: T-2-261122-1-K5Q
                           Ngày 22 tháng 11 năm 2026

                    GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ
                                  (Mẫu số 01)

                Số giấy hẹn: T-2-261122-1-K5Q (ký tự kiểm tra Q)
                Mã hồ sơ: H57.19815-261122-0001
                Tiếp nhận hồ sơ của: Trần Thị Mai
                Số định danh cá nhân: 046190000123
                Số điện thoại: 0905218446
                Địa chỉ: Kiệt 14 Nguyễn Sinh Cung, phường Vỹ Dạ,
                  thành phố Huế
                Người nộp thay: Lê Quang Duy
                Nội dung yêu cầu giải quyết: Đăng ký tạm trú
                  (1.004194)

                Thành phần hồ sơ nộp gồm:
                STT Tên giấy tờ                      Chính   Sao
                ------------------------------------------------
                  1 Tờ khai thay đổi thông tin cư        1     0
                    trú (mẫu CT01)
                  2 Giấy tờ chứng minh chỗ ở hợp         0     2
                    pháp

                Số lượng hồ sơ: 01 (bộ)
                Thời hạn giải quyết theo quy định: 3 ngày làm
                  việc
                Thời gian nhận hồ sơ: 14:03 ngày 22/11/2026
                Thời gian trả kết quả: 14:03 ngày 25/11/2026
                Nhận kết quả: tại quầy, UBND phường An Cựu
                Phí, lệ phí: 1.010.000 đ, đã nộp (miễn cho hộ
                  nghèo)
                Biên lai: C-2-261122-1-K, 1.010.000 đ
                Mã tra cứu: ABC123
                Ghi chú: Gọi buổi sáng

                                NGƯỜI NỘP HỒ SƠ
                              (Ký, ghi rõ họ tên)


                                  Lê Quang Duy

                             NGƯỜI TIẾP NHẬN HỒ SƠ
                              (Ký, ghi rõ họ tên)


                                   Hoàng Lan

                Khi đến nhận kết quả, xin mang theo giấy này và
                thẻ căn cước. Người nhận thay cần có giấy ủy
                quyền.

                                      █▀█
                                      ▄ █
                             Quét để tra cứu hồ sơ
                """)
    }

    @Test func `the slip in English on a page`() {
        #expect(
            Samples.text(.receipt, 80, .en) == """
                             PHƯỜNG AN CỰU                   SOCIALIST REPUBLIC OF VIET NAM
                            Bưu cục Lộc An                 Independence - Freedom - Happiness
                         No. T-2-261122-1-K5Q              ----------------------------------
                                                                       22/11/2026

                                          RECEIPT AND APPOINTMENT SLIP
                                                   (Form 01)

                Slip number: T-2-261122-1-K5Q (check character Q)
                Official code: H57.19815-261122-0001
                Received from: Trần Thị Mai
                Identity number: 046190000123
                Phone: 0905218446
                Address: Kiệt 14 Nguyễn Sinh Cung, phường Vỹ Dạ, thành phố Huế
                Handed in by: Lê Quang Duy
                Procedure: Đăng ký tạm trú (1.004194)

                Papers handed in:
                No. Paper                                                    Originals    Copies
                --------------------------------------------------------------------------------
                  1 Tờ khai thay đổi thông tin cư trú (mẫu CT01)                     1         0
                  2 Giấy tờ chứng minh chỗ ở hợp pháp                                0         2

                Number of sets: 1
                Time limit by law: 3 working days
                Received at: 14:03 on 22/11/2026
                Result due at: 14:03 on 25/11/2026
                Where the result comes to: at the counter, UBND phường An Cựu
                Fee: 1.010.000 VND, paid (miễn cho hộ nghèo)
                Receipt: C-2-261122-1-K, 1.010.000 VND
                Look-up secret: ABC123
                Note: Gọi buổi sáng

                             HANDED IN BY                              RECEIVED BY
                        (signature, full name)                   (signature, full name)


                             Lê Quang Duy                               Hoàng Lan

                Bring this slip and your identity card for the result. Somebody else needs your
                authorisation.

                                                      █▀█
                                                      ▄ █
                                            Scan to follow the case
                """)
    }
}
