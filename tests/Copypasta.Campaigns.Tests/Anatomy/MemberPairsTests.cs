using System.Text;
using Copypasta.Detection;
using Copypasta.Hashing;

namespace Copypasta.Campaigns.Tests;

public sealed class MemberPairsTests
{
    private static readonly Threshold s_threshold = new(0.5m);

    [Fact]
    public void SmallClustersAreCountedInFull()
    {
        // Each is like the first, and the last two are not like one another.
        var pairs = MemberPairs.Count(Texts("abcdefghijklmnopqrst", "abcdefghijklmn", "ghijklmnopqrst"), Shingle.Default, s_threshold);
        Assert.Equal((3, 3, 1), (pairs.Pairs, pairs.Compared, pairs.Below));
        Assert.True(pairs.IsExact);
        Assert.Equal((1 / 3.0, 1 / 3.0), pairs.Interval);
    }

    [Fact]
    public void ContainmentLooksAtTheSmallerText()
    {
        var texts = Texts("abcdefghijklmnopqrst", "abcdefghi");
        Assert.Equal(1, MemberPairs.Count(texts, Shingle.Default, s_threshold).Below);
        Assert.Equal(0, MemberPairs.Count(texts, Shingle.Default, s_threshold, SimilarityMeasure.Containment).Below);
    }

    [Fact]
    public void NoPairsAreNoShare()
    {
        var pairs = MemberPairs.Count(Texts("abc"), Shingle.Default, s_threshold);
        Assert.Equal((0, 0, 0.0, true), (pairs.Pairs, pairs.Compared, pairs.Share, pairs.IsExact));
    }

    [Fact]
    public void LargeClustersAreSampled()
    {
        // Two halves that share nothing: 160 of 320 texts each, so that a pair is of both with a probability of 160/319.
        var texts = Enumerable.Range(0, 320).Select(i => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes((i % 2 == 0 ? "the old library by the river stays open " : "1234567890 9876543210 ") + new string((char)('a' + (i / 2 % 26)), 2) + (i / 52))).ToArray();
        var pairs = MemberPairs.Count(texts, Shingle.Default, s_threshold, seed: 7);
        Assert.Equal((320 * 319 / 2, MemberPairs.Sample), (pairs.Pairs, pairs.Compared));
        Assert.False(pairs.IsExact);
        Assert.InRange(160 / 319.0, pairs.Interval.Low, pairs.Interval.High);
        Assert.InRange(pairs.Interval.High - pairs.Interval.Low, 0.01, 0.03);

        Array.Reverse(texts);
        Assert.Equal(pairs, MemberPairs.Count(texts, Shingle.Default, s_threshold, seed: 7));
        Assert.NotEqual(pairs, MemberPairs.Count(texts, Shingle.Default, s_threshold, seed: 8));
    }

    private static ReadOnlyMemory<byte>[] Texts(params string[] texts) => [.. texts.Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text))];
}
