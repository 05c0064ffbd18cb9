using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Copypasta.Hashing.Tests;

/// <summary>
/// Frozen answers of the algorithm <c>minhash32/1</c>, computed by an independent implementation in another language from its description.
/// They may never change under this id: stored runs and indexes hold such values. <see cref="KnownAnswerProcessTests"/> runs this class again
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
