namespace Copypasta.Campaigns;

/// <summary>
/// How often each account of a campaign posted each text, or each cluster's texts, and the shares that follow from it. Weights say how often each account counts; where one counts twice, its second self's posts are no
/// copies of its own, so that drawing accounts with replacement makes no copies that nobody made.
/// </summary>
internal sealed class CopyTable
{
    private readonly int[] _units;
    private readonly int[] _starts;
    private readonly int[] _accounts;
    private readonly int[] _counts;

    /// <param name="posts">Of each clustered post the text or cluster and the account, numbered within the campaign; in any order.</param>
    public CopyTable(List<(int Unit, int Account)> posts)
    {
        posts.Sort();
        List<int> units = [], starts = [], accounts = [], counts = [];
        for (var i = 0; i < posts.Count; i++)
        {
            if (i > 0 && posts[i] == posts[i - 1])
            {
                counts[^1]++;
                continue;
            }

            if (i == 0 || posts[i].Unit != posts[i - 1].Unit)
            {
                units.Add(posts[i].Unit);
                starts.Add(accounts.Count);
            }

            accounts.Add(posts[i].Account);
            counts.Add(1);
        }

        starts.Add(accounts.Count);
        (_units, _starts, _accounts, _counts) = ([.. units], [.. starts], [.. accounts], [.. counts]);
    }

    /// <summary>The texts or clusters, ascending.</summary>
    public ReadOnlySpan<int> Units => _units;

    /// <summary>The posts of a text or cluster, by its place among <see cref="Units"/>.</summary>
    public int Posts(int place, ReadOnlySpan<int> weights)
    {
        var posts = 0;
        for (var cell = _starts[place]; cell < _starts[place + 1]; cell++)
        {
            posts += weights[_accounts[cell]] * _counts[cell];
        }

        return posts;
    }

    /// <summary>How many posts of a random sample are expected to have a copy in it, over the sample's size.</summary>
    /// <param name="weights">How often each account counts.</param>
    /// <param name="all">Posts of the campaign, so weighted.</param>
    /// <param name="sample">Size of the sample.</param>
    /// <param name="ofOthers">Whether only copies by other accounts count.</param>
    /// <param name="rarefaction">For use meanwhile.</param>
    public double CopyShare(ReadOnlySpan<int> weights, long all, long sample, bool ofOthers, Rarefaction rarefaction)
    {
        // One is drawn already: of the others n - 1 are.
        rarefaction.Begin(all - 1, sample - 1);
        var copies = 0.0;
        for (var place = 0; place < _units.Length; place++)
        {
            var posts = Posts(place, weights);
            for (var cell = _starts[place]; posts > 0 && cell < _starts[place + 1]; cell++)
            {
                var (weight, count) = (weights[_accounts[cell]], _counts[cell]);
                copies += weight == 0 ? 0 : weight * count * rarefaction.AnyOf(posts - (weight * count) + (ofOthers ? 0 : count - 1));
            }
        }

        return all == 0 ? 0 : copies / all;
    }

    /// <summary>The share of the campaign's posts whose text or cluster a random sample of another campaign is expected to have.</summary>
    /// <param name="weights">How often each account counts.</param>
    /// <param name="all">Posts of the campaign, so weighted.</param>
    /// <param name="other">The other campaign.</param>
    /// <param name="otherWeights">How often each of its accounts counts.</param>
    /// <param name="otherAll">Its posts, so weighted.</param>
    /// <param name="sample">Size of the sample of these.</param>
    /// <param name="rarefaction">For use meanwhile.</param>
    public double SharedShare(ReadOnlySpan<int> weights, long all, CopyTable other, ReadOnlySpan<int> otherWeights, long otherAll, long sample, Rarefaction rarefaction)
    {
        rarefaction.Begin(otherAll, sample);
        var (shared, otherPlace) = (0.0, 0);
        for (var place = 0; place < _units.Length; place++)
        {
            while (otherPlace < other._units.Length && other._units[otherPlace] < _units[place])
            {
                otherPlace++;
            }

            if (otherPlace < other._units.Length && other._units[otherPlace] == _units[place])
            {
                shared += Posts(place, weights) * rarefaction.AnyOf(other.Posts(otherPlace, otherWeights));
            }
        }

        return all == 0 ? 0 : shared / all;
    }

    /// <summary>How many texts or clusters two campaigns both have.</summary>
    public int SharedUnits(CopyTable other)
    {
        var (shared, a, b) = (0, 0, 0);
        while (a < _units.Length && b < other._units.Length)
        {
            var order = _units[a].CompareTo(other._units[b]);
            shared += order == 0 ? 1 : 0;
            a += order <= 0 ? 1 : 0;
            b += order >= 0 ? 1 : 0;
        }

        return shared;
    }
}
