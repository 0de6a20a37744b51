import CaseModel
import Foundation
import Sealing
import Transport

// Loads a hub with many points at once, in one process: the load of W4.
//
//     load-kiosks CODES CASES FOLDER
//
// CODES are the lines that `central enrol --json` prints, one for each point; CASES are lines as
// `kiosk submit` takes them, which are dealt out evenly; FOLDER is that of the sample catalogue.
// Every point has a connection, a key and a branch of its own. All of them enrol and read what is
// there; then everything is sealed, the clock starts, all connections send, and every answer is
// opened and held against what was sent. Prints `ready` and waits for a line before the clock
// starts; then one line of JSON.
let arguments = CommandLine.arguments
guard arguments.count == 4 else {
    FileHandle.standardError.write(Data("usage: load-kiosks CODES CASES FOLDER\n".utf8))
    exit(2)
}
let reader = JSONReader()
func lines(_ path: String) throws -> [JSONValue] {
    try Data(contentsOf: URL(filePath: path)).split(separator: 0x0A).map {
        try reader.parse(Array($0))
    }
}

let codes = try lines(arguments[1]).compactMap { line -> String? in
    guard case .text(let code)? = line["code"] else { return nil }
    return code
}
let drafts = try lines(arguments[2]).map { try CaseDraft(json: $0) }
let folder = URL(filePath: arguments[3])
let catalogue = CatalogueImport(
    try reader.parse(Array(Data(contentsOf: folder.appending(path: "procedures.json")))))
let compression = Compression.standard
let kiosks = try codes.map { try LoadKiosk(code: $0, compression: compression) }
let share = drafts.count / max(kiosks.count, 1)
for (index, kiosk) in kiosks.enumerated() {
    try kiosk.settle()
    try kiosk.prepare(drafts[index * share..<(index + 1) * share], catalogue.procedures)
}

// Whoever measures the hub reads its counters now, and sends a line.
FileHandle.standardOutput.write(Data("ready\n".utf8))
_ = readLine()
let start = SystemClock.monotonicMilliseconds()
for kiosk in kiosks { kiosk.send() }
let taken = kiosks.map { $0.receive() }
let seconds = Double(max(SystemClock.monotonicMilliseconds() - start, 1)) / 1_000
let answered = taken.count { $0 }
let cases = answered * share
print(
    """
    {"kiosks":\(kiosks.count),"cases":\(cases),"refused":\(kiosks.count - answered),\
    "seconds":\(seconds),"cases_per_second":\(Int(Double(cases) / seconds))}
    """)
exit(answered == kiosks.count ? 0 : 1)
