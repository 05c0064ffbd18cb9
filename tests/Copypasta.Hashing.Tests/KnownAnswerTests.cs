using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Copypasta.Hashing.Tests;

/// <summary>
/// Frozen answers of the algorithms <c>minhash32/1</c> and <c>bbit-minhash32/1</c> and of their binary form, computed by an independent implementation in another
/// language from their description. They may never change under these ids: stored runs and indexes hold such values. <see cref="KnownAnswerProcessTests"/> runs this class again
/// under other vector widths.
/// </summary>
public class KnownAnswerTests
{
    private const int Lanes = 144;

    /// <summary>Comparable text, windows of five code points, first four hashes; SHA-256 of all values as little-endian words.</summary>
    public static TheoryData<string, int, uint[], string> Hashes { get; } = new()
    {
        { "the quick brown fox jumps over the lazy dog", 39, [0x44FF8C97, 0x3B72B3A7, 0x4BAC766E, 0x1CE0FF55], "C30A7802CD72C8FDE07B2B16323FC221D9408988D3F02985081D1A4B72ECC8A1" },
        { "мы стоим вместе за свободу слова и мира", 35, [0x8248690B, 0xFB09967C, 0xDED48F65, 0x1478865D], "2493ED57B2B5D6B613D67210601249BEAFC4FFC31E7E4C6BF0BE97B367DD394E" },
        { "ما با هم برای آزادی و صلح ایستاده ایم", 33, [0x48018844, 0xD34480DA, 0xAAA7D446, 0x72A9BEB0], "803FFBA7F69BAAB659A28A643DAAE2C56A578B6A1EC4046A7AC3861BF5838731" },
        { "我们共同支持自由与和平", 7, [0x3D982DD5, 0x6B4E4797, 0xE1B3382E, 0xBA2F3E3B], "BE8C12396E7FDED1013C0C9E7D29ED8000C6498FCF6BB69F3C6524D3D7F0EBCE" },
        { "สวัสดีชาวโลก", 8, [0xF5510AA4, 0xCC9DFFDE, 0x65EA496A, 0x0ED17FDA], "2A307884A7D636A91B12CC1263CFD5C9986AA5211B901C8069A05B52AB448200" },
        { "ab", 1, [0xC8212F0E], "2F746A2B78CA9473E004074A90F6BCABFE77C8FDBC6CCD55C32545BC2B99D28B" },
        { "😀 x 𝔘", 1, [0x405BE8C6], "1046F61D2572480590FBF75654E52F72B1A020DBA57D8AFE2E5434C908D64305" },
    };

    /// <summary>Comparable text, first four of 144 minima of seed 1.</summary>
    public static TheoryData<string, uint[], string> Signatures { get; } = new()
    {
        { "the quick brown fox jumps over the lazy dog", [0x0B28E16D, 0x00D2CAA1, 0x06C4967B, 0x10D4FEC3], "D1035FDFE49B02AD3BF912C9EDF11E617CB2474F1102483E15C413BDE3ADA702" },
        { "мы стоим вместе за свободу слова и мира", [0x1342A28F, 0x07CC1D83, 0x03146071, 0x02CCA33A], "BD520C550FE546B896A786CD72C6A17935D0932F34B07471050A32BE530D272F" },
        { "ما با هم برای آزادی و صلح ایستاده ایم", [0x04ED1CC3, 0x00D64BAF, 0x03B28E59, 0x0F6C057A], "739D32332DB2549242E755DE84904C185CF67F87F23AE69408A5280783E4737D" },
        { "我们共同支持自由与和平", [0x055B12BF, 0x0105FB5E, 0x0AAD467B, 0x1B6D0E8A], "609082B88013F5056F00F3BB0F9394A4A0F0ED20810917C5999D5B13E834C021" },
        { "สวัสดีชาวโลก", [0x19282C35, 0x3D8227F3, 0x00864C50, 0x34582EEE], "6FDDDC58E8B465C1ECF6877F7C09940A406663794DDFA5F45820F2EA8DA0B872" },
        { "ab", [0x3B13AF7A, 0x7B6A6443, 0x2C3FBF20, 0x3EBC8A2A], "7C25B0318056AD7663630112F40217C5F75E1F52C0E47981D1136887856302C4" },
        { "😀 x 𝔘", [0xE587D332, 0x9A50BD4B, 0xF7A4C268, 0x7683FD12], "1DE4FBAE4B12F3A324A214328DE0907982E3B16006B62AC9B59E9DE77F0BF41B" },
    };

