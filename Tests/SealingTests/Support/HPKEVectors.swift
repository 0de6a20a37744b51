import SyncProtocol
import Testing

/// The test vectors of RFC 9180, Appendix A.2: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
/// ChaCha20-Poly1305, in all four modes.
///
/// Names, each before its hexadecimal bytes; `ct256` is the ciphertext with sequence number 256,
/// `export…` is followed by the exporter's context, and `-` stands for no bytes.
enum HPKEVectors {
    static let all = [base, psk, auth, authPSK].map(HPKEVector.init)

    /// A.2.1, base.
    private static let base = """
        skRm 8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb
        pkRm 4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a
        skEm f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600
        enc 1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a
        shared_secret 0bbe78490412b4bbea4812666f7916932b828bba79942424abb65244930d69a7
        key ad2744de8e17f4ebba575b3f5f5a8fa1f69c2a07f6e7500bc60ca6e3e3ec1c91
        base_nonce 5c4d98150661b848853b547f
        exporter_secret a3b010d4994890e2c6968a36f64470d3c824c8f5029942feb11e7a74b2921922
        ct0
        1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28
        ct1
        6b53c051e4199c518de79594e1c4ab18b96f081549d45ce015be002090bb119e85285337cc95ba5f59992dc98c
        ct2
        71146bd6795ccc9c49ce25dda112a48f202ad220559502cef1f34271e0cb4b02b4f10ecac6f48c32f878fae86b
        ct4
        63357a2aa291f5a4e5f27db6baa2af8cf77427c7c1a909e0b37214dd47db122bb153495ff0b02e9e54a50dbe16
        ct255
        18ab939d63ddec9f6ac2b60d61d36a7375d2070c9b683861110757062c52b8880a5f6b3936da9cd6c23ef2a95c
        ct256
        7a4a13e9ef23978e2c520fd4d2e757514ae160cd0cd05e556ef692370ca53076214c0c40d4c728d6ed9e727a5b
        export:- 4bbd6243b8bb54cec311fac9df81841b6fd61f56538a775e7c80a9f40160606e
        export:00 8c1df14732580e5501b00f82b10a1647b40713191b7c1240ac80e2b68808ba69
        export:54657374436f6e74657874
        5acb09211139c43b3090489a9da433e8a30ee7188ba8b0a9a1ccf0c229283e53
        """

    /// A.2.2, psk.
    private static let psk = """
        skRm 77d114e0212be51cb1d76fa99dd41cfd4d0166b08caa09074430a6c59ef17879
        pkRm 13640af826b722fc04feaa4de2f28fbd5ecc03623b317834e7ff4120dbe73062
        skEm 0c35fdf49df7aa01cd330049332c40411ebba36e0c718ebc3edf5845795f6321
        enc 2261299c3f40a9afc133b969a97f05e95be2c514e54f3de26cbe5644ac735b04
        psk 0247fd33b913760fa1fa51e1892d9f307fbe65eb171e8132c2af18555a738b82
        psk_id 456e6e796e20447572696e206172616e204d6f726961
        shared_secret 4be079c5e77779d0215b3f689595d59e3e9b0455d55662d1f3666ec606e50ea7
        key 600d2fdb0313a7e5c86a9ce9221cd95bed069862421744cfb4ab9d7203a9c019
        base_nonce 112e0465562045b7368653e7
        exporter_secret 73b506dc8b6b4269027f80b0362def5cbb57ee50eed0c2873dac9181f453c5ac
        ct0
        4a177f9c0d6f15cfdf533fb65bf84aecdc6ab16b8b85b4cf65a370e07fc1d78d28fb073214525276f4a89608ff
        ct1
        5c3cabae2f0b3e124d8d864c116fd8f20f3f56fda988c3573b40b09997fd6c769e77c8eda6cda4f947f5b704a8
        ct2
        14958900b44bdae9cbe5a528bf933c5c990dbb8e282e6e495adf8205d19da9eb270e3a6f1e0613ab7e757962a4
        ct4
        c2a7bc09ddb853cf2effb6e8d058e346f7fe0fb3476528c80db6b698415c5f8c50b68a9a355609e96d2117f8d3
        ct255
        2414d0788e4bc39a59a26d7bd5d78e111c317d44c37bd5a4c2a1235f2ddc2085c487d406490e75210c958724a7
        ct256
        c567ae1c3f0f75abe1dd9e4532b422600ed4a6e5b9484dafb1e43ab9f5fd662b28c00e2e81d3cde955dae7e218
        export:- 813c1bfc516c99076ae0f466671f0ba5ff244a41699f7b2417e4c59d46d39f40
        export:00 2745cf3d5bb65c333658732954ee7af49eb895ce77f8022873a62a13c94cb4e1
        export:54657374436f6e74657874
        ad40e3ae14f21c99bfdebc20ae14ab86f4ca2dc9a4799d200f43a25f99fa78ae
        """

