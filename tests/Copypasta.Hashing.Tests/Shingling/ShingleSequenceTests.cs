using System.Text;

namespace Copypasta.Hashing.Tests;

public class ShingleSequenceTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("abcd", 1)]
    [InlineData("abcde", 1)]
    [InlineData("abcdef", 2)]
    [InlineData("aaaaaaaaaa", 6)]
    [InlineData("我们共同支持自由", 4)]
    [InlineData("😀😀😀😀😀😀", 2)]
    public void CountsWindowsOfCodePointsRepeatsIncluded(string text, int expected)
    {
        var sequence = new ShingleSequence(Shingle.Default);
        sequence.Load(Encoding.UTF8.GetBytes(text));
        Assert.Equal(expected, sequence.Count);
        Assert.Equal(expected, sequence.Hashes.Length);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("  \t\n\u00A0\u3000 ", 0)]
    [InlineData("one", 1)]
    [InlineData(" one  two\nthree ", 3)]
    [InlineData("мы\u2003стоим", 2)]
    [InlineData("我们共同", 4)]
    [InlineData("สวัสดี", 6)]
    [InlineData("カタカナ", 4)]
    [InlineData("ok我们go", 4)]
    [InlineData("ok 我 go", 3)]
    [InlineData("한국어 문장", 2)]
    [InlineData("𠀀𠀁", 2)]
    public void HanKanaAndThaiCodePointsAreWordsOfTheirOwn(string text, int words)
    {
        var sequence = new ShingleSequence(new Shingle(ShingleUnit.Words, 1));
        sequence.Load(Encoding.UTF8.GetBytes(text));
        Assert.Equal(words, sequence.Count);

        // With windows larger than the text it is one shingle, if it has a word at all.
        sequence = new ShingleSequence(new Shingle(ShingleUnit.Words, 64));
        sequence.Load(Encoding.UTF8.GetBytes(text));
        Assert.Equal(Math.Min(words, 1), sequence.Count);
    }

    [Fact]
    public void WhiteSpaceBetweenWordsDoesNotMatterButWordsDo()
    {
        var shingle = new Shingle(ShingleUnit.Words, 2);
        var (a, b, c) = (new ShingleSequence(shingle), new ShingleSequence(shingle), new ShingleSequence(shingle));
        a.Load("one two three"u8);
        b.Load("  one\n\ntwo\tthree"u8);
        c.Load("on etwo three"u8);
        Assert.Equal(a.Hashes.ToArray(), b.Hashes.ToArray());
        Assert.NotEqual(a.Hashes.ToArray(), c.Hashes.ToArray());
        Assert.Equal(3 - 1, c.Count);
    }

    [Fact]
    public void EveryHashIsTheHashOfItsWindow()
    {
        var random = new Random(3);
        for (var size = 1; size <= Shingle.MaxSize; size++)
        {
            var sequence = new ShingleSequence(new Shingle(ShingleUnit.Chars, size));
            for (var i = 0; i < 20; i++)
            {
                var text = ShingleOracle.RandomText(random);
                sequence.Load(Encoding.UTF8.GetBytes(text));
                var points = text.EnumerateRunes().Select(rune => rune.Value).ToArray();
                uint[] expected = points.Length == 0 ? []
                    : points.Length < size ? [ShingleKernel.Whole(points)]
                    : [.. Enumerable.Range(0, points.Length - size + 1).Select(at => ShingleKernel.Whole(points.AsSpan(at, size)))];
                Assert.Equal(expected, sequence.Hashes.ToArray());
            }
        }
    }

    [Fact]
    public void LoadingReplacesTheTextBefore()
    {
        foreach (var unit in (ShingleUnit[])[ShingleUnit.Chars, ShingleUnit.Words])
        {
            var reused = new ShingleSequence(new Shingle(unit, 3));
            var random = new Random(4);
            for (var i = 0; i < 300; i++)
            {
                var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1 + random.Next(20)).Select(_ => ShingleOracle.RandomText(random))));
                var fresh = new ShingleSequence(reused.Shingle);
                reused.Load(text);
                fresh.Load(text);
                Assert.Equal(fresh.Hashes.ToArray(), reused.Hashes.ToArray());
            }
        }
    }

    [Fact]
    public void AGiantTextsBuffersAreGivenBackOnceASmallOneFollows()
    {
        var giant = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 500_000).Select(i => $"{i} ")));
        foreach (var unit in (ShingleUnit[])[ShingleUnit.Chars, ShingleUnit.Words])
        {
            var (sequence, set) = (new ShingleSequence(new Shingle(unit, 3)), new ShingleSet(new Shingle(unit, 3)));
            sequence.Load(giant);
            set.Load(giant);
            Assert.True(sequence.Capacity >= giant.Length && set.Capacity >= set.Count);
            sequence.Load("one two three four"u8);
            set.Load("one two three four"u8);
            Assert.InRange(sequence.Capacity, 0, 1024);
            Assert.InRange(set.Capacity, 0, 1024);
            Assert.Equal(unit == ShingleUnit.Chars ? 16 : 2, set.Count);
            Assert.Equal(set.Count, set.Shared(sequence));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(Shingle.MaxSize + 1)]
    public void ASizeOutOfRangeIsAnError(int size)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new ShingleSequence(new Shingle(ShingleUnit.Chars, size)));
        Assert.Equal(size, error.ActualValue);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShingleSet(new Shingle(ShingleUnit.Words, size)));
    }
}
