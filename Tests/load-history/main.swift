import CaseModel
import CentralStore
import Foundation
import Transport

// Fills a central store with a province's years, for measurements and to recompute reports from.
//
//     load-history STORE CASES SEED FOLDER
//
// STORE is a folder that `central init` made, with the catalogue and the calendar imported; FOLDER
// is that of the sample, whose cases are handed in again and again by other people. Every case is
// a life of real events of twelve points and the centre, folded by the real fold; what the kiosks
// would pull, the change logs, is left out. The same seed gives the same events. Prints one line of
// JSON. `load-history --deadlines FOLDER` prints what a deadline costs instead.
let arguments = CommandLine.arguments
let reader = JSONReader()

func sample(_ folder: String) throws -> Sample {
    let folder = URL(filePath: folder)
    let procedures = CatalogueImport(
        try reader.parse(Array(Data(contentsOf: folder.appending(path: "procedures.json")))))
    let drafts = try Data(contentsOf: folder.appending(path: "cases.jsonl")).split(separator: 0x0A)
        .map { try CaseDraft(json: reader.parse(Array($0))) }
    return Sample(drafts: drafts, procedures: procedures.procedures)
}

if arguments.count == 3, arguments[1] == "--deadlines" {
    let procedures = try sample(arguments[2])
    print(Deadlines.measure(procedures))
    exit(0)
}
guard arguments.count == 5, let cases = Int(arguments[2]), let seed = UInt64(arguments[3]) else {
    FileHandle.standardError.write(Data("usage: load-history STORE CASES SEED FOLDER\n".utf8))
    exit(2)
}
let start = SystemClock.monotonicMilliseconds()
var province = try Province(
    store: SQLiteStore(path: arguments[1] + "/central.db"),
    sample: sample(arguments[4]), seed: seed)
try province.live(through: cases)
let seconds = Double(SystemClock.monotonicMilliseconds() - start) / 1_000
print("{\"cases\":\(cases),\"events\":\(province.events),\"seconds\":\(seconds)}")
