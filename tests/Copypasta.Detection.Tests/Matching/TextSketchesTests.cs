using System.Text;
using Copypasta.Hashing;

namespace Copypasta.Detection.Tests;

public sealed class TextSketchesTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.7)]
    [InlineData(0.9)]
    public void A_pair_at_or_above_the_threshold_is_never_dismissed(double value)
    {
        var threshold = Threshold.FromDouble(value);
        var limits = new DifferenceLimits(new MatchRule(threshold, SimilarityMeasure.Jaccard));
        var texts = Corpus.RandomTexts(17, 300);
        var sketches = Sketch(texts);
        var (matches, dismissed) = (0, 0);
        for (var i = 0; i < texts.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (shared, union) = Corpus.Jaccard(texts[i], texts[j]);
                var may = sketches.MayMatch(i, j, limits);
                Assert.Equal(may, sketches.MayMatch(j, i, limits));
                if (threshold.IsMetBy(shared, union))
                {
                    Assert.True(may);
                    matches++;
                }
                else
                {
                    dismissed += may ? 0 : 1;
                }
            }
        }

        Assert.True(matches > 100);
        Assert.True(dismissed > 1000, $"only {dismissed} false candidates were dismissed");
    }

    [Fact]
    public void Texts_far_longer_than_the_map_has_bits_are_not_dismissed_when_near()
    {
        var random = new Random(4);
        var text = new string([.. Enumerable.Range(0, 20_000).Select(_ => (char)random.Next('a', 'z' + 1))]);
        var near = string.Concat(text.AsSpan(0, 18_000), "and then it ends differently");
        var (shared, union) = Corpus.Jaccard(text, near);
        Assert.True(new Threshold(0.85m).IsMetBy(shared, union));
        Assert.True(Sketch([text, near]).MayMatch(0, 1, new DifferenceLimits(new MatchRule(new Threshold(0.85m), SimilarityMeasure.Jaccard))));
    }

    [Fact]
    public void Counts_are_of_distinct_shingles_and_zero_for_texts_that_take_no_part()
    {
        var sketches = Sketch(["aaaaaaaaaaaa", "abcdefgh"]);
        Assert.Equal(1, sketches.Count(0));
        Assert.Equal(4, sketches.Count(1));
        sketches.SetTooShort(1);
        Assert.Equal(0, sketches.Count(1));
        Assert.Equal(1, sketches.Count(0));
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.7)]
    [InlineData(1)]
    public void Limits_are_the_most_differing_shingles_at_the_threshold(double value)
    {
        var threshold = Threshold.FromDouble(value);
        var limits = new DifferenceLimits(new MatchRule(threshold, SimilarityMeasure.Jaccard));
        foreach (var total in Enumerable.Range(2, 300).Concat(Enumerable.Range(4090, 12)))
        {
            var most = Enumerable.Range(0, (total / 2) + 1).Where(shared => threshold.IsMetBy(shared, total - shared)).Select(shared => total - (2 * shared)).DefaultIfEmpty(-1).Max();
            Assert.Equal(most < 0, limits.For(total, 0) < 0);
            Assert.Equal(limits.For(total, 0), limits.For(1, total - 1));
            Assert.True(most < 0 || most == limits.For(total, 0), $"total {total}: {most} against {limits.For(total, 0)}");
        }
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.7)]
    [InlineData(1)]
    public void By_containment_limits_are_those_of_the_smaller_set(double value)
    {
        var threshold = Threshold.FromDouble(value);
        var limits = new DifferenceLimits(new MatchRule(threshold, SimilarityMeasure.Containment));
        foreach (var (a, b) in Enumerable.Range(1, 40).SelectMany(a => Enumerable.Range(1, 170).Select(b => (a, b))).Concat([(4095, 4095), (4096, 4100), (5000, 20_000), (5000, 20_001)]))
        {
            var smaller = Math.Min(a, b);
            var fewest = Enumerable.Range(0, smaller + 1).First(shared => threshold.IsMetBy(shared, smaller));
            var expected = Math.Max(a, b) <= 4 * smaller ? a + b - (2 * fewest) : -1;
            Assert.True(expected == limits.For(a, b), $"{a} and {b}: {expected} against {limits.For(a, b)}");
        }
    }

    [Fact]
    public void By_containment_a_match_is_never_dismissed()
    {
        var threshold = new Threshold(0.7m);
        var limits = new DifferenceLimits(new MatchRule(threshold, SimilarityMeasure.Containment));
        var texts = Corpus.RandomTexts(18, 70);
        texts = [.. texts, .. texts.Select((text, i) => text + texts[(i * 7) % texts.Length])];
        var sketches = Sketch(texts);
        var (matches, dismissed) = (0, 0);
        for (var i = 0; i < texts.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var may = sketches.MayMatch(i, j, limits);
                if (Corpus.Compare(texts[i], texts[j], SimilarityMeasure.Containment) is var (shared, smaller) && threshold.IsMetBy(shared, smaller))
                {
                    Assert.True(may);
                    matches++;
                }
                else
                {
                    dismissed += may ? 0 : 1;
                }
            }
        }

        Assert.True(matches > 100);
        Assert.True(dismissed > 1000, $"only {dismissed} false candidates were dismissed");
    }

    private static TextSketches Sketch(string[] texts)
    {
        var sketches = new TextSketches(texts.Length);
        var set = new ShingleSet(Shingle.Default);
        for (var i = 0; i < texts.Length; i++)
        {
            set.Load(Encoding.UTF8.GetBytes(texts[i]));
            sketches.Set(i, set.Hashes);
        }

        return sketches;
    }
}
