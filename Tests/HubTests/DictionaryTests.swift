import Hub
import Replica
import Sealing
import SyncProtocol
import Testing

/// A hub that has a dictionary which its kiosks do not know yet.
@Suite struct DictionaryTests {
    private let province: Province

    init() throws {
        province = try Province(isInMemory: true)
        let samples = (0..<1_000).map { number in
            (1..<9).flatMap { Array("newer field \($0): \(number * $0 * 7_919 % 100_003); ".utf8) }
        }
        let newer = try CompressionDictionary.trained(on: samples, number: 9, capacity: 2_048)
        let both = try Compression(dictionaries: CompressionDictionary.shipped() + [newer])
        try #require(both.preferred == 9)
        province.seal = HubSeal(keys: province.seal.keys, compression: both)
    }

    @Test func `kiosks read its answers to long requests and to short ones`() throws {
        let kiosk = try province.addKiosk()
        // A point that asks for the first time says little and hears much.
        for number in 0..<20 { try province.submit(at: kiosk, ["note": "\(number)"]) }
        #expect(try province.sync(kiosk).outcome == .complete)
        let other = try province.addKiosk()
        let result = try province.sync(other)
        #expect(result.outcome == .complete && result.received > 1)
    }

    @Test func `the number that it answers with is the asking program's`() throws {
        let old = try Compression(dictionaries: CompressionDictionary.shipped())
        #expect(old.answering(0) == old.preferred && old.answering(1) == 1)
        #expect(old.answering(2) == 2)
        #expect(try Compression().answering(0) == 1)
    }
}
