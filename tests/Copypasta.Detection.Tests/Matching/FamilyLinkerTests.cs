using System.Text;
using Copypasta.Hashing;

namespace Copypasta.Detection.Tests;

public sealed class FamilyLinkerTests
{
    [Theory]
    [InlineData(1, 0.4)]
    [InlineData(2, 0.7)]
    [InlineData(3, 0.85)]
    public void One_bucket_of_all_texts_gives_the_components_of_all_pairs(int seed, double value)
    {
        var options = new DetectionOptions { Threshold = Threshold.FromDouble(value), Profile = TextProfile.Exact };
        var texts = Corpus.RandomTexts(seed, 200).Distinct().ToArray();
        var (families, verifier) = Link(texts, options, [.. Enumerable.Range(0, texts.Length)]);

        var labels = Enumerable.Range(0, texts.Length).ToArray();
        for (var i = 0; i < texts.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (shared, union) = Corpus.Jaccard(texts[i], texts[j]);
                if (labels[i] != labels[j] && options.Threshold.IsMetBy(shared, union))
                {
                    var (keep, drop) = (Math.Min(labels[i], labels[j]), Math.Max(labels[i], labels[j]));
                    labels = [.. labels.Select(l => l == drop ? keep : l)];
                }
            }
        }

        Assert.Equal(labels, Enumerable.Range(0, texts.Length).Select(families.Find));
        Assert.True(verifier.Compared <= verifier.Candidates);
    }

    [Fact]
    public void A_bucket_of_texts_that_are_all_alike_costs_one_check_a_text()
    {
        var random = new Random(6);
        var body = new string([.. Enumerable.Range(0, 120).Select(_ => (char)random.Next('a', 'z' + 1))]);
        var texts = Enumerable.Range(0, 5000).Select(i => body + i).ToArray();
        var (families, verifier) = Link(texts, new DetectionOptions { Profile = TextProfile.Exact }, [.. Enumerable.Range(0, texts.Length)]);
        Assert.All(Enumerable.Range(0, texts.Length), i => Assert.Equal(0, families.Find(i)));
        Assert.Equal(texts.Length - 1, verifier.Candidates);
    }

    private static (UnionFind Families, Verifier Verifier) Link(string[] texts, DetectionOptions options, int[] bucket)
    {
        var table = new ByteStringTable();
        var sketches = new TextSketches(texts.Length);
        var set = new ShingleSet(Shingle.Default);
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var index = table.Intern(bytes, ByteStringTable.Hash(bytes));
            set.Load(bytes);
            sketches.Set(index, set.Hashes);
        }

        var families = new UnionFind(texts.Length);
        var rule = new MatchRule(options.Threshold, options.Similarity);
        var verifier = new Verifier(table, sketches, new DifferenceLimits(rule), rule, options.Shingle);
        new FamilyLinker(families, verifier).Link(bucket);
        return (families, verifier);
    }
}