    /// <summary>Comparable text, first four of the keys of 25 bands of 5 rows, seed 1.</summary>
    public static TheoryData<string, uint[], string> Keys { get; } = new()
    {
        { "the quick brown fox jumps over the lazy dog", [0xFAC36B42, 0xCBB5F8A8, 0x049AF9B1, 0x0C345BB8], "3C3C9A4E57CE68C421AD4FEF745745F2EA1C5145A520E72F5BEABF083EB0B1AE" },
        { "мы стоим вместе за свободу слова и мира", [0x22245CCC, 0x30826A18, 0x5DD1CDC5, 0xD7AF1681], "92A8673365416A748719B109E81D488116C7B01ED6DC0442E805FA9877AD62F7" },
        { "ما با هم برای آزادی و صلح ایستاده ایم", [0xF57586DA, 0xB011F5E1, 0x98B5CF9A, 0xA5334C6A], "77B74FE1F0A67F0D50AF6ACBB59DF84FA612ECBE9FA6D769784078BBC38690D5" },
        { "我们共同支持自由与和平", [0xF2F0763C, 0xDFBBD258, 0xD17D7112, 0xA00F5637], "DC4F9AE8E16A157340DAF616547A9ED2C3D44798D3EACAC42F67F9E76D94FF48" },
        { "สวัสดีชาวโลก", [0xACA50506, 0x3BB037E6, 0xEABAE708, 0x47D5152D], "B8E44C116C7BA2DD14A86CEEE3EA6C877F6F15B17465A4AF028747450CC23E10" },
        { "ab", [0x2B0C2AE2, 0x337DD311, 0xCE2E9CA0, 0x413A5381], "CE6B8B7726668F4161296BB4EDFA74FC31A5251700F369EC510A59CFC8A99D22" },
        { "😀 x 𝔘", [0xB7BE1BB2, 0x76B5A08C, 0xFA8813A0, 0xA621E225], "D4F59B9DFF664AF7A0617FAAE6A59EDE194B9FBE6AE5105EE5E31C84D2282402" },
    };

