import Console
import Testing

/// What a wrong command line is answered with.
@Suite struct UsageErrorTests {
    let spec = SampleProgram.spec

    private func answer(_ line: String, _ language: Language = .en) -> [String] {
        answer(words: line.split(separator: " ").map(String.init), language)
    }

    private func answer(words: [String], _ language: Language = .en) -> [String] {
        do throws(UsageError) {
            let invocation = try spec.parse(words)
            return ["understood as \(invocation)"]
        } catch {
            return error.message(in: language)
        }
    }

    @Test(arguments: [
        ("send --sycn", "Unknown option '--sycn'. Did you mean '--sync'?"),
        ("send --zzz", "Unknown option '--zzz'."),
        ("send -x", "Unknown option '-x'."),
        ("-json", "Unknown option '-json'. Did you mean '--json'?"),
        ("--sync", "Unknown option '--sync'."),
        ("--sync rate", "Unknown option '--sync'."),
        ("--stamp send", "Option '--stamp' must stand after the command."),
        ("sned hue", "Unknown command 'sned'. Did you mean 'send'?"),
        ("dance", "Unknown command 'dance'."),
        ("catalog import a", "Unknown command 'catalog'. Did you mean 'catalogue'?"),
        (
            "catalogue-import a",
            "Unknown command 'catalogue-import'. Did you mean 'catalogue import'?"
        ),
        ("import a", "Unknown command 'import'. Did you mean 'catalogue import'?"),
        ("bundle exprot", "Unknown command 'bundle exprot'. Did you mean 'bundle export'?"),
        ("bundle", "Command 'bundle' needs one more word: export, import."),
        (
            "send --file --json hue",
            "Option '--file' needs a value FILE (one that begins with '-': write '--file=…')."
        ),
        (
            "send --file",
            "Option '--file' needs a value FILE (one that begins with '-': write '--file=…')."
        ),
        ("send hue", "Missing option '--stamp CODE'."),
        ("send --stamp A", "Missing argument 'TO'."),
        ("send --json=1 --stamp A hue", "Option '--json' takes no value ('1')."),
        ("rate --score 1 --score 2", "Option '--score' may be given only once."),
        ("rate --json --json", "Option '--json' may be given only once."),
        (
            "rate --type bnk",
            "'bnk' is not a value of '--type'; choose one of: post, bank. Did you mean 'bank'?"
        ),
        ("rate --lang fr", "'fr' is not a value of '--lang'; choose one of: vi, en."),
        ("rate 5", "Unexpected argument '5'."),
        ("list a b", "Unexpected argument 'b'."),
    ])
    func `a wrong line says what is wrong`(line: String, sentence: String) {
        #expect(answer(line).first == sentence)
    }

    @Test(arguments: [
        ("send --sycn", "Không có tùy chọn '--sycn'. Có phải '--sync' không?"),
        ("sned", "Không có lệnh 'sned'. Có phải 'send' không?"),
        ("bundle", "Lệnh 'bundle' cần thêm một từ: export, import."),
        ("send --stamp A", "Thiếu 'TO'."),
        (
            "rate --type bnk",
            "'bnk' không dùng được cho '--type'; chọn một trong: post, bank."
                + " Có phải 'bank' không?"
        ),
    ])
    func `and says it in Vietnamese`(line: String, sentence: String) {
        #expect(answer(line, .vi).first == sentence)
    }

    @Test func `the second line leads to the help of what was understood`() {
        #expect(answer("send --x")[1] == "See 'tram send -h' for help.")
        #expect(answer("bundle x")[1] == "See 'tram bundle -h' for help.")
        #expect(answer("x", .vi)[1] == "Gõ 'tram -h' để xem hướng dẫn.")
    }

    @Test func `control characters of the line are not printed`() {
        let sentence = answer(words: ["\u{1B}[2J\u{202E}"]).first
        #expect(sentence == "Unknown command '\\u{1B}[2J\\u{202E}'.")
    }

    @Test func `a program without a bare command asks for one`() {
        let spec = ProgramSpec(
            name: "p", version: "1", summary: Localized(vi: "", en: ""), groups: [])
        #expect(throws: UsageError(.missingCommand, program: "p", command: [])) {
            try spec.parse([])
        }
    }

    @Test func `the output of a wrong line goes to standard error with code 2`() {
        let error = UsageError(.missingCommand, program: "p", command: [])
        let output = Output(error, in: .en)
        #expect(output.stdout == [])
        #expect(output.stderr == ["Missing command.", "See 'p -h' for help."])
        #expect(output.exitCode.rawValue == 2)
    }
}
