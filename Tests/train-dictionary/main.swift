import CaseModel
import Foundation
import Sealing
import SyncProtocol

// Trains the dictionary of the envelopes; the same input and zstd (1.5.4 here) give the same bytes.
//
//     Tests/generate-cases 3000 --seed 20261122 | cat - Kiosk/sample/cases.jsonl |
//         swift run train-dictionary 2 8192 Kiosk/sample > dictionary-2.zdict
//
// Arguments: the number of the dictionary, its size in bytes, the folder of the sample catalogue.
// Standard input: cases as `kiosk submit` takes them. A number is for ever: what was released under
// it is never trained again.
let arguments = CommandLine.arguments
guard arguments.count == 4, let number = UInt8(arguments[1]), let size = Int(arguments[2]) else {
    FileHandle.standardError.write(Data("usage: train-dictionary NUMBER BYTES FOLDER\n".utf8))
    exit(2)
}
let reader = JSONReader()
let folder = URL(filePath: arguments[3])
let procedures = CatalogueImport(
    try reader.parse(Array(Data(contentsOf: folder.appending(path: "procedures.json")))))
let units = UnitImport(
    try reader.parse(Array(Data(contentsOf: folder.appending(path: "units.json")))))
let drafts = try FileHandle.standardInput.readDataToEndOfFile().split(separator: 0x0A).map {
    try CaseDraft(json: reader.parse(Array($0)))
}

var days = TrainingDays(drafts: drafts, procedures: procedures.procedures, units: units.units)
let batches = try days.batches()
let dictionary = try CompressionDictionary.trained(
    on: batches.map(EventBatch.encode), number: number, capacity: size)
FileHandle.standardOutput.write(Data(dictionary.bytes))