    /// <summary>Comparable text, bits kept of each of 144 minima of seed 1, first word; SHA-256 of all words, little-endian.</summary>
    public static TheoryData<string, int, ulong, string> Packed { get; } = new()
    {
        { "the quick brown fox jumps over the lazy dog", 1, 0x61F7DF316DCED3D1, "21425758F651AA151427E1F16C5E4080A918EC1C6CAB737048D45C0598CB22F2" },
        { "the quick brown fox jumps over the lazy dog", 2, 0x94DBF074DB05F32B, "E23ECEED3DE849EB0A7561DE3691A1A66977B7FFCF5084B06B6DBE3690CFE655" },
        { "the quick brown fox jumps over the lazy dog", 4, 0x71EB08DDB787062F, "978326F5B7F5CC009CB5AEAF360917F05A94988AE728F8C66B29F3F3BF5FEAD0" },
        { "the quick brown fox jumps over the lazy dog", 8, 0x7B07E8570076D25F, "35E38425E072C851E8D282EEC810CE933D545319EBDA654B5CAFB131B9C02768" },
        { "the quick brown fox jumps over the lazy dog", 16, 0x0700AA767AD2405F, "50BF6824FBDBF068A180DB05A3129A15E5137C6F7E82F9D78AADA106452CB50F" },
        { "мы стоим вместе за свободу слова и мира", 1, 0xDD1D11EDBB28CEB5, "2E1F2BD5606E579F8D4FA2EF5124E0F8CA95A7FFC6EC4B4EF227C189E09EE57C" },
        { "мы стоим вместе за свободу слова и мира", 2, 0x4D452460F8DE6D11, "B38F189E383B61AC3CAF0155D69A6ABC8227E27411CF280298594A75E7B14448" },
        { "мы стоим вместе за свободу слова и мира", 4, 0xB7E8B1321231C101, "A9728285BB269F05AC253B3F5FAF94B0CBCB63C97ECC00C8102E9F976B0695AE" },
        { "мы стоим вместе за свободу слова и мира", 8, 0x216263914CF1F0C1, "1A2235CEAC04E6180D7A9D95E5602256F5FB55BDB7C4FC864C3A2B0D49CB6E5B" },
        { "мы стоим вместе за свободу слова и мира", 16, 0x044C2DF1DDF0F0C1, "690868C34AE0E9456965C26748FD622BCEF4F95561969B0F94B7CC389638C0B4" },
        { "我们共同支持自由与和平", 1, 0xC7C947A0C87D155A, "C3670C38CC039E946E261B3B4C7E67961BA5F695562BE5F432F82DDA2386A7F0" },
        { "我们共同支持自由与和平", 2, 0xD84A3DD3A13339CE, "6CA294FD2263ACAA7B45229F078DDAA3CBF5C79C0493E40F06BC9CBCC8BE87B3" },
        { "我们共同支持自由与和平", 4, 0x6ACDCB07C3613472, "BB5025C8BCB859ADAF7F177523E90CB5BC698916D78A396AF297879004B8EA12" },
        { "我们共同支持自由与和平", 8, 0xFC436681C3A43782, "C9F6AD1F0871BD73F4B709F6822AA1E5C6023BA00F3A20F1A04D25592B9A6C32" },
        { "我们共同支持自由与和平", 16, 0xE6C32AA4FD371E82, "A2DE48B334AABDCDC7193DA5961E864736C9566F0B4C6B1DAAF3CAE7F1FB9241" },
        { "ab", 1, 0xD48B34572990F57B, "85B2C72504B86D3BF8FD7710C5B64211A222B1076A6637F9F7F5F230B027D69D" },
        { "ab", 2, 0x26CB612AD7B13DED, "1A2E98030C293CD298F071A127925245487E24A606D312CB9126D69179277B3F" },
        { "ab", 4, 0xF9DFEFC18F71F2B9, "0FFB193539A7D5A37C5F9EAF936E40DDBD4F25D8CFF1C4030C077D1B2DBD17C7" },
        { "ab", 8, 0x889F27116F12BB99, "AB091A225A748055422DB8DE48D4FC98A6C3C44596ABB15C672A96D0BFF0236C" },
        { "ab", 16, 0x9E6F6C122EBB4699, "27572EA2D1643D3646EC9F61D93AE138755C93E7AAF291EB25CEB149C4CA25A8" },
    };

    /// <summary>Bits of a lane; the binary form of the signature of the first text under <c>exact/1</c>: three lanes of seed 42.</summary>
    public static TheoryData<int, string> Forms { get; } = new()
    {
        { 32, "43505347010B070000052000030000002A000000000000006D696E6861736833322F3165786163742F3143DEFF04D9DBD60487675002F291BEDA" },
        { 1, "435053470110070000050100030000002A00000000000000626269742D6D696E6861736833322F3165786163742F310000000000000000C0C4B873" },
        { 2, "435053470110070000050200030000002A00000000000000626269742D6D696E6861736833322F3165786163742F3120000000000000008ACC08CD" },
        { 4, "435053470110070000050400030000002A00000000000000626269742D6D696E6861736833322F3165786163742F31C80A0000000000000BF99550" },
        { 8, "435053470110070000050800030000002A00000000000000626269742D6D696E6861736833322F3165786163742F31D8ECAA0000000000E4A5E8F4" },
        { 16, "435053470110070000051000030000002A00000000000000626269742D6D696E6861736833322F3165786163742F31D8D5ECF7AAA7000049125F2C" },
    };

    [Theory]
    [MemberData(nameof(Hashes))]
    public void ShingleHashes(string text, int count, uint[] first, string sha256)
    {
        var sequence = new ShingleSequence(Shingle.Default);
        sequence.Load(Encoding.UTF8.GetBytes(text));
        Assert.Equal(count, sequence.Count);
        AssertFrozen(first, sha256, sequence.Hashes);
    }

