using System.Text;

namespace Copypasta.Hashing.Tests;

public class LshIndexFileTests
{
    internal static readonly string[] Texts =
    [
        "we stand with the people, whatever they say about it", "We stand with the people, whatever they say about that", "", "short", "short",
        "мы поддерживаем это решение и просим всех переслать его", "我们坚决支持这项决定希望大家都能理解并且积极转发",
    ];

    [Fact]
    public void WhatIsLoadedAnswersAsWhatWasSaved()
    {
        var random = new Random(5);
        var options = LshIndexes.Complete(0.6m, new Shingle(ShingleUnit.Chars, 3), 4, seed: 99) with { Recall = 0.5, ExpectedTexts = 77 };
        var index = new LshIndex(options);

        // Enough for several frames of the file, and a text that is longer than one.
        var texts = LshIndexes.Texts(random, 1500).Append(new string('x', 70_000) + "y").ToArray();
        foreach (var text in texts)
        {
            index.Add(text);
        }

        foreach (var id in Enumerable.Range(0, 300))
        {
            index.Remove(id * 3);
        }

        var loaded = LshIndex.Load(new MemoryStream(index.Saved()), TextProfile.Exact);
        Assert.Equal(index.Options, loaded.Options);
        Assert.Equal(index.Plan, loaded.Plan);
        Assert.Equal((index.Count, index.DistinctTexts), (loaded.Count, loaded.DistinctTexts));
        foreach (var text in texts.Where((_, i) => i % 10 == 0))
        {
            Assert.Equal(index.Query(text), loaded.Query(text));
            Assert.Equal(index.TopK(text, 7), loaded.TopK(text, 7));
        }

        Assert.Equal(index.FindFamilies(), loaded.FindFamilies());
        Assert.Equal(index.Saved(), loaded.Saved());
        Assert.Equal(texts.Length, loaded.Add("the next id"));
    }

    [Fact]
    public void TheSameTextsGiveTheSameBytesAndOthersDoNot()
    {
        Assert.Equal(Small().Saved(), Small().Saved());
        Assert.NotEqual(Small().Saved(), Small(seed: 2).Saved());
        var more = Small();
        Assert.True(more.Remove(more.Add("one more, and gone")));
        Assert.NotEqual(Small().Saved(), more.Saved());
    }

    [Fact]
    public void NothingBehindTheIndexIsRead()
    {
        var stream = new MemoryStream();
        Small().Save(stream);
        new LshIndex().Save(stream);
        stream.Write("tail"u8);
        stream.Position = 0;
        Assert.Equal(Texts.Length, LshIndex.Load(stream).Count);
        Assert.Equal(0, LshIndex.Load(stream).Count);
        Assert.Equal(4, stream.Length - stream.Position);
    }

    [Fact]
    public void EveryTruncationIsRefused()
    {
        var saved = Small().Saved();
        for (var length = 0; length < saved.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => LshIndex.Load(new MemoryStream(saved, 0, length)));
        }
    }

    [Fact]
    public void EveryFlippedBitIsRefused()
    {
        var saved = Small().Saved();
        for (var bit = 0; bit < saved.Length * 8; bit++)
        {
            saved[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefused(saved, $"bit {bit}");
            saved[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void RandomDamageIsRefused()
    {
        var random = new Random(8);
        var saved = Small().Saved();
        for (var i = 0; i < 1000; i++)
        {
            var damaged = saved.ToArray();
            var from = random.Next(12, damaged.Length);
            random.NextBytes(damaged.AsSpan(from, Math.Min(damaged.Length - from, random.Next(1, 20))));
            if (!damaged.AsSpan().SequenceEqual(saved))
            {
                AssertRefused(damaged, $"damage {i}");
            }
        }
    }

    [Fact]
    public void ForeignFilesAndOtherVersionsAreNamed()
    {
        Assert.Contains("no LSH index", Refusal("PK\u0003\u0004 is another kind of file altogether"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("no LSH index", Refusal("short"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("cut off", Refusal("CPLSH"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("cut off", Refusal([]), StringComparison.Ordinal);
        var saved = Small().Saved();
        saved[8]++;
        Assert.Contains("version 2", Refusal(saved), StringComparison.Ordinal);

        saved = Small().Saved();
        saved[saved.AsSpan().IndexOf("minhash32/1"u8) + 10] = (byte)'2';
        Assert.Contains("algorithm minhash32/2, not minhash32/1", Refusal(saved), StringComparison.Ordinal);

        var web = new LshIndex(new LshIndexOptions { Profile = TextProfile.Web }).Saved();
        Assert.Contains("profile web/1, not social/1", Refusal(web), StringComparison.Ordinal);
        Assert.Equal(0, LshIndex.Load(new MemoryStream(web), TextProfile.Web).Count);
    }

    [Fact]
    public void ADamagedLengthMakesNoRoomForIt()
    {
        // The first text's length becomes the largest that four base-128 digits hold, and nothing of it follows.
        var saved = Small().Saved();
        var text = saved.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Texts[0].Replace(",", "", StringComparison.Ordinal)));
        Assert.True(text > 0);
        byte[] damaged = [.. saved[..(text - 1)], 0xFF, 0xFF, 0xFF, 0x1F];
        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(damaged, "length");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    private static string Refusal(byte[] file) => Assert.Throws<InvalidDataException>(() => LshIndex.Load(new MemoryStream(file))).Message;

    private static void AssertRefused(byte[] file, string what)
    {
        var exception = Record.Exception(() => LshIndex.Load(new MemoryStream(file)));
        Assert.True(exception is InvalidDataException, $"{what}: {exception?.ToString() ?? "loaded"}");
    }

    private static LshIndex Small(ulong seed = 1)
    {
        var index = new LshIndex(new LshIndexOptions { Seed = seed });
        foreach (var text in Texts)
        {
            index.Add(text);
        }

        return index;
    }
}
