namespace Copypasta.Campaigns;

/// <summary>
/// How often each account of a campaign posted each text, or each cluster's texts. Weights say how often each account counts; where one counts twice, its second self's posts are no copies of its own, so that drawing
/// accounts with replacement makes no copies that nobody made.
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

    /// <summary>The posts of accounts that count so often each.</summary>
    public WeightedCopies Weigh(ReadOnlySpan<int> weights)
    {
        var posts = new int[_units.Length];
        var (copies, copiesOfOthers) = (new Tally(), new Tally());
        for (var place = 0; place < _units.Length; place++)
        {
            for (var cell = _starts[place]; cell < _starts[place + 1]; cell++)
            {
                posts[place] += weights[_accounts[cell]] * _counts[cell];
            }

            for (var cell = _starts[place]; posts[place] > 0 && cell < _starts[place + 1]; cell++)
            {
                var (weight, count) = (weights[_accounts[cell]], _counts[cell]);
                if (weight > 0)
                {
                    var others = posts[place] - (weight * count);
                    copies.Add(others + count - 1, weight * count);
                    copiesOfOthers.Add(others, weight * count);
                }
            }
        }

        return new WeightedCopies(_units, posts, copies.ToArray(), copiesOfOthers.ToArray());
    }

    /// <summary>How many numbers two ascending lists both have.</summary>
    public static int Shared(ReadOnlySpan<int> ofA, ReadOnlySpan<int> ofB)
    {
        var (shared, a, b) = (0, 0, 0);
        while (a < ofA.Length && b < ofB.Length)
        {
            var order = ofA[a].CompareTo(ofB[b]);
            shared += order == 0 ? 1 : 0;
            a += order <= 0 ? 1 : 0;
            b += order >= 0 ? 1 : 0;
        }

        return shared;
    }

    /// <summary>Posts by how many others are copies of theirs.</summary>
    private struct Tally()
    {
        private long[] _posts = new long[64];

        public void Add(int others, int posts)
        {
            if (others >= _posts.Length)
            {
                Array.Resize(ref _posts, Math.Max(others + 1, 2 * _posts.Length));
            }

            _posts[others] += posts;
        }

        public readonly (int Others, long Posts)[] ToArray() => [.. _posts.Index().Where(entry => entry.Item > 0).Select(entry => (entry.Index, entry.Item))];
    }
}