    [Theory]
    [InlineData(2, "we stand with you", new uint[] { 0xF6683D29, 0x42ABFB79, 0x1234BE73 })]
    [InlineData(3, "ok 我们go", new uint[] { 0xC749ED86, 0x100C181F })]
    public void WordShingleHashes(int size, string text, uint[] expected)
    {
        var sequence = new ShingleSequence(new Shingle(ShingleUnit.Words, size));
        sequence.Load(Encoding.UTF8.GetBytes(text));
        Assert.Equal(expected, sequence.Hashes.ToArray());
    }

    [Theory]
    [MemberData(nameof(Signatures))]
    public void MinHashSignatures(string text, uint[] first, string sha256)
    {
        var signature = new uint[Lanes];
        Assert.True(new MinHasher(new MinHashOptions { Lanes = Lanes }).TrySign(text, TextProfile.Exact, signature));
        AssertFrozen(first, sha256, signature);
    }

    [Fact]
    public void MinHashSignatureOfAnotherSeed()
    {
        var signature = new uint[4];
        Assert.True(new MinHasher(new MinHashOptions { Lanes = 4, Seed = 42 }).TrySign("the quick brown fox jumps over the lazy dog", TextProfile.Social, signature));
        Assert.Equal([0x04FFDE43, 0x04D6DBD9, 0x02506787, 0x00299AE2], signature);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void KeysOfBands(string text, uint[] first, string sha256)
    {
        var plan = new BandingPlan(25, 5, new Threshold(0.8m));
        var signature = new uint[Lanes];
        var keys = new uint[plan.Bands];
        Assert.True(new MinHasher(new MinHashOptions { Lanes = Lanes }).TrySign(text, TextProfile.Exact, signature));
        BandKeys.FromSignature(signature, plan, keys);
        AssertFrozen(first, sha256, keys);

        var sequence = new ShingleSequence(Shingle.Default);
        sequence.Load(Encoding.UTF8.GetBytes(text));
        var signer = new BandSigner([.. Enumerable.Range(0, plan.Bands)], plan.Rows, seed: 1);
        Array.Clear(keys);
        signer.Sign(sequence.Hashes, new uint[signer.Lanes], keys);
        AssertFrozen(first, sha256, keys);
    }

    [Theory]
    [MemberData(nameof(Packed))]
    public void PackedSignatures(string text, int bits, ulong first, string sha256)
    {
        var signature = new uint[Lanes];
        var words = new ulong[BBitMinHash.WordCount(Lanes, bits)];
        Assert.True(new MinHasher(new MinHashOptions { Lanes = Lanes }).TrySign(text, TextProfile.Exact, signature));
        BBitMinHash.Pack(signature, bits, words);
        Assert.Equal(first, words[0]);
        Assert.Equal(sha256, Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(words.AsSpan()))));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void BinaryForms(int bits, string hex)
    {
        var form = Convert.FromHexString(hex);
        Assert.True(new MinHasher(new MinHashOptions { Lanes = 3, Seed = 42 }).TrySign("the quick brown fox jumps over the lazy dog", TextProfile.Exact, out var signature));
        if (bits == 32)
        {
            Assert.Equal(form, signature.ToByteArray());
            Assert.Equal(signature, MinHashSignature.Read(form));
        }
        else
        {
            Assert.Equal(form, signature.Pack(bits).ToByteArray());
            Assert.Equal(signature.Pack(bits), BBitSignature.Read(form));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0x5692161D)]
    [InlineData(2, 0xDBD23897)]
    [InlineData(1ul << 32, 0xD820B7E9)]
    [InlineData(ulong.MaxValue, 0xB4D055FC)]
    public void HashesOfNumbers(ulong element, uint hash) => Assert.Equal(hash, MinHash.Hash(element));

    [Fact]
    public void TheKernelIsAtMostTheOneAskedFor()
    {
        var most = Environment.GetEnvironmentVariable(KnownAnswerProcessTests.MostWidthVariable);
        Assert.True(most is null || KernelChoice.Width <= int.Parse(most, System.Globalization.CultureInfo.InvariantCulture), KernelChoice.Name);
    }

    private static void AssertFrozen(uint[] first, string sha256, ReadOnlySpan<uint> values)
    {
        Assert.True(BitConverter.IsLittleEndian);
        Assert.Equal(first, values[..first.Length].ToArray());
        Assert.Equal(sha256, Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(values))));
    }
}
