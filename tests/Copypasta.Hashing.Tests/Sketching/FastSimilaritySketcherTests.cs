using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

public class FastSimilaritySketcherTests
{
    /// <summary>
    /// Frozen answers of <c>fss32/1</c>, computed by an independent implementation in another language from its description: comparable text, first four
    /// of 144 lanes of seed 1, SHA-256 of all as little-endian words. They may never change under this id.
    /// </summary>
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
        Assert.Equal("fss32/1", FastSimilaritySketch.AlgorithmId);
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

    [Property(MaxTest = 300)]
    public void Utf16AndUtf8AgreeOnAnyText(string? text, bool exact)
    {
        // Arbitrary UTF-16 has lone surrogates too: both ways they count as U+FFFD.
        text ??= "";
        var profile = exact ? TextProfile.Exact : TextProfile.Social;
        var sketcher = new FastSimilaritySketcher(new FastSimilaritySketchOptions { Lanes = 16 });
        var (fromChars, fromBytes) = (new uint[16], new uint[16]);
        Assert.Equal(
            sketcher.TrySketch(text, profile, fromChars),
            sketcher.TrySketch(Encoding.UTF8.GetBytes(text), profile, fromBytes));
        Assert.Equal(fromBytes, fromChars);
    }

    [Fact]
    public void ATextIsTheSetOfItsShingles()
    {
        foreach (var shingle in (Shingle[])[Shingle.Default, new(ShingleUnit.Words, 2)])
        {
            var sketcher = new FastSimilaritySketcher(new FastSimilaritySketchOptions { Shingle = shingle });
            var set = new ShingleSet(shingle);
            set.Load("we stand with the workers of the harbour, we stand with the workers"u8);
            var (fromText, fromSet) = (new uint[128], new uint[128]);
            Assert.True(sketcher.TrySketch("we stand with the workers of the harbour, we stand with the workers", TextProfile.Exact, fromText));
            Assert.True(sketcher.TrySketch(set.Hashes, fromSet));
            Assert.Equal(fromSet, fromText);
            Assert.Equal(1, FastSimilaritySketch.EstimateJaccard(fromSet, fromText));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("\u200B\u200E")]
    [InlineData("https://example.org/only-a-link")]
    public void ATextThatIsEmptyOnceNormalisedHasNoSketch(string text)
    {
        var sketch = Filled(128);
        var sketcher = new FastSimilaritySketcher();
        Assert.False(sketcher.TrySketch(text, TextProfile.Social, sketch));
        Assert.False(sketcher.TrySketch(Encoding.UTF8.GetBytes(text), TextProfile.Social, sketch));
        Assert.False(sketcher.TrySketch(ReadOnlySpan<uint>.Empty, sketch));
        Assert.Equal(Filled(128), sketch);
    }

    [Fact]
    public void OnlyTheLanesOfASketchAreWritten()
    {
        var sketch = Filled(64);
        Assert.True(new FastSimilaritySketcher(new FastSimilaritySketchOptions { Lanes = 37 }).TrySketch("some text to sketch", TextProfile.Social, sketch));
        Assert.Equal(Filled(27), sketch[37..]);
    }

    [Fact]
    public void ASpanThatIsTooShortIsAnError()
    {
        var sketcher = new FastSimilaritySketcher(new FastSimilaritySketchOptions { Lanes = 64 });
        Assert.Throws<ArgumentException>("sketch", () => sketcher.TrySketch("text", TextProfile.Social, new uint[63]));
        Assert.Throws<ArgumentException>("sketch", () => sketcher.TrySketch("text"u8, TextProfile.Social, new uint[63]));
        Assert.Throws<ArgumentException>("sketch", () => sketcher.TrySketch([1u], new uint[63]));
        Assert.Throws<ArgumentException>(() => FastSimilaritySketch.EstimateJaccard(new uint[64], new uint[63]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(FastSimilaritySketchOptions.MaxLanes + 1)]
    public void LanesOutOfRangeAreAnError(int lanes) =>
        Assert.Throws<ArgumentOutOfRangeException>("options", () => new FastSimilaritySketcher(new FastSimilaritySketchOptions { Lanes = lanes }));

    [Fact]
    public void AShingleOutOfRangeIsAnError() =>
        Assert.Throws<ArgumentOutOfRangeException>("options", () => new FastSimilaritySketcher(new FastSimilaritySketchOptions { Shingle = default }));

    [Fact]
    public void OneSketcherServesManyThreads()
    {
        var sketcher = new FastSimilaritySketcher();
        var texts = Enumerable.Range(0, 500).Select(i => string.Concat(Enumerable.Repeat($"text {i * i} of this test ", 1 + (i % 40)))).ToArray();
        var alone = Array.ConvertAll(texts, Sketch);
        var together = new uint[texts.Length][];
        Parallel.For(0, texts.Length, i => together[i] = Sketch(texts[i]));
        Assert.Equal(alone, together);

        uint[] Sketch(string text)
        {
            var sketch = new uint[128];
            Assert.True(sketcher.TrySketch(text, TextProfile.Social, sketch));
            return sketch;
        }
    }

    [Fact]
    public void SketchingAllocatesNothingOnceTheBuffersHaveGrown()
    {
        // Short texts, a long one, and one that repeats itself so much that its shingles are made distinct.
        var sketcher = new FastSimilaritySketcher();
        string[] texts = ["short text", string.Concat(Enumerable.Range(0, 2000)), new string('a', 20_000)];
        var sketch = new uint[128];
        long before = 0;
        for (var pass = 0; pass < 60; pass++)
        {
            if (pass == 30)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            foreach (var text in texts)
            {
                Assert.True(sketcher.TrySketch(text, TextProfile.Social, sketch));
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Digest(uint[] sketch)
    {
        Assert.True(BitConverter.IsLittleEndian);
        return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(sketch.AsSpan())));
    }

    private static uint[] Filled(int length)
    {
        var values = new uint[length];
        Array.Fill(values, 0xDEADBEEF);
        return values;
    }
}
