namespace Copypasta.Campaigns;

/// <summary>
/// Strata within which authors are exchangeable under the null: platform x language x 10-day block x 6-hour part of the day (UTC). Blocks of one platform, language and part that have too few posts
/// or accounts, or of which one cluster is too large a part, are merged with the following ones; what is left at the end is merged with the ones before.
/// </summary>
internal sealed partial class Strata
{
    public const int FewestPosts = 200;
    public const int FewestAccounts = 50;

    /// <summary>A cluster may have one in so many posts of a stratum.</summary>
    public const int ClusterShare = 10;

    private const int NoInterest = -1;
    private const long Block = 10 * EligiblePosts.Day;
    private const long Part = EligiblePosts.Day / 4;

    private Strata(int[] of, int[] size, bool[] isAdequate, bool areJudgedByBackground) => (Of, Size, IsAdequate, AreJudgedByBackground) = (of, size, isAdequate, areJudgedByBackground);

    /// <summary>Of each post its stratum.</summary>
    public int[] Of { get; }

    /// <summary>Posts of each stratum.</summary>
    public int[] Size { get; }

    /// <summary>Whether a stratum has posts and accounts enough, and no cluster that is too large a part of it.</summary>
    public bool[] IsAdequate { get; }

    /// <summary>
    /// Whether posts and accounts of the background alone had to be enough: among accounts that were removed together whoever is looked for is most of the population, so that these tell nothing of what others do.
    /// </summary>
    public bool AreJudgedByBackground { get; }

    /// <summary>Number of strata.</summary>
    public int Count => Size.Length;

    /// <summary>Divides posts into strata.</summary>
    /// <param name="posts">The posts.</param>
    /// <param name="input">What they were chosen from.</param>
    /// <param name="frame">How.</param>
    public static Strata Divide(EligiblePosts posts, AccountPairInput input, SamplingFrame frame)
    {
        var (keys, order) = Keys(posts, input, _ => NoInterest);
        return Divide(posts, keys, order, new StratumCheck(posts, IsJudgedByBackground(posts, frame)));
    }

    private readonly record struct Key(int Platform, int Language, int Interest, long Part, long Block) : IComparable<Key>
    {
        public int CompareTo(Key other) =>
            (Platform, Language, Interest, Part, Block).CompareTo((other.Platform, other.Language, other.Interest, other.Part, other.Block));
    }

    private static (Key[] Keys, int[] Order) Keys(EligiblePosts posts, AccountPairInput input, Func<int, int> interestOf)
    {
        var order = new int[posts.Count];
        var keys = new Key[posts.Count];
        for (var i = 0; i < order.Length; i++)
        {
            var post = input.Posts[posts.Inputs[i]];
            order[i] = i;
            keys[i] = new Key(post.Platform, post.Language, interestOf(post.Account), PartOf(post.Time), post.Time / Block);
        }

        Array.Sort(keys, order);
        return (keys, order);
    }

    private static long PartOf(long time) => time % EligiblePosts.Day / Part;

    private static bool IsJudgedByBackground(EligiblePosts posts, SamplingFrame frame) => frame == SamplingFrame.Takedown && posts.BackgroundAccounts > 0;

    private static Strata Divide(EligiblePosts posts, Key[] keys, int[] order, StratumCheck check)
    {
        var of = new int[posts.Count];
        var sizes = new List<int>();
        var adequate = new List<bool>();
        for (var start = 0; start < order.Length;)
        {
            var end = End(keys, start, keys.Length, static key => key with { Block = 0 });
            foreach (var (from, to, isAdequate) in Merge(order, keys, start, end, check))
            {
                foreach (var post in order.AsSpan(from, to - from))
                {
                    of[post] = sizes.Count;
                }

                sizes.Add(to - from);
                adequate.Add(isAdequate);
            }

            start = end;
        }

        return new Strata(of, [.. sizes], [.. adequate], check.ByBackground);
    }

    /// <summary>Where the keys end that have in common with the first what is chosen.</summary>
    private static int End(Key[] keys, int start, int most, Func<Key, Key> chosen)
    {
        var (end, first) = (start + 1, chosen(keys[start]));
        while (end < most && chosen(keys[end]) == first)
        {
            end++;
        }

        return end;
    }

    private static List<(int From, int To, bool IsAdequate)> Merge(int[] order, Key[] keys, int start, int end, StratumCheck check)
    {
        var strata = new List<(int From, int To, bool IsAdequate)>();
        var from = start;
        check.Clear();
        for (var i = start; i < end; i++)
        {
            check.Add(order[i]);
            if (i + 1 == end)
            {
                strata.Add((from, end, check.IsAdequate));
            }
            else if (keys[i + 1].Block != keys[i].Block && check.IsAdequate)
            {
                strata.Add((from, i + 1, true));
                from = i + 1;
                check.Clear();
            }
        }

        // What is left takes in one stratum before it after another, until it will do.
        while (strata is [.., var before, (_, var to, false)])
        {
            foreach (var post in order.AsSpan(before.From, before.To - before.From))
            {
                check.Add(post);
            }

            strata.RemoveRange(strata.Count - 2, 2);
            strata.Add((before.From, to, check.IsAdequate));
        }

        return strata;
    }

    /// <summary>Counts the posts, accounts and largest cluster of a stratum as it grows.</summary>
    private sealed class StratumCheck(EligiblePosts posts, bool byBackground)
    {
        private readonly HashSet<int> _accounts = [];
        private readonly Dictionary<int, int> _clusters = [];
        private int _posts;
        private int _largest;

        // Of those whose posts must be enough: all, or the background.
        private int _counted;
        private int _countedAccounts;

        public bool ByBackground => byBackground;

        /// <summary>Enough for an interest that is not divided.</summary>
        public bool IsInterest => _posts >= FewestPostsOfInterest && _accounts.Count >= FewestAccountsOfInterest;

        public bool IsAdequate => _counted >= FewestPosts && _countedAccounts >= FewestAccounts && (long)_largest * ClusterShare <= _posts;

        public void Clear()
        {
            (_posts, _largest, _counted, _countedAccounts) = (0, 0, 0, 0);
            _accounts.Clear();
            _clusters.Clear();
        }

        public void Add(int post)
        {
            _posts++;
            var account = posts.Account[post];
            var counts = !byBackground || account >= posts.ArchiveAccounts;
            _counted += counts ? 1 : 0;
            _countedAccounts += _accounts.Add(account) && counts ? 1 : 0;
            ref var size = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_clusters, posts.Cluster[post], out _);
            _largest = Math.Max(_largest, ++size);
        }
    }
}
