using Copypasta.Archives;
using Copypasta.Detection;
using MathNet.Numerics.Distributions;

namespace Copypasta.Campaigns.Tests;

/// <summary>The statistic of account pairs as its definition reads, comparing every post with every other. Knows no groups that are left out.</summary>
internal sealed class NaivePairs
{
    private const long HalfDay = 12 * 3_600_000;

    private readonly AccountPairInput _input;
    private readonly ITextSimilarity _similarity;

    public NaivePairs(AccountPairInput input)
    {
        _input = input;
        _similarity = input.NewSimilarity();
        var candidates = Enumerable.Range(0, input.Posts.Count).Where(i => input.Posts[i].Account >= 0).ToList();
        var shared = candidates.Select(i => (input.Posts[i].Family, input.Posts[i].Account)).Distinct().GroupBy(p => p.Family).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        Posts = [.. candidates.Where(i => input.Posts[i].Time != PostRecord.NoTime && shared.Contains(input.Posts[i].Family))
            .GroupBy(i => (input.Posts[i].Account, input.Posts[i].Cluster)).Select(g => g.MinBy(i => (input.Posts[i].Time, input.Posts[i].Text, i)))];
        var eligible = Posts.GroupBy(i => input.Posts[i].Account)
            .Where(g => g.Count() >= 3 && g.Select(i => input.Posts[i].Time / 86_400_000).Distinct().Count() >= 2).Select(g => g.Key).ToHashSet();
        Posts = [.. Posts.Where(i => eligible.Contains(input.Posts[i].Account))];
        Accounts = [.. eligible.Order()];
    }

    public List<int> Posts { get; }

    public List<int> Accounts { get; }

    public bool IsCoPost(int x, int y, int window)
    {
        var (p, q) = (_input.Posts[x], _input.Posts[y]);
        var limit = CoPostWindows.Limits[window];
        return p.Family == q.Family && Math.Abs(p.Time - q.Time) <= limit && limit >= 2L * p.Resolution && limit >= 2L * q.Resolution
            && (p.Text == q.Text || _similarity.Compare(p.Text, q.Text) is not null);
    }

    /// <summary>Occasions at a window, and those with a co-post that no label explains: sets closed under "one family, or either account's posts less than 12 hours apart".</summary>
    public (int All, int Unexplained) Occasions(int a, int b, int window)
    {
        var left = (from x in Posts
                    from y in Posts
                    where _input.Posts[x].Account == a && _input.Posts[y].Account == b && IsCoPost(x, y, window)
                    select (X: _input.Posts[x], Y: _input.Posts[y])).ToList();
        var (all, unexplained) = (0, 0);
        while (left.Count > 0)
        {
            var occasion = new List<(ClusteredPost X, ClusteredPost Y)> { left[0] };
            left.RemoveAt(0);
            for (var grown = true; grown;)
            {
                grown = false;
                foreach (var next in left.Where(l => occasion.Exists(o => IsOneOccasion(o, l))).ToList())
                {
                    occasion.Add(next);
                    left.Remove(next);
                    grown = true;
                }
            }

            all++;
            unexplained += occasion.Exists(o => !_input.Explained.ContainsKey(o.X.Cluster) && !_input.Explained.ContainsKey(o.Y.Cluster)) ? 1 : 0;
        }

        return (all, unexplained);
    }

    /// <summary>λ by its formula, for posts that all stay in strata of platform, language and part of the day.</summary>
    public double Expected(int a, int b, int window)
    {
        var strata = Posts.GroupBy(i => (_input.Posts[i].Platform, _input.Posts[i].Language, _input.Posts[i].Time % 86_400_000 / 21_600_000)).Select(g => g.ToList()).ToList();
        var expected = 0.0;
        for (var s = 0; s < strata.Count; s++)
        {
            var (ofA, ofB) = (Of(strata[s], a), Of(strata[s], b));
            for (var i = 0; i < strata[s].Count; i++)
            {
                for (var j = i + 1; j < strata[s].Count; j++)
                {
                    expected += IsCoPost(strata[s][i], strata[s][j], window) ? 2.0 * ofA * ofB / (strata[s].Count * (strata[s].Count - 1.0)) : 0;
                }
            }

            for (var t = s + 1; t < strata.Count; t++)
            {
                foreach (var x in strata[s])
                {
                    expected += strata[t].Count(y => IsCoPost(x, y, window)) * ((ofA * (double)Of(strata[t], b)) + (ofB * (double)Of(strata[t], a))) / (strata[s].Count * (double)strata[t].Count);
                }
            }
        }

        return expected;
    }

    /// <summary>p over the windows that some eligible post can test; null where no window has two occasions.</summary>
    public double? P(int a, int b)
    {
        var testable = Enumerable.Range(0, CoPostWindows.Count).Where(w => Posts.Exists(i => CoPostWindows.Limits[w] >= 2L * _input.Posts[i].Resolution)).ToList();
        double? least = null;
        foreach (var window in testable)
        {
            if (Occasions(a, b, window).All is var occasions && occasions >= 2)
            {
                var p = 1 - Poisson.CDF(Expected(a, b, window), occasions - 1);
                least = Math.Min(least ?? 1, p * testable.Count);
            }
        }

        return least;
    }

    private int Of(List<int> posts, int account) => posts.Count(i => _input.Posts[i].Account == account);

    private static bool IsOneOccasion((ClusteredPost X, ClusteredPost Y) o, (ClusteredPost X, ClusteredPost Y) l) =>
        o.X.Family == l.X.Family || Math.Abs(o.X.Time - l.X.Time) < HalfDay || Math.Abs(o.Y.Time - l.Y.Time) < HalfDay;
}
