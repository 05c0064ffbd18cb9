namespace Copypasta.Campaigns;

/// <summary>
/// Whom an account follows, as far as its co-posts show: others that were first on so many of the occasions they share, within an hour or within a day, as a coin shows heads once in 16 times (sign test). Whoever copies what
/// someone wrote comes after him; accounts that one hand drives take turns. One per thread: it holds 56 bytes for each account, and a list for each account it was asked about.
/// </summary>
/// <remarks>Occasions are told apart by the account's own times alone: co-posts less than 12 hours apart are one. The other was first on an occasion when it was on all its co-posts.</remarks>
internal sealed class FollowedAccounts(PairModel model)
{
    private const int HourWindow = 3;
    private const int DayWindow = 4;

    private readonly Dictionary<int, int[]> _followed = [];
    private readonly Shared[] _shared = new Shared[model.Posts.Accounts.Length];
    private readonly List<int> _touched = [];

    /// <summary>Those whom an account follows, ascending.</summary>
    public int[] Of(int account)
    {
        if (!_followed.TryGetValue(account, out var followed))
        {
            _followed.Add(account, followed = Find(account));
        }

        return followed;
    }

    /// <summary>Whether a coin shows at most so many tails of so many throws once in 16 times or less.</summary>
    internal static bool IsHabit(int throws, int tails)
    {
        // Beyond what doubles hold the normal distribution is as good: its 1/16 lies 1.5341 standard deviations below the mean.
        const int most = 1000;
        if (throws > most)
        {
            return tails + 0.5 <= (throws - (1.5341 * Math.Sqrt(throws))) / 2;
        }

        // Σ C(throws, k) for k up to tails, against 2^throws / 16.
        var (ways, sum) = (1.0, 0.0);
        for (var k = 0; k <= tails; k++)
        {
            sum += ways;
            ways *= (double)(throws - k) / (k + 1);
        }

        return Math.Log2(sum) <= throws - 4;
    }

    private int[] Find(int account)
    {
        var times = model.Posts.Time;
        int[] posts = [.. model.Posts.PostsOf.AsSpan(model.Posts.AccountStart[account]..model.Posts.AccountStart[account + 1])];
        Array.Sort(Array.ConvertAll(posts, post => times[post]), posts);
        foreach (var post in posts)
        {
            foreach (var entry in model.CoPosts.Of(post))
            {
                var otherPost = CoPosts.Other(post, entry);
                var other = model.Posts.Account[otherPost];
                if (other == account || CoPosts.From(entry) > DayWindow)
                {
                    continue;
                }

                ref var shared = ref _shared[other];
                if (shared.InDay.Count == 0)
                {
                    _touched.Add(other);
                }

                var isOtherFirst = times[otherPost] < times[post];
                shared.InDay.Add(times[post], isOtherFirst);
                if (CoPosts.From(entry) <= HourWindow)
                {
                    shared.InHour.Add(times[post], isOtherFirst);
                }
            }
        }

        int[] followed = [.. _touched.Where(other => _shared[other].InHour.IsFollowed || _shared[other].InDay.IsFollowed).Order()];
        foreach (var other in _touched)
        {
            _shared[other] = default;
        }

        _touched.Clear();
        return followed;
    }

    private struct Shared
    {
        public Turns InHour;
        public Turns InDay;
    }

    /// <summary>Who was first on the occasions of an account and another.</summary>
    private struct Turns
    {
        private int _notFirst;
        private long _last;
        private bool _isLastFirst;

        public int Count { get; private set; }

        public readonly bool IsFollowed => IsHabit(Count, _notFirst);

        public void Add(long time, bool isOtherFirst)
        {
            if (Count == 0 || time - _last >= Occasions.Gap)
            {
                Count++;
                _isLastFirst = true;
            }

            _last = time;
            if (!isOtherFirst && _isLastFirst)
            {
                _isLastFirst = false;
                _notFirst++;
            }
        }
    }
}
