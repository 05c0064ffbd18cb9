using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

public class SimHasherTests
{
    private static readonly string[] s_texts =
    [
        "We stand with the workers of the harbour, today and every day!",
        "Мы стоим вместе с рабочими порта, сегодня и каждый день!",
        "ما با کارگران بندر ایستاده‌ایم، امروز و هر روز",
        "我们今天和每一天都与港口工人站在一起",
        "ok", "😀", "a", "hahahahahahahahaha", "café ﬁne &amp; ＷＩＤＥ",
    ];

    [Property(MaxTest = 500)]
    public void Utf16AndUtf8AgreeOnAnyText(string? text, bool exact)
    {
        // Arbitrary UTF-16 has lone surrogates too: both ways they count as U+FFFD.
        text ??= "";
        var profile = exact ? TextProfile.Exact : TextProfile.Social;
        var hasher = new SimHasher();
        Assert.Equal(hasher.TrySign(text, profile, out ulong a), hasher.TrySign(Encoding.UTF8.GetBytes(text), profile, out ulong b));
        Assert.Equal(a, b);
        Assert.Equal(hasher.TrySign(text, profile, out UInt128 wideA), hasher.TrySign(Encoding.UTF8.GetBytes(text), profile, out UInt128 wideB));
        Assert.Equal(wideA, wideB);
        Assert.Equal(a, (ulong)wideA);
    }

    [Fact]
    public void IllFormedBytesCountAsTheReplacementCharacter()
    {
        var hasher = new SimHasher();
        Assert.True(hasher.TrySign([.. "five"u8, 0xFF, .. "letters"u8], TextProfile.Exact, out ulong bad));
        Assert.True(hasher.TrySign("five\uFFFDletters", TextProfile.Exact, out ulong replaced));
        Assert.True(hasher.TrySign("five\uD83Dletters", TextProfile.Exact, out ulong lone));
        Assert.Equal((replaced, replaced), (bad, lone));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("\u200B\u200E")]
    [InlineData("https://example.org/only-a-link")]
    public void ATextThatIsEmptyOnceNormalisedHasNoFingerprint(string text)
    {
        Assert.False(new SimHasher().TrySign(text, TextProfile.Social, out ulong narrow));
        Assert.False(new SimHasher().TrySign(Encoding.UTF8.GetBytes(text), TextProfile.Social, out UInt128 wide));
        Assert.Equal((0UL, UInt128.Zero), (narrow, wide));
    }

    [Fact]
    public void EveryOccurrenceOfAShingleCounts()
    {
        const string Text = "hahahahaha the quick brown fox";
        var (sequence, set) = (new ShingleSequence(Shingle.Default), new ShingleSet(Shingle.Default));
        sequence.Load(Encoding.UTF8.GetBytes(Text));
        set.Load(Encoding.UTF8.GetBytes(Text));
        Assert.True(new SimHasher().TrySign(Text, TextProfile.Exact, out ulong fingerprint));
        Assert.True(SimHash.TrySign(sequence.Hashes, out ulong ofOccurrences));
        Assert.True(SimHash.TrySign(set.Hashes, out ulong ofSet));
        Assert.Equal(ofOccurrences, fingerprint);
        Assert.NotEqual(ofSet, fingerprint);
    }

    [Fact]
    public void OneChangedWordOfALongTextMovesFewBits()
    {
        var words = Enumerable.Range(0, 600).Select(i => $"word{Mix.Finalize32((uint)i) % 5000}").ToArray();
        var hasher = new SimHasher();
        Assert.True(hasher.TrySign(string.Join(' ', words), TextProfile.Web, out ulong before));
        words[300] = "different";
        Assert.True(hasher.TrySign(string.Join(' ', words), TextProfile.Web, out ulong after));
        Assert.True(hasher.TrySign(string.Join(' ', Enumerable.Range(0, 600).Select(i => $"other{i * i}")), TextProfile.Web, out ulong other));
        Assert.InRange(SimHash.Distance(before, after), 0, 6);
        Assert.InRange(SimHash.Distance(before, other), 16, 48);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(Shingle.MaxSize + 1)]
    public void AShingleOutOfRangeIsAnError(int size)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new SimHasher(new Shingle(ShingleUnit.Chars, size)));
        Assert.Equal(size, error.ActualValue);
    }

    [Fact]
    public void NoProfileIsAnError()
    {
        Assert.Throws<ArgumentNullException>("profile", () => new SimHasher().TrySign("text", null!, out ulong _));
        Assert.Throws<ArgumentNullException>("profile", () => new SimHasher().Scheme(64, null!));
    }

    [Fact]
    public void ATextOfTenMegabytesIsSigned()
    {
        var text = new byte[10_000_000];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = (byte)('a' + (Mix.Finalize32((uint)i) % 26));
        }

        var hasher = new SimHasher();
        Assert.True(hasher.TrySign(text, TextProfile.Exact, out ulong before));
        text[5_000_000] = (byte)'!';
        Assert.True(hasher.TrySign(text, TextProfile.Exact, out ulong after));
        Assert.InRange(SimHash.Distance(before, after), 0, 2);
    }

    [Fact]
    public void SharingBetweenThreadsChangesNothing()
    {
        var hasher = new SimHasher();
        var texts = Enumerable.Range(0, 2000).Select(i => $"{s_texts[i % s_texts.Length]} {i % 97} {s_texts[i % 5]}").ToArray();
        var serial = texts.Select(text => Sign(hasher, text)).ToArray();
        var parallel = new UInt128[texts.Length];
        Parallel.For(0, texts.Length, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, i => parallel[i] = Sign(hasher, texts[i]));
        Assert.Equal(serial, parallel);
    }

    [Fact]
    public async Task SigningAllocatesNothingOnceTheBuffersHaveGrown()
    {
        var hasher = new SimHasher();
        var utf8 = s_texts.Select(Encoding.UTF8.GetBytes).ToArray();
        uint[] hashes = [.. Enumerable.Range(0, 600).Select(i => Mix.Finalize32((uint)i))];
        int[] weights = [.. Enumerable.Range(1, 600)];
        long allocated = -1;
        var signed = 0;

        // On a thread of its own: buffers that another test had grown on this one might shrink meanwhile.
        await Task.Factory.StartNew(Sign, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.Equal(0, allocated);
        Assert.Equal(200 * ((2 * s_texts.Length) + 1), signed);

        void Sign()
        {
            long before = 0;
            for (var pass = 0; pass < 200; pass++)
            {
                if (pass == 100)
                {
                    before = GC.GetAllocatedBytesForCurrentThread();
                }

                for (var i = 0; i < utf8.Length; i++)
                {
                    signed += hasher.TrySign(utf8[i], TextProfile.Exact, out ulong _) ? 1 : 0;
                    signed += hasher.TrySign(s_texts[i].AsSpan(), TextProfile.Exact, out UInt128 _) ? 1 : 0;
                }

                signed += SimHash.TrySign(hashes, weights, out ulong _) ? 1 : 0;
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static UInt128 Sign(SimHasher hasher, string text)
    {
        Assert.True(hasher.TrySign(text, TextProfile.Social, out UInt128 fingerprint));
        return fingerprint;
    }
}
