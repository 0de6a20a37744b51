/// What the style guide asks for and a program can check.
enum Rule: String, CaseIterable {
    case lineLength = "a line has at most 100 columns"
    case functionLength = "a function has at most 70 lines"
    case fileLength = "a file has at most 400 lines or begins with '// Long because'"
    case purity = "SyncProtocol and CaseModel import nothing and ask the world for nothing"
    case imports = "a library is imported only by the target that wraps it"
    case sockets = "only Transport, and the bad link of the tests, opens sockets"
    case traps = "no try!, as!, fatalError for the unreachable"
    case silence = "no empty catch; a try? says why in a comment"
    case leftovers = "no notes of things to do"
    case access = "no public declarations"
    case names = "no empty names for types and folders"
    case documentation = "types and package functions have a doc comment"
    case exemptions = "an exemption from checking says in the line above why it is right"
    case layout = "the top level of the repository is fixed"
}

/// One place where a rule is broken.
struct Violation: Equatable, CustomStringConvertible {
    let path: String
    let line: Int
    let rule: Rule
    let detail: String

    init(_ source: SourceText, line: Int, _ rule: Rule, _ detail: String) {
        self.init(path: source.path, line: line, rule, detail)
    }

    init(path: String, line: Int, _ rule: Rule, _ detail: String) {
        self.path = path
        self.line = line
        self.rule = rule
        self.detail = detail
    }

    var description: String { "\(path):\(line): \(rule.rawValue): \(detail)" }
}
