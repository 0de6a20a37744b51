/// The canonical compositions of the Latin letters, and nothing else.
///
/// It covers every canonical pair of Unicode whose result lies in Latin-1 Supplement, Latin
/// Extended-A, Latin Extended-B or Latin Extended Additional (U+00C0–U+024F, U+1E00–U+1EFF): all of
/// Vietnamese, and every other European language in Latin letters. Letters of other scripts pass
/// unchanged (they are neither composed nor decomposed). The standard library keeps its own tables
/// behind an interface that is not for programs, hence this one.
enum Composition {
    /// The pair that a composed letter stands for.
    struct Pair: Hashable {
        let base: UInt32
        let mark: UInt32
    }

    static let composed: [Pair: UInt32] = {
        var table: [Pair: UInt32] = [:]
        table.reserveCapacity(512)
        for (mark, letters) in pairs {
            let scalars = Array(letters.unicodeScalars)
            for index in stride(from: 0, to: scalars.count - 1, by: 2) {
                let pair = Pair(base: scalars[index].value, mark: mark)
                table[pair] = scalars[index + 1].value
            }
        }
        return table
    }()

    static let decomposed: [UInt32: Pair] = {
        var table: [UInt32: Pair] = [:]
        table.reserveCapacity(512)
        for (pair, letter) in composed {
            table[letter] = pair
        }
        return table
    }()

    /// Whether the scalar is one of the marks that this table composes with.
    static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        (0x300...0x36F).contains(scalar.value)
    }

    /// Appends the letter with all its marks taken off, one scalar each.
    static func decompose(_ scalar: UInt32, into scalars: inout [UInt32]) {
        var letter = scalar
        var marks: [UInt32] = []
        while let pair = decomposed[letter] {
            marks.append(pair.mark)
            letter = pair.base
        }
        scalars.append(letter)
        scalars.append(contentsOf: marks.reversed())
    }

    // One row per combining mark: letter without, letter with, letter without, letter with …
    private static let pairs: [(mark: UInt32, letters: String)] = [
        (0x0300, "AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừ"),
        (0x0300, "YỲyỳ"),
        (0x0301, "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽ"),
        (0x0301, "ØǾøǿÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớ"),
        (0x0301, "ƯỨưứ"),
        (0x0302, "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ"),
        (0x0303, "AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ"),
        (0x0304, "AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳGḠgḡḶḸḷḹ"),
        (0x0304, "ṚṜṛṝ"),
        (0x0306, "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭȨḜȩḝẠẶạặ"),
        (0x0307, "CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤ"),
        (0x0307, "śṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏſẛ"),
        (0x0308, "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸHḦhḧÕṎõṏŪṺūṻWẄwẅXẌxẍtẗ"),
        (0x0309, "AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ"),
        (0x030A, "AÅaåUŮuůwẘyẙ"),
        (0x030B, "OŐoőUŰuű"),
        (0x030C, "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩ"),
        (0x030C, "ƷǮʒǯjǰHȞhȟ"),
        (0x030F, "AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕ"),
        (0x0311, "AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ"),
        (0x031B, "OƠoơUƯuư"),
        (0x0323, "BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiị"),
        (0x0323, "OỌoọƠỢơợUỤuụƯỰưựYỴyỵ"),
        (0x0324, "UṲuṳ"),
        (0x0325, "AḀaḁ"),
        (0x0326, "SȘsșTȚtț"),
        (0x0327, "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ"),
        (0x0328, "AĄaąEĘeęIĮiįUŲuųOǪoǫ"),
        (0x032D, "DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ"),
        (0x032E, "HḪhḫ"),
        (0x0330, "EḚeḛIḬiḭUṴuṵ"),
        (0x0331, "BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ"),
    ]
}
