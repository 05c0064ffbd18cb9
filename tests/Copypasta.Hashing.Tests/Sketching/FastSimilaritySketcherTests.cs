using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

public class FastSimilaritySketcherTests
{
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

    private static uint[] Filled(int length)
    {
        var values = new uint[length];
        Array.Fill(values, 0xDEADBEEF);
        return values;
    }
}
