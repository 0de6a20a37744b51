import Console
import Forms
import Testing

/// Forms 06 and 07 as they are printed.
@Suite struct ListTextTests {
    @Test func `the control sheet on a page`() {
        #expect(
            Samples.text(.control, 80, .vi) == """
                             PHƯỜNG AN CỰU                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                            Bưu cục Lộc An                     Độc lập - Tự do - Hạnh phúc
                         Số: T-2-261122-1-K5Q                  ---------------------------
                                                                Ngày 22 tháng 11 năm 2026

                                   PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ
                                                  (Mẫu số 06)

                Số giấy hẹn: T-2-261122-1-K5Q (ký tự kiểm tra Q)
                Mã hồ sơ: H57.19815-261122-0001
                Nội dung yêu cầu giải quyết: Đăng ký tạm trú (1.004194)
                Hẹn trả: 14:03 ngày 25/11/2026

                Bên giao            Bên nhận            Giao nhận lúc    Kết quả   Ghi chú
                --------------------------------------------------------------------------------
                Trần Thị Mai        Bưu cục Lộc An      14:03 22/11/2026           tiếp nhận
                Bưu cục Lộc An      Phường An Cựu       14:03 23/11/2026 sớm
                Phường An Cựu       Trần Thị Mai        14:03 26/11/2026 quá hạn   chờ xác minh
                                                                                   của công an

                                                      █▀█
                                                      ▄ █
                                             Quét để tra cứu hồ sơ
                """)
    }

    @Test func `the control sheet on a receipt printer`() {
        #expect(
            Samples.text(.control, 48, .vi) == """
                       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                          Độc lập - Tự do - Hạnh phúc
                          ---------------------------

                                 PHƯỜNG AN CỰU
                                 Bưu cục Lộc An
                              Số: T-2-261122-1-K5Q
                           Ngày 22 tháng 11 năm 2026

                   PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ
                                  (Mẫu số 06)

                Số giấy hẹn: T-2-261122-1-K5Q (ký tự kiểm tra Q)
                Mã hồ sơ: H57.19815-261122-0001
                Nội dung yêu cầu giải quyết: Đăng ký tạm trú
                  (1.004194)
                Hẹn trả: 14:03 ngày 25/11/2026

                1. Trần Thị Mai → Bưu cục Lộc An
                   14:03 22/11/2026, tiếp nhận
                2. Bưu cục Lộc An → Phường An Cựu
                   14:03 23/11/2026, sớm
                3. Phường An Cựu → Trần Thị Mai
                   14:03 26/11/2026, quá hạn, chờ xác minh của
                   công an

                                      █▀█
                                      ▄ █
                             Quét để tra cứu hồ sơ
                """)
    }

    @Test func `the register on a page`() {
        #expect(
            Samples.text(.register, 80, .vi) == """
                             PHƯỜNG AN CỰU                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                            Bưu cục Lộc An                     Độc lập - Tự do - Hạnh phúc
                         Số: T-2-261122-1-K5Q                  ---------------------------
                                                                Ngày 22 tháng 11 năm 2026

                                               SỔ THEO DÕI HỒ SƠ
                                                  (Mẫu số 07)

                 STT Mã hồ sơ, người nộp      Thủ tục           Nhận       Hẹn trả    Đã trả
                --------------------------------------------------------------------------------
                   1 H57.19815-261122-0001,   Đăng ký tạm trú   22/11/2026 25/11/2026 24/11/2026
                     Trần Thị Mai, 0905218446 (Đã trả kết quả)
                   2 T-2-261122-2-X1Y, Hồ Văn Đăng ký khai sinh 22/11/2026
                     Lợi                      (Mới đăng ký)
                """)
    }

    @Test func `the register on a receipt printer`() {
        #expect(
            Samples.text(.register, 48, .vi) == """
                       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                          Độc lập - Tự do - Hạnh phúc
                          ---------------------------

                                 PHƯỜNG AN CỰU
                                 Bưu cục Lộc An
                              Số: T-2-261122-1-K5Q
                           Ngày 22 tháng 11 năm 2026

                               SỔ THEO DÕI HỒ SƠ
                                  (Mẫu số 07)

                1. H57.19815-261122-0001, Trần Thị Mai,
                   0905218446
                   Đăng ký tạm trú (Đã trả kết quả)
                   nhận 22/11/2026, hẹn 25/11/2026, đã trả
                   24/11/2026
                2. T-2-261122-2-X1Y, Hồ Văn Lợi
                   Đăng ký khai sinh (Mới đăng ký)
                   nhận 22/11/2026
                """)
    }
}
