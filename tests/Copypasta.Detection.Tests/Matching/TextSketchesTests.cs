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
        var limits = new DifferenceLimits(threshold);
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
        Assert.True(Sketch([text, near]).MayMatch(0, 1, new DifferenceLimits(new Threshold(0.85m))));
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
        var limits = new DifferenceLimits(threshold);
        foreach (var total in Enumerable.Range(2, 300).Concat(Enumerable.Range(4090, 12)))
        {
            var most = Enumerable.Range(0, (total / 2) + 1).Where(shared => threshold.IsMetBy(shared, total - shared)).Select(shared => total - (2 * shared)).DefaultIfEmpty(-1).Max();
            Assert.Equal(most < 0, limits.For(total) < 0);
            Assert.True(most < 0 || most == limits.For(total), $"total {total}: {most} against {limits.For(total)}");
        }
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
