using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Copypasta.Hashing.Tests;

/// <summary>
/// Frozen answers of <c>fss32/1</c>, computed by an independent implementation in another language from its description. They may never change under this id.
/// <see cref="KnownAnswerProcessTests"/> runs this class again under other vector widths.
/// </summary>
public class FastSimilarityKnownAnswerTests
{
    /// <summary>Comparable text, first four of 144 lanes of seed 1, SHA-256 of all as little-endian words.</summary>
    public static TheoryData<string, uint[], string> Frozen { get; } = new()
    {
        { "the quick brown fox jumps over the lazy dog", [0x00AAA660, 0x035932DC, 0x04541D96, 0x055BA741], "02D8F60F2905CE3A26175705BF4626DF01C270675C4C192AD0AFF0FEB4530A9D" },
        { "мы стоим вместе за свободу слова и мира", [0x0178F921, 0x0288773B, 0x04B6C543, 0x06F44007], "07BDF4883E4EF7987801166FE70E8784E32AA82CAB569DA9FC7F9B704F06A2FA" },
        { "ما با هم برای آزادی و صلح ایستاده ایم", [0x00672628, 0x0280EFE7, 0x04A39EF4, 0x06CFBB8E], "B6BF8165F0941F5A5B47BBF07B90A3640AA0AF61794FA6A6C5A047DC119DDB55" },
        { "我们共同支持自由与和平", [0x019C1D14, 0x0312EB08, 0x0427287B, 0x06643D68], "5C8F7A58E4662B0A4F3D0C277B01AA5975981AE0F7DB4C1843DBB7D8F724AF1D" },
        { "สวัสดีชาวโลก", [0x001A45E3, 0x0359928B, 0x0545B407, 0x05C88B84], "35FC1D732738453DF1D003C1DC9D4F97A5987D1F34C6C11B3929FD715DC63D37" },
        { "ab", [0x5E9BD019, 0x0358D6E3, 0x0466CEA1, 0xC01CDDA5], "710E3D70FDF42ECE9DA08516A8FDE74FB07DE00CFE1C38E8C0862203FB359E82" },
        { "😀 x 𝔘", [0x104CF611, 0x0271D599, 0x043EAD88, 0x8E978EE0], "442B4C761F3C50430E5F476E075CBF679F107D7BA2171B376A86FED348566160" },
    };

    [Theory]
    [MemberData(nameof(Frozen))]
    public void FrozenSketches(string text, uint[] first, string sha256)
    {
        Assert.Equal("fss32/1", FastSimilaritySketch.Algorithm);
        var sketch = new uint[144];
        Assert.True(new FastSimilaritySketcher(new FastSimilaritySketchOptions { Lanes = 144 }).TrySketch(text, TextProfile.Exact, sketch));
        Assert.Equal(first, sketch[..4]);
        Assert.Equal(sha256, Digest(sketch));
    }

    [Fact]
    public void FrozenSketchOfManyHashesAndAnotherSeed()
    {
        var sketch = new uint[128];
        uint[] hashes = [.. Enumerable.Range(0, 3000).Select(i => Mix.Finalize32((uint)i))];
        Assert.True(new FastSimilaritySketcher(new FastSimilaritySketchOptions { Seed = 42 }).TrySketch(hashes, sketch));
        Assert.Equal([0x00296E20u, 0x022CE2E4u, 0x0421DAEBu, 0x060238BEu], sketch[..4]);
        Assert.Equal("B6137959E426BCB63E4A616866AF295E007688508AE853D25099202457FF26A0", Digest(sketch));
    }

    [Fact]
    public void FrozenSketchesOfTheSmallestSets()
    {
        var sketch = new uint[3];
        Assert.True(new FastSimilaritySketcher(new FastSimilaritySketchOptions { Lanes = 3 }).TrySketch([7u], sketch));
        Assert.Equal([0x22D6251Au, 0x972C770Bu, 0x719AD337u], sketch);
        Assert.True(new FastSimilaritySketcher(new FastSimilaritySketchOptions { Lanes = 1, Seed = 5 }).TrySketch([7u, 8u], sketch));
        Assert.Equal([0x8B2118EEu, 0x972C770Bu, 0x719AD337u], sketch);
    }

    private static string Digest(uint[] sketch)
    {
        Assert.True(BitConverter.IsLittleEndian);
        return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(sketch.AsSpan())));
    }
}
