using System.Text;

namespace Copypasta.Hashing.Tests;

public class ShingleSetTests
{
    public static TheoryData<ShingleUnit, int> Units => new()
    {
        { ShingleUnit.Chars, 1 }, { ShingleUnit.Chars, 2 }, { ShingleUnit.Chars, 3 }, { ShingleUnit.Chars, 5 }, { ShingleUnit.Chars, 8 }, { ShingleUnit.Chars, 64 },
        { ShingleUnit.Words, 1 }, { ShingleUnit.Words, 2 }, { ShingleUnit.Words, 3 }, { ShingleUnit.Words, 5 },
    };

    [Theory]
    [MemberData(nameof(Units))]
    public void SizesAndIntersectionsEqualBruteForce(ShingleUnit unit, int size)
    {
        var shingle = new Shingle(unit, size);
        var random = new Random(size + (100 * (int)unit));

        // One set and one sequence for all pairs: what an earlier text left behind must not show.
        var set = new ShingleSet(shingle);
        var sequence = new ShingleSequence(shingle);
        for (var i = 0; i < 2000; i++)
        {
            var a = ShingleOracle.RandomText(random);
            set.Load(Encoding.UTF8.GetBytes(a));
            var expected = ShingleOracle.Shingles(a, shingle);
            Assert.True(expected.Count == set.Count, $"{expected.Count} {set.Count} shingles of \"{a}\"");
            Assert.Equal(set.Count, set.Hashes.Length);

            // Several texts against one loaded set, as verification does.
            for (var other = 0; other < 3; other++)
            {
                var b = other == 0 ? ShingleOracle.RandomText(random) : ShingleOracle.Edit(random, a);
                sequence.Load(Encoding.UTF8.GetBytes(b));
                var shared = ShingleOracle.Shingles(b, shingle);
                shared.IntersectWith(expected);
                Assert.True(shared.Count == set.Shared(sequence), $"\"{a}\" and \"{b}\"");
                AssertBoundedCounts(set, sequence, shared.Count);
            }
        }
    }

