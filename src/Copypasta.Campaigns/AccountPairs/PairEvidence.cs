using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>Lists the co-posts of a pair by occasion. One per thread.</summary>
internal sealed class PairEvidence(PairModel model, AccountPairInput input)
{
    private readonly ITextSimilarity _similarity = input.NewSimilarity();

    /// <summary>The rows.</summary>
    /// <param name="occasions">The pair's co-posts.</param>
    /// <param name="coPosts">The same, each as the first account's post and its entry.</param>
    public PairCoPost[] Of(Occasions occasions, IReadOnlyList<(int Post, int Entry)> coPosts)
    {
        occasions.In(Occasions.AllWindows);
        var posts = model.Posts;
        var rows = coPosts.Select((coPost, i) => (
                Occasion: occasions.OccasionOf(i),
                First: Math.Min(occasions.CoPosts[i].TimeOfA, occasions.CoPosts[i].TimeOfB),
                OfA: coPost.Post,
                OfB: CoPosts.Other(coPost.Post, coPost.Entry)))
            .GroupBy(row => row.Occasion)
            .Select(group => group.OrderBy(row => row.First).ThenBy(row => posts.Inputs[row.OfA]).ThenBy(row => posts.Inputs[row.OfB]).ToArray())
            .OrderBy(group => group[0].First).ThenBy(group => posts.Inputs[group[0].OfA]).ThenBy(group => posts.Inputs[group[0].OfB]);
        return
        [
            .. rows.SelectMany((group, i) => group.Select(row => new PairCoPost(
                i + 1, posts.Inputs[row.OfA], posts.Inputs[row.OfB], SimilarityOf(row.OfA, row.OfB), posts.Time[row.OfB] - posts.Time[row.OfA], Labels(row.OfA, row.OfB)))),
        ];
    }

    private Similarity SimilarityOf(int post, int other)
    {
        var (a, b) = (model.Posts.Text[post], model.Posts.Text[other]);
        return a == b ? Similarity.One : _similarity.Compare(Math.Min(a, b), Math.Max(a, b)) ?? throw new InvalidOperationException("A co-post fell below the threshold.");
    }

    private string[] Labels(int post, int other)
    {
        IEnumerable<string> Of(int cluster) => input.Explained.TryGetValue(cluster, out var codes) ? codes : [];
        return [.. Of(model.Posts.Cluster[post]).Concat(Of(model.Posts.Cluster[other])).Distinct().Order(StringComparer.Ordinal)];
    }
}