    /// A.2.3, auth.
    private static let auth = """
        skRm 3ca22a6d1cda1bb9480949ec5329d3bf0b080ca4c45879c95eddb55c70b80b82
        pkRm 1a478716d63cb2e16786ee93004486dc151e988b34b475043d3e0175bdb01c44
        skSm 2def0cb58ffcf83d1062dd085c8aceca7f4c0c3fd05912d847b61f3e54121f05
        pkSm f0f4f9e96c54aeed3f323de8534fffd7e0577e4ce269896716bcb95643c8712b
        skEm c94619e1af28971c8fa7957192b7e62a71ca2dcdde0a7cc4a8a9e741d600ab13
        enc f7674cc8cd7baa5872d1f33dbaffe3314239f6197ddf5ded1746760bfc847e0e
        shared_secret d2d67828c8bc9fa661cf15a31b3ebf1febe0cafef7abfaaca580aaf6d471e3eb
        key b071fd1136680600eb447a845a967d35e9db20749cdf9ce098bcc4deef4b1356
        base_nonce d20577dff16d7cea2c4bf780
        exporter_secret be2d93b82071318cdb88510037cf504344151f2f9b9da8ab48974d40a2251dd7
        ct0
        ab1a13c9d4f01a87ec3440dbd756e2677bd2ecf9df0ce7ed73869b98e00c09be111cb9fdf077347aeb88e61bdf
        ct1
        3265c7807ffff7fdace21659a2c6ccffee52a26d270c76468ed74202a65478bfaedfff9c2b7634e24f10b71016
        ct2
        3aadee86ad2a05081ea860033a9d09dbccb4acac2ded0891da40f51d4df19925f7a767b076a5cbc9355c8fd35e
        ct4
        502ecccd5c2be3506a081809cc58b43b94f77cbe37b8b31712d9e21c9e61aa6946a8e922f54eae630f88eb8033
        ct255
        652e597ba20f3d9241cda61f33937298b1169e6adf72974bbe454297502eb4be132e1c5064702fc165c2ddbde8
        ct256
        3be14e8b3bbd1028cf2b7d0a691dbbeff71321e7dec92d3c2cfb30a0994ab246af76168480285a60037b4ba13a
        export:- 070cffafd89b67b7f0eeb800235303a223e6ff9d1e774dce8eac585c8688c872
        export:00 2852e728568d40ddb0edde284d36a4359c56558bb2fb8837cd3d92e46a3a14a8
        export:54657374436f6e74657874
        1df39dc5dd60edcbf5f9ae804e15ada66e885b28ed7929116f768369a3f950ee
        """

