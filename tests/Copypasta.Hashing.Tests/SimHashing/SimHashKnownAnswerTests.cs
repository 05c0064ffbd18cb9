using System.Globalization;
using System.Text;

namespace Copypasta.Hashing.Tests;

/// <summary>
/// Frozen answers of <c>simhash64/1</c> and <c>simhash128/1</c>, computed by an independent implementation in another language from their description.
/// They may never change under these ids: stored fingerprints and indexes hold such values.
/// </summary>
public class SimHashKnownAnswerTests
{
    /// <summary>Comparable text, windows of five code points, lower and upper half.</summary>
    public static TheoryData<string, ulong, ulong> Texts { get; } = new()
    {
        { "the quick brown fox jumps over the lazy dog", 0xB84D3F05364E6017, 0xC645799C12F3DA9A },
        { "мы стоим вместе за свободу слова и мира", 0xA16D97B732898262, 0xA70FA71E454884B1 },
        { "ما با هم برای آزادی و صلح ایستاده ایم", 0x6C6749FF19934761, 0x5513314FBC47F782 },
        { "我们共同支持自由与和平", 0xC7FC44A64FE90FB0, 0x7285AC8C8B3F61FA },
        { "สวัสดีชาวโลก", 0xE729A029F0270D11, 0x2B3120825721AA03 },
        { "ab", 0x65624F39EEC50F5B, 0x9985C60B58956557 },
        { "😀 x 𝔘", 0x150D4BD7B9CAA4CE, 0xEDB550F45B491AED },
        { new string('a', 300), 0xE48A9E70AF7562DE, 0xBCAC5D8A8B3FB09A },
        { string.Concat(Enumerable.Repeat("the quick brown fox jumps over the lazy dog ", 40)) + "end", 0xF84D3605364A6217, 0xC645799C12E7DA99 },
    };

    /// <summary>Hashes, weights, lower and upper half.</summary>
    public static TheoryData<uint[], int[], ulong, ulong> Weighted { get; } = new()
    {
        { [1, 2, 3], [3, -1, 2], 0x68389A6A21B821F4, 0x36E98D81648EE823 },
        { [7, 8, 9, 10], [int.MaxValue, int.MinValue, int.MaxValue, 1], 0xC198032EBE16B13C, 0x87E3FF0F5221C757 },
        { [5, 5], [1, -1], 0, 0 },
        { [0, uint.MaxValue], [1, 1], 0xA2202028711C4C21, 0x8108248089005480 },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void FingerprintsOfTexts(string text, ulong lower, ulong upper)
    {
        var hasher = new SimHasher();
        Assert.True(hasher.TrySign(Encoding.UTF8.GetBytes(text), TextProfile.Exact, out ulong fingerprint));
        Assert.Equal(Hex(lower), Hex(fingerprint));
        Assert.True(hasher.TrySign(Encoding.UTF8.GetBytes(text), TextProfile.Exact, out UInt128 wide));
        Assert.Equal(Hex(new UInt128(upper, lower)), Hex(wide));
    }

    [Theory]
    [MemberData(nameof(Weighted))]
    public void FingerprintsOfWeightedHashes(uint[] hashes, int[] weights, ulong lower, ulong upper)
    {
        Assert.True(SimHash.TrySign(hashes, weights, out ulong fingerprint));
        Assert.Equal(Hex(lower), Hex(fingerprint));
        Assert.True(SimHash.TrySign(hashes, weights, out UInt128 wide));
        Assert.Equal(Hex(new UInt128(upper, lower)), Hex(wide));
    }

    [Fact]
    public void TheIdsAreFrozenToo()
    {
        var hasher = new SimHasher();
        Assert.Equal("simhash64/1;chars:5;social/1", hasher.Scheme(64, TextProfile.Social));
        Assert.Equal("simhash128/1;words:3;web/1", new SimHasher(new Shingle(ShingleUnit.Words, 3)).Scheme(128, TextProfile.Web));
        Assert.Throws<ArgumentOutOfRangeException>("bits", () => hasher.Scheme(32, TextProfile.Social));
    }

    private static string Hex(UInt128 value) => value.ToString("X32", CultureInfo.InvariantCulture);
}
