import Console
import Testing

/// Whole help screens.
@Suite struct HelpTests {
    let spec = SampleProgram.spec

    private func screen(_ words: [String], _ language: Language) -> String {
        spec.help(for: words, in: language).joined(separator: "\n")
    }

    @Test func `the program's screen in Vietnamese`() {
        #expect(
            screen([], .vi) == """
                tram 1.2 – Trạm nhận thư

                Cách dùng:
                  tram [TÙY CHỌN] LỆNH …

                Khi không gõ lệnh:
                  tram  tự phục vụ

                Thư:
                  send              Gửi một lá thư
                  rate              Chấm điểm
                  list              Liệt kê
                  stamp-everything-that-waits
                                    Đóng dấu tất cả

                Danh mục và gói dữ liệu:
                  catalogue import  Nhập danh mục
                  bundle export     Ghi gói ra tệp
                  bundle import     Đọc gói từ tệp
                  enrol             Ghi danh

                Tùy chọn chung:
                  --home DIR    thư mục dữ liệu
                  --json        kết quả cho máy đọc (JSON)
                  --lang vi|en  ngôn ngữ (mặc định: vi)
                  --no-input    không hỏi gì thêm
                  -h, --help    xem hướng dẫn
                  --version     xem phiên bản

                Mã kết thúc:
                  0  xong
                  1  có lỗi
                  2  gõ lệnh sai
                  3  bị từ chối, không lưu gì
                  4  mất mạng, dữ liệu vẫn an toàn, thử lại sau

                Xem từng lệnh: tram LỆNH -h
                """)
    }

    @Test func `the program's screen in English`() {
        #expect(
            screen([], .en) == """
                tram 1.2 – A letter counter

                Usage:
                  tram [OPTIONS] COMMAND …

                Without a command:
                  tram  self-service

                Letters:
                  send              Send a letter
                  rate              Rate
                  list              List
                  stamp-everything-that-waits
                                    Stamp all

                Catalogue and bundles:
                  catalogue import  Import a catalogue
                  bundle export     Write a bundle
                  bundle import     Read a bundle
                  enrol             Enrol

                Common options:
                  --home DIR    the data folder
                  --json        machine-readable result
                  --lang vi|en  language (default: vi)
                  --no-input    never ask for anything
                  -h, --help    show this help
                  --version     show the version

                Exit codes:
                  0  done
                  1  failed
                  2  wrong usage
                  3  refused or invalid, nothing was saved
                  4  no link, the work is safe, try again

                More about a command: tram COMMAND -h
                """)
    }

    @Test func `a command's screen in Vietnamese`() {
        #expect(
            screen(["send"], .vi) == """
                tram send – Gửi một lá thư

                Thư được lưu trên máy trước, rồi mới gửi đi khi có mạng; mất điện giữa chừng
                cũng không mất thư.

                Cách dùng:
                  tram send [--file FILE] --stamp CODE… [--watch] [--sync] TO [COPY…]

                Tùy chọn:
                  --file FILE   tệp cần gửi
                  --stamp CODE  mã tem (bắt buộc) (nhiều lần được)
                  --watch       chờ thư mới
                  --sync        gửi ngay

                Tùy chọn chung:
                  --home DIR    thư mục dữ liệu
                  --json        kết quả cho máy đọc (JSON)
                  --lang vi|en  ngôn ngữ (mặc định: vi)
                  --no-input    không hỏi gì thêm
                  -h, --help    xem hướng dẫn
                  --version     xem phiên bản

                Ví dụ:
                  # Gửi một tệp đến Huế
                  tram send --stamp A1 --file thu.txt hue

                Mã kết thúc:
                  0  xong
                  1  có lỗi
                  2  gõ lệnh sai
                  3  bị từ chối, không lưu gì
                  4  mất mạng, dữ liệu vẫn an toàn, thử lại sau
                """)
    }

    @Test func `a command's screen in English`() {
        #expect(
            screen(["send"], .en) == """
                tram send – Send a letter

                The letter is saved on this machine first and goes out when there is a link; a
                power cut in between loses nothing.

                Usage:
                  tram send [--file FILE] --stamp CODE… [--watch] [--sync] TO [COPY…]

                Options:
                  --file FILE   the file to send
                  --stamp CODE  code of a stamp (required) (may be repeated)
                  --watch       wait for new letters
                  --sync        send at once

                Common options:
                  --home DIR    the data folder
                  --json        machine-readable result
                  --lang vi|en  language (default: vi)
                  --no-input    never ask for anything
                  -h, --help    show this help
                  --version     show the version

                Examples:
                  # Send a file to Hue
                  tram send --stamp A1 --file thu.txt hue

                Exit codes:
                  0  done
                  1  failed
                  2  wrong usage
                  3  refused or invalid, nothing was saved
                  4  no link, the work is safe, try again
                """)
    }

    @Test func `the screen for commands with the same first word`() {
        #expect(
            screen(["bundle"], .en) == """
                tram bundle:
                  bundle export  Write a bundle
                  bundle import  Read a bundle
                """)
    }

    @Test func `no line is wider than 80 columns`() {
        let words = spec.commands.map(\.words) + [[], ["bundle"]]
        for language in Language.allCases {
            for line in words.flatMap({ spec.help(for: $0, in: language) }) {
                #expect(line.displayWidth <= 80, "\(line)")
            }
        }
    }

    @Test func `long texts and long labels are put into lines`() {
        let long = String(repeating: "chữ ", count: 40)
        let text = Localized(vi: long, en: long)
        let spec = ProgramSpec(
            name: "p", version: "1", summary: text,
            options: [.choice("a-rather-long-option", ["one", "two", "three", "four"], text)],
            groups: [
                CommandGroup(
                    text,
                    [
                        CommandSpec(
                            "c", text, details: text,
                            options: (1...9).map { .value("option-\($0)", "VALUE", text) })
                    ])
            ])
        for line in spec.help(for: [], in: .vi) + spec.help(for: ["c"], in: .en) {
            #expect(line.displayWidth <= 80, "\(line)")
        }
    }
}