    /// A.2.4, auth_psk.
    private static let authPSK = """
        skRm 7b36a42822e75bf3362dfabbe474b3016236408becb83b859a6909e22803cb0c
        pkRm a5099431c35c491ec62ca91df1525d6349cb8aa170c51f9581f8627be6334851
        skSm 90761c5b0a7ef0985ed66687ad708b921d9803d51637c8d1cb72d03ed0f64418
        pkSm 3ac5bd4dd66ff9f2740bef0d6ccb66daa77bff7849d7895182b07fb74d087c45
        skEm 5e6dd73e82b856339572b7245d3cbb073a7561c0bee52873490e305cbb710410
        enc 656a2e00dc9990fd189e6e473459392df556e9a2758754a09db3f51179a3fc02
        psk 0247fd33b913760fa1fa51e1892d9f307fbe65eb171e8132c2af18555a738b82
        psk_id 456e6e796e20447572696e206172616e204d6f726961
        shared_secret 86a6c0ed17714f11d2951747e660857a5fd7616c933ef03207808b7a7123fe67
        key 49c7e6d7d2d257aded2a746fe6a9bf12d4de8007c4862b1fdffe8c35fb65054c
        base_nonce abac79931e8c1bcb8a23960a
        exporter_secret 7c6cc1bb98993cd93e2599322247a58fd41fdecd3db895fb4c5fd8d6bbe606b5
        ct0
        9aa52e29274fc6172e38a4461361d2342585d3aeec67fb3b721ecd63f059577c7fe886be0ede01456ebc67d597
        ct1
        59460bacdbe7a920ef2806a74937d5a691d6d5062d7daafcad7db7e4d8c649adffe575c1889c5c2e3a49af8e3e
        ct2
        5688ff6a03ba26ae936044a5c800f286fb5d1eccdd2a0f268f6ff9773b51169318d1a1466bb36263415071db00
        ct4
        d936b7a01f5c7dc4c3dc04e322cc694684ee18dd71719196874e5235aed3cfb06cadcd3bc7da0877488d7c551d
        ct255
        4d4c462f7b9b637eaf1f4e15e325b7bc629c0af6e3073422c86064cc3c98cff87300f054fd56dd57dc34358beb
        ct256
        9b7f84224922d2a9edd7b2c2057f3bcf3a547f17570575e626202e593bfdd99e9878a1af9e41ded58c7fb77d2f
        export:- c23ebd4e7a0ad06a5dddf779f65004ce9481069ce0f0e6dd51a04539ddcbd5cd
        export:00 ed7ff5ca40a3d84561067ebc8e01702bc36cf1eb99d42a92004642b9dfaadd37
        export:54657374436f6e74657874
        d3bae066aa8da27d527d85c040f7dd6ccb60221c902ee36a82f70bcd62a60ee4
        """
}

/// One vector, read from its words.
struct HPKEVector: CustomTestStringConvertible {
    static let info = Array("Ode on a Grecian Urn".utf8)
    static let message = Array("Beauty is truth, truth beauty".utf8)

    private let values: [Substring: [UInt8]]

    init(_ text: String) {
        let words = text.split { $0.isWhitespace }
        values = Dictionary(
            uniqueKeysWithValues: stride(from: 0, to: words.count, by: 2).map {
                (words[$0], [UInt8](hex: words[$0 + 1]) ?? [])
            })
    }

    subscript(name: String) -> [UInt8] { values[name[...]] ?? [] }

    /// Sequence numbers with their ciphertexts.
    var ciphertexts: [UInt64: [UInt8]] {
        var found: [UInt64: [UInt8]] = [:]
        for (name, value) in values where name.hasPrefix("ct") {
            found[UInt64(name.dropFirst(2)) ?? .max] = value
        }
        return found
    }

    /// Contexts of the exporter with the secrets exported.
    var exports: [(context: [UInt8], secret: [UInt8])] {
        values.filter { $0.key.hasPrefix("export:") }
            .map { ([UInt8](hex: $0.key.dropFirst(7)) ?? [], $0.value) }
    }

    var testDescription: String { "auth \(values["skSm"] != nil), psk \(values["psk"] != nil)" }
}
