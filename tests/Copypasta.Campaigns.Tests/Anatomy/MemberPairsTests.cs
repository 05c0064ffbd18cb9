using System.Text;
using Copypasta.Detection;
using Copypasta.Hashing;

namespace Copypasta.Campaigns.Tests;

public sealed class MemberPairsTests
{
    [Fact]
    public void SmallClustersAreCountedInFull()
    {
        // Each is like the first, and the last two are not like one another.
        var pairs = Count(Texts("abcdefghijklmnopqrst", "abcdefghijklmn", "ghijklmnopqrst"));
        Assert.Equal((3, 3, 1), (pairs.Pairs, pairs.Compared, pairs.Below));
        Assert.True(pairs.IsExact);
        Assert.Equal((1 / 3.0, 1 / 3.0), pairs.Interval);
    }

    // One counter counts many clusters, larger and smaller ones in turn.
    [Fact]
    public void ACounterForgetsTheClusterBefore()
    {
        var counter = new MemberPairCounter(Shingle.Default, new Threshold(0.5m), SimilarityMeasure.Jaccard, 1);
        var (large, small) = (Texts("abcdefghijklmnopqrst", "abcdefghijklmn", "ghijklmnopqrst", "zzzzyyyyxxxxwwww"), Texts("abcdefghijklmn", "abcdefghijklmno"));
        var (first, second) = (counter.Count(large), counter.Count(small));
        Assert.Equal((6, 4), (first.Pairs, first.Below));
        Assert.Equal((1, 0), (second.Pairs, second.Below));
        Assert.Equal(first, counter.Count(large));
    }

    [Fact]
    public void ContainmentLooksAtTheSmallerText()
    {
        var texts = Texts("abcdefghijklmnopqrst", "abcdefghi");
        Assert.Equal(1, Count(texts).Below);
        Assert.Equal(0, Count(texts, measure: SimilarityMeasure.Containment).Below);
    }

    [Fact]
    public void NoPairsAreNoShare()
    {
        var pairs = Count(Texts("abc"));
        Assert.Equal((0, 0, 0.0, true), (pairs.Pairs, pairs.Compared, pairs.Share, pairs.IsExact));
    }

    [Fact]
    public void LargeClustersAreSampled()
    {
        // Two halves that share nothing: 160 of 320 texts each, so that a pair is of both with a probability of 160/319.
        var texts = Enumerable.Range(0, 320).Select(i => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes((i % 2 == 0 ? "the old library by the river stays open " : "1234567890 9876543210 ") + new string((char)('a' + (i / 2 % 26)), 2) + (i / 52))).ToArray();
        var pairs = Count(texts, seed: 7);
        Assert.Equal((320 * 319 / 2, MemberPairCounter.Sample), (pairs.Pairs, pairs.Compared));
        Assert.False(pairs.IsExact);
        Assert.InRange(160 / 319.0, pairs.Interval.Low, pairs.Interval.High);
        Assert.InRange(pairs.Interval.High - pairs.Interval.Low, 0.05, 0.063);

        Array.Reverse(texts);
        Assert.Equal(pairs, Count(texts, seed: 7));
        Assert.NotEqual(pairs, Count(texts, seed: 8));
    }

    [Fact]
    public void ASampleComparesNoTextWithItself()
    {
        var texts = Enumerable.Range(0, 50).Select(i => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(new string((char)('a' + (i % 25)), 1 + (i / 25 * 9)) + string.Concat(Enumerable.Range(0, 12).Select(j => (char)(0x4E00 + (i * 12) + j))))).ToArray();
        Assert.Equal((MemberPairCounter.Sample, MemberPairCounter.Sample), (Count(texts).Compared, Count(texts).Below));
    }

    private static MemberPairs Count(ReadOnlyMemory<byte>[] texts, SimilarityMeasure measure = SimilarityMeasure.Jaccard, ulong seed = 1) =>
        new MemberPairCounter(Shingle.Default, new Threshold(0.5m), measure, seed).Count(texts);

    private static ReadOnlyMemory<byte>[] Texts(params string[] texts) => [.. texts.Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text))];
}