    [Fact]
    public void SharedIsSymmetric()
    {
        var random = new Random(7);
        var (a, b) = (new ShingleSet(Shingle.Default), new ShingleSet(Shingle.Default));
        var (x, y) = (new ShingleSequence(Shingle.Default), new ShingleSequence(Shingle.Default));
        for (var i = 0; i < 1000; i++)
        {
            var first = ShingleOracle.RandomText(random);
            var (p, q) = (Encoding.UTF8.GetBytes(first), Encoding.UTF8.GetBytes(ShingleOracle.Edit(random, first)));
            a.Load(p);
            b.Load(q);
            x.Load(p);
            y.Load(q);
            Assert.Equal(a.Shared(y), b.Shared(x));
            Assert.Equal(a.Count, a.Shared(x));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("abcd")]
    [InlineData("我们")]
    [InlineData("😀😀😀😀")]
    public void ATextShorterThanAShingleIsOneShingleAndTheEmptyTextNone(string text)
    {
        var set = new ShingleSet(Shingle.Default);
        var sequence = new ShingleSequence(Shingle.Default);
        set.Load(Encoding.UTF8.GetBytes(text));
        sequence.Load(Encoding.UTF8.GetBytes(text));
        Assert.Equal(text.Length == 0 ? 0 : 1, set.Count);
        Assert.Equal(set.Count, set.Shared(sequence));

        // It is the text itself: not the same as a longer text that begins with it.
        sequence.Load(Encoding.UTF8.GetBytes(text + "bcdef"));
        Assert.Equal(0, set.Shared(sequence));
        sequence.Load(Encoding.UTF8.GetBytes(text + "b"));
        Assert.Equal(0, set.Shared(sequence));
    }

    [Fact]
    public void ANewSetIsEmpty()
    {
        var set = new ShingleSet(Shingle.Default);
        var sequence = new ShingleSequence(Shingle.Default);
        Assert.Equal(0, set.Count);
        Assert.Equal(0, set.Shared(sequence));
        sequence.Load("some text"u8);
        Assert.Equal(0, set.Shared(sequence));
        Assert.Equal(-1, set.Shared(sequence, 1));
    }

    [Fact]
    public void CollidingHashesAreToldApart()
    {
        var (a, b) = ShingleOracle.Collision();
        Assert.NotEqual(a, b);
        var set = new ShingleSet(Shingle.Default);
        var sequence = new ShingleSequence(Shingle.Default);
        set.Load(Encoding.UTF8.GetBytes(a));
        sequence.Load(Encoding.UTF8.GetBytes(b));
        Assert.Equal(set.Hashes[0], sequence.Hashes[0]);
        Assert.Equal(0, set.Shared(sequence));
        Assert.Equal(-1, set.Shared(sequence, 1));

        // Both in one text, in either order, among other shingles.
        foreach (var text in (string[])[$"{a}{b}", $"{b}{a}", $"{a} x {b} y {a} {b}"])
        {
            var expected = ShingleOracle.Shingles(text, Shingle.Default);
            set.Load(Encoding.UTF8.GetBytes(text));
            Assert.Equal(expected.Count, set.Count);
            Assert.Equal(expected.Count - 1, set.Hashes.ToArray().Distinct().Count());
            sequence.Load(Encoding.UTF8.GetBytes(b));
            Assert.Equal(1, set.Shared(sequence));
            sequence.Load(Encoding.UTF8.GetBytes(a));
            Assert.Equal(1, set.Shared(sequence));
        }
    }

    [Fact]
    public void CollidingWordsAreToldApart()
    {
        var (a, b) = ShingleOracle.Collision();
        foreach (var size in (int[])[1, 2, 3])
        {
            var shingle = new Shingle(ShingleUnit.Words, size);
            var set = new ShingleSet(shingle);
            var sequence = new ShingleSequence(shingle);
            var text = $"one {a} two three one {b} two three one {a} two";
            set.Load(Encoding.UTF8.GetBytes(text));
            Assert.Equal(ShingleOracle.Shingles(text, shingle).Count, set.Count);

            // The same windows in the same order up to the word that collides.
            var other = $"one {b} two three one {b} two";
            sequence.Load(Encoding.UTF8.GetBytes(other));
            var shared = ShingleOracle.Shingles(other, shingle);
            shared.IntersectWith(ShingleOracle.Shingles(text, shingle));
            Assert.Equal(shared.Count, set.Shared(sequence));

            set.Load(Encoding.UTF8.GetBytes($"one two {a} three"));
            sequence.Load(Encoding.UTF8.GetBytes($"one two {b} three"));
            Assert.Equal(size == 1 ? 3 : size == 2 ? 1 : 0, set.Shared(sequence));
        }
    }

    public static TheoryData<string, Shingle> Crowds => new()
    {
        { string.Concat(ShingleOracle.Crowd('\u7700', 0x2800).Take(20_000)), Shingle.Default },
        { string.Join(' ', ShingleOracle.Crowd('\uC200', 0x1500).Take(20_000)), new Shingle(ShingleUnit.Words, 1) },
        { string.Join(' ', ShingleOracle.Crowd('\uC200', 0x1500).Take(20_000)), new Shingle(ShingleUnit.Words, 3) },
    };

    // No hash but the shingle's own is fixed, and that one is known: who writes texts for it must not make a set's table one long chain. A run of full slots is the most that looking a shingle up can take.
    [Theory]
    [MemberData(nameof(Crowds))]
    public void WindowsWrittenToShareAHashDoNotCrowdTheTable(string crowd, Shingle shingle)
    {
        var utf8 = Encoding.UTF8.GetBytes(crowd);
        var (set, sequence) = (new ShingleSet(shingle), new ShingleSequence(shingle));
        sequence.Load(utf8);
        Assert.True(sequence.Hashes.ToArray().CountBy(hash => hash).Max(shared => shared.Value) >= 19_000);
        set.Load(utf8);
        Assert.InRange(set.LongestRun(), 1, 200);

        // It is the set it was: the same shingles, in the same order, compared in full.
        var expected = ShingleOracle.Shingles(crowd, shingle);
        Assert.Equal(expected.Count, set.Count);
        Assert.Equal(sequence.Hashes.ToArray().Distinct(), set.Hashes.ToArray().Distinct());
        Assert.Equal(expected.Count, set.Shared(sequence));
        Assert.Equal(-1, set.Shared(sequence, expected.Count + 1));

        // Half of the crowd against the other half, and against itself, elsewhere.
        var half = crowd.Length / 2;
        half -= half % (shingle.Unit == ShingleUnit.Chars ? 5 : 6);
        var (first, second) = (crowd[..half], crowd[half..]);
        set.Load(Encoding.UTF8.GetBytes(first));
        sequence.Load(Encoding.UTF8.GetBytes(second));
        var shared = ShingleOracle.Shingles(second, shingle);
        shared.IntersectWith(ShingleOracle.Shingles(first, shingle));
        Assert.Equal(shared.Count, set.Shared(sequence));
        sequence.Load(Encoding.UTF8.GetBytes($"{second} {first}"));
        Assert.Equal(set.Count, set.Shared(sequence));

        // The next text begins anew.
        set.Load("an ordinary text"u8);
        sequence.Load("an ordinary text too"u8);
        Assert.Equal(set.Count, set.Shared(sequence));
    }

    [Fact]
    public void WindowsWrittenToStandSideBySideDoNotSlowAnotherTextDown()
    {
        // 508 code points, of which every window has the slot behind the last one's; and others whose windows have the first few slots, and go through all the run to find that they are not in it.
        const int Slots = 2048;
        var run = Write(508, window => window);
        var other = Write(200, _ => 3);
        var (set, sequence) = (new ShingleSet(Shingle.Default), new ShingleSequence(Shingle.Default));
        set.Load(Encoding.UTF8.GetBytes(run));
        Assert.Equal(504, set.Count);
        Assert.Equal(504, set.LongestRun());
        sequence.Load(Encoding.UTF8.GetBytes(other));
        Assert.Equal(0, set.Shared(sequence));
        Assert.InRange(set.LongestRun(), 1, 200);

        // The same answers as before.
        Assert.Equal(-1, set.Shared(sequence, 1));
        sequence.Load(Encoding.UTF8.GetBytes(run));
        Assert.Equal(504, set.Shared(sequence));
        Assert.Equal(504, set.Shared(sequence, 504));

        static string Write(int length, Func<int, int> slot)
        {
            List<int> text = [0x4E00, 0x4E01, 0x4E02, 0x4E03];
            while (text.Count < length)
            {
                text.Add(Enumerable.Range(0x4E04, 0x51F0).First(next => !text.Contains(next) && (ShingleKernel.Whole([.. text[^4..], next]) & (Slots - 1)) == slot(text.Count - 4)));
            }

            return string.Concat(text.Select(point => (char)point));
        }
    }

    [Fact]
    public void DifferentShinglesCannotBeCompared()
    {
        var set = new ShingleSet(Shingle.Default);
        foreach (var shingle in (Shingle[])[new(ShingleUnit.Chars, 4), new(ShingleUnit.Words, 5)])
        {
            var error = Assert.Throws<ArgumentException>(() => set.Shared(new ShingleSequence(shingle)));
            Assert.Contains(shingle.ToString(), error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void HashesAreThoseOfTheSequenceWithoutRepeats()
    {
        var set = new ShingleSet(Shingle.Default);
        var sequence = new ShingleSequence(Shingle.Default);
        foreach (var text in (string[])["abcdefabcdefabcdef", "aaaaaaaaaaaaaa", "мы стоим вместе, мы стоим вместе"])
        {
            set.Load(Encoding.UTF8.GetBytes(text));
            sequence.Load(Encoding.UTF8.GetBytes(text));
            Assert.Equal(sequence.Hashes.ToArray().Distinct(), set.Hashes.ToArray());
        }
    }

    [Theory]
    [InlineData("we stand together", false)]
    [InlineData("我们 stand", false)]
    [InlineData("我们共同支持自由 ok", true)]
    [InlineData("カタカナ と ひらがな", true)]
    [InlineData("สวัสดีชาวโลก", true)]
    [InlineData("мы стоим вместе", false)]
    [InlineData("한국어 문장", false)]
    [InlineData("我们 ab", false)]
    [InlineData("我们 2024 2025", true)]
    [InlineData("", false)]
    public void MostlyUnspacedTellsTheMajorityOfLetters(string text, bool expected)
    {
        var set = new ShingleSet(Shingle.Default);
        set.Load(Encoding.UTF8.GetBytes(text));
        Assert.Equal(expected, set.IsMostlyUnspaced);
    }

    [Fact]
    public void LongTextsAfterShortOnesAndBack()
    {
        var set = new ShingleSet(Shingle.Default);
        var sequence = new ShingleSequence(Shingle.Default);
        var random = new Random(11);
        foreach (var length in (int[])[3, 20_000, 40, 300, 100_000, 5, 0, 1000])
        {
            var text = new string([.. Enumerable.Range(0, length).Select(_ => (char)('a' + random.Next(4)))]);
            set.Load(Encoding.UTF8.GetBytes(text));
            sequence.Load(Encoding.UTF8.GetBytes(text));
            Assert.Equal(ShingleOracle.Shingles(text, Shingle.Default).Count, set.Count);
            Assert.Equal(set.Count, set.Shared(sequence));
        }
    }

    [Fact]
    public void VerifyingAllocatesNothingOnceTheBuffersHaveGrown()
    {
        var set = new ShingleSet(Shingle.Default);
        var sequence = new ShingleSequence(Shingle.Default);
        var texts = Enumerable.Range(0, 50).Select(i => Encoding.UTF8.GetBytes($"text number {i} of this test, слово и 字 {i * i}")).ToArray();
        long before = 0;
        var shared = 0L;
        for (var pass = 0; pass < 60; pass++)
        {
            if (pass == 30)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            for (var i = 1; i < texts.Length; i++)
            {
                set.Load(texts[i]);
                sequence.Load(texts[i - 1]);
                shared += set.Shared(sequence, 10);
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(shared > 0);
    }

    private static void AssertBoundedCounts(ShingleSet set, ShingleSequence sequence, int shared)
    {
        foreach (var fewest in (int[])[shared / 2, shared - 1, shared, shared + 1, shared + 2, (2 * shared) + 10])
        {
            var bounded = set.Shared(sequence, fewest);
            if (shared >= fewest)
            {
                Assert.Equal(shared, bounded);
            }
            else
            {
                Assert.Equal(-1, bounded);
            }
        }
    }
}
