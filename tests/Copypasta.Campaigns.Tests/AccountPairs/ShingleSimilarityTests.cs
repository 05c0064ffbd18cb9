using System.Text;
using Copypasta.Detection;
using Copypasta.Hashing;
using FsCheck.Xunit;

namespace Copypasta.Campaigns.Tests;

public sealed class ShingleSimilarityTests
{
    /// <summary>In any order of asking, by comparers that share what they know of the texts.</summary>
    [Property(MaxTest = 200)]
    public void IsThatOfTheSetsOfShingles(int seed)
    {
        var random = new Random(seed);
        var texts = Enumerable.Range(0, 8).Select(_ => Text(random)).ToArray();
        var utf8 = Array.ConvertAll(texts, Encoding.UTF8.GetBytes);
        var sets = Array.ConvertAll(texts, text => Enumerable.Range(0, text.Length - 2).Select(i => text.Substring(i, 3)).ToHashSet());
        var threshold = new Threshold(random.Next(1, 11) / 10m);
        foreach (var measure in Enum.GetValues<SimilarityMeasure>())
        {
            var counts = new int[texts.Length];
            var comparers = Enumerable.Range(0, 2).Select(_ => new ShingleSimilarity(text => utf8[text], counts, threshold, new Shingle(ShingleUnit.Chars, 3), measure)).ToArray();
            for (var asked = 0; asked < 60; asked++)
            {
                var (a, b) = (random.Next(texts.Length), random.Next(texts.Length));
                Assert.Equal(Expected(sets[a], sets[b], threshold, measure), comparers[random.Next(2)].Compare(a, b));
            }
        }
    }

    private static Similarity? Expected(HashSet<string> a, HashSet<string> b, Threshold threshold, SimilarityMeasure measure)
    {
        var shared = a.Intersect(b).Count();
        return measure == SimilarityMeasure.Containment
            ? Containment.IsMet(threshold, shared, a.Count, b.Count) ? Similarity.FromFraction(shared, Math.Min(a.Count, b.Count)) : null
            : threshold.IsMetBy(shared, a.Count + b.Count - shared) ? Similarity.FromFraction(shared, a.Count + b.Count - shared) : null;
    }

    // Of few letters, so that shingles repeat within a text and between texts.
    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(3, 40)).Select(_ => (char)('a' + random.Next(3))));
}
