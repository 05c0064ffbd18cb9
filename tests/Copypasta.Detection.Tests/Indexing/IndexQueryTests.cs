using System.Text;
using Copypasta.Hashing;

namespace Copypasta.Detection.Tests;

/// <summary>A query finds what comparing the text with every text of the index finds.</summary>
public sealed class IndexQueryTests
{
    [Fact]
    public async Task A_query_finds_the_most_similar_texts_and_their_clusters()
    {
        var options = Corpus.Exhaustive(0.5m);
        var texts = Corpus.RandomTexts(3, 300);
        using var index = new TestIndex().Create(options);
        for (var day = 0; day < 3; day++)
        {
            await index.AddAsync(($"input-{day}.csv", Corpus.OfTexts(texts[(day * 100)..((day + 1) * 100)])));
        }

        using var reader = IndexReader.Open(index.Path, IndexBudget.Unlimited);
        var result = reader.ReadFamilies(1, CancellationToken.None);
        var clusters = result.Members.ToLookup(member => Encoding.UTF8.GetString(result.Posts.NormalizedText(member.Post)), member => result.Clusters[member.Cluster]);
        var query = reader.NewQuery();
        foreach (var text in Corpus.RandomTexts(4, 40).Concat(Corpus.RandomTexts(3, 340)[280..]))
        {
            var expected = texts.Distinct()
                .Select(other => (Text: other, Jaccard: Corpus.Jaccard(text, other)))
                .Where(other => other.Text == text || (other.Jaccard.Shared * 2 >= other.Jaccard.Union && Corpus.Shingles(text).Count >= 16 && Corpus.Shingles(other.Text).Count >= 16))
                .Select(other => (Similarity: Similarity.FromFraction(other.Jaccard.Shared, other.Jaccard.Union), Bytes: Encoding.UTF8.GetBytes(other.Text)))
                .OrderByDescending(other => other.Similarity.Millionths)
                .ThenBy(other => other.Bytes, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))
                .Take(5)
                .Select(other => (other.Similarity, Encoding.UTF8.GetString(other.Bytes)));
            var found = query.Find(Encoding.UTF8.GetBytes(text), 5);
            Assert.Equal(expected, found.Select(match => (match.Similarity, Encoding.UTF8.GetString(match.Text.Span))));
            foreach (var match in found)
            {
                var cluster = clusters[Encoding.UTF8.GetString(match.Text.Span)].FirstOrDefault();
                Assert.Equal(cluster?.Id, match.Cluster);
                Assert.Equal(cluster is null ? null : result.Families[cluster.Family].Id, match.Family);
                Assert.Equal((cluster?.Posts ?? 1, cluster?.Accounts ?? 0), (match.Posts, match.Accounts));
                if (cluster is not null)
                {
                    Assert.Equal((cluster.First, cluster.Last), (match.First, match.Last));
                    Assert.Equal(result.Posts.RawText(cluster.ExemplarPost), match.Exemplar.Span);
                }
            }
        }
    }

    [Fact]
    public async Task What_normalisation_leaves_nothing_of_finds_nothing()
    {
        using var index = new TestIndex().Create(new DetectionOptions());
        await index.AddAsync(("a.csv", Corpus.OfTexts(["hello there my friend of the sea", "short"])));
        using var reader = IndexReader.Open(index.Path, IndexBudget.Unlimited);
        Assert.Empty(reader.NewQuery().Find("@someone https://example.org"u8, 10));
        Assert.Empty(reader.NewQuery().Find("nothing like it"u8, 10));
        Assert.Equal(Similarity.One, Assert.Single(reader.NewQuery().Find("SHORT!"u8, 10)).Similarity);
    }
}
