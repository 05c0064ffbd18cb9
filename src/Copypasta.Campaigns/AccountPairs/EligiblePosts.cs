using Copypasta.Archives;

namespace Copypasta.Campaigns;

/// <summary>
/// The posts that enter the statistic of account pairs, by (family, time, cluster, account): those with an account and a time, of families that at least two accounts posted, each account once per cluster (its
/// earliest), of accounts that then have at least 3 on at least 2 days (UTC).
/// </summary>
/// <remarks>
/// What one account alone repeats can pair with nobody; its positions would only dilute what chance is expected to bring about. The number of eligible accounts decides how many pairs are tested.
/// </remarks>
internal sealed class EligiblePosts
{
    public const int FewestPosts = 3;
    public const long Day = 86_400_000;

    private const int None = -1;
    private const int Several = -2;

    private EligiblePosts(AccountPairInput input, int[] order, int[] accounts, int archiveAccounts)
    {
        (Accounts, ArchiveAccounts, Inputs) = (accounts, archiveAccounts, order);
        var numbers = Numbers(input.PostsOfAccounts.Count, accounts);
        Account = new int[order.Length];
        Time = new long[order.Length];
        Cluster = new int[order.Length];
        Text = new int[order.Length];
        FirstWindow = new byte[order.Length];
        FamilyOf = new int[order.Length];
        Explained = new bool[order.Length];
        var starts = new List<int>();
        var last = None;
        for (var i = 0; i < order.Length; i++)
        {
            var post = input.Posts[order[i]];
            if (i == 0 || post.Family != last)
            {
                starts.Add(i);
                last = post.Family;
            }

            Account[i] = numbers[post.Account];
            Time[i] = post.Time;
            Cluster[i] = post.Cluster;
            Text[i] = post.Text;
            FirstWindow[i] = (byte)CoPostWindows.NarrowestTestable(post.Resolution);
            FamilyOf[i] = starts.Count - 1;
            Explained[i] = input.Explained.ContainsKey(post.Cluster);
        }

        starts.Add(order.Length);
        FamilyStart = [.. starts];
        ByTime = [.. Enumerable.Range(0, order.Length)];
        Time.AsSpan().ToArray().AsSpan().Sort(ByTime.AsSpan());
        PostsOf = PostsOfAccounts(Account, accounts.Length, out var accountStart);
        AccountStart = accountStart;
    }

    /// <summary>Number of posts.</summary>
    public int Count => Account.Length;

    /// <summary>Of each eligible account its number in the input: those of the archive, ascending, then those of the background, ascending.</summary>
    public int[] Accounts { get; }

    /// <summary>Eligible accounts of the archive.</summary>
    public int ArchiveAccounts { get; }

    /// <summary>Those of the background.</summary>
    public int BackgroundAccounts => Accounts.Length - ArchiveAccounts;

    /// <summary>Of each post its place in the input.</summary>
    public int[] Inputs { get; }

    /// <summary>Of each post the eligible account.</summary>
    public int[] Account { get; }

    /// <summary>Of each post its time, Unix milliseconds.</summary>
    public long[] Time { get; }

    /// <summary>The posts by time.</summary>
    public int[] ByTime { get; }

    /// <summary>Of each post its cluster.</summary>
    public int[] Cluster { get; }

    /// <summary>Of each post its text.</summary>
    public int[] Text { get; }

    /// <summary>Of each post the narrowest window that its time can test.</summary>
    public byte[] FirstWindow { get; }

    /// <summary>Of each post the place of its family in <see cref="FamilyStart"/>.</summary>
    public int[] FamilyOf { get; }

    /// <summary>Whether a label explains the post's cluster.</summary>
    public bool[] Explained { get; }

    /// <summary>Where each family begins; one more than there are families.</summary>
    public int[] FamilyStart { get; }

    /// <summary>The posts of each account, ascending.</summary>
    public int[] PostsOf { get; }

    /// <summary>Where each account begins in <see cref="PostsOf"/>.</summary>
    public int[] AccountStart { get; }

    /// <summary>Number of pairs that are tested: those with an account of the archive, whose number is the smaller one.</summary>
    /// <remarks>
    /// Pairs within the background are no hypotheses: they are never told. Tested all the same they would change what is told of others, either way: true ones among them would let pairs of the archive in at a larger p, as a
    /// rate of false discoveries is one among all, and a large background would keep all out by its sheer number of pairs. So neither they nor their like in permutations are counted.
    /// </remarks>
    public long Pairs => ((long)ArchiveAccounts * (ArchiveAccounts - 1) / 2) + ((long)ArchiveAccounts * BackgroundAccounts);

    /// <summary>Chooses them.</summary>
    public static EligiblePosts Select(AccountPairInput input)
    {
        var order = EarliestInCluster(input, InSharedFamilies(input));
        var accounts = EligibleAccounts(input, order);
        var numbers = Numbers(input.PostsOfAccounts.Count, accounts);
        order = [.. order.Where(i => numbers[input.Posts[i].Account] != None)];
        Array.Sort(order, (x, y) => CompareByFamily(input.Posts[x], x, input.Posts[y], y));
        bool IsBackground(int account) => input.Background?[account] == true;
        accounts = [.. accounts.OrderBy(IsBackground)];
        return new EligiblePosts(input, order, accounts, accounts.Count(account => !IsBackground(account)));
    }

    /// <summary>Puts the posts of each account together, ascending: a counting sort.</summary>
    public static int[] PostsOfAccounts(ReadOnlySpan<int> accountOf, int accounts, out int[] starts)
    {
        starts = new int[accounts + 1];
        foreach (var account in accountOf)
        {
            starts[account + 1]++;
        }

        for (var account = 0; account < accounts; account++)
        {
            starts[account + 1] += starts[account];
        }

        var posts = new int[accountOf.Length];
        FillPostsOfAccounts(accountOf, starts.AsSpan(0, accounts).ToArray(), posts);
        return posts;
    }

    /// <summary>As <see cref="PostsOfAccounts"/>, where it is known where each account begins.</summary>
    /// <param name="accountOf">Of each post its account.</param>
    /// <param name="next">Where each account begins; used up.</param>
    /// <param name="posts">The posts of each account.</param>
    public static void FillPostsOfAccounts(ReadOnlySpan<int> accountOf, Span<int> next, Span<int> posts)
    {
        for (var post = 0; post < accountOf.Length; post++)
        {
            posts[next[accountOf[post]]++] = post;
        }
    }

    private static int[] InSharedFamilies(AccountPairInput input)
    {
        var families = input.Posts.Count == 0 ? 0 : input.Posts.Max(p => p.Family) + 1;
        var accountOfFamily = new int[families];
        accountOfFamily.AsSpan().Fill(None);
        foreach (var post in input.Posts)
        {
            if (post.Account >= 0)
            {
                ref var account = ref accountOfFamily[post.Family];
                account = account == None || account == post.Account ? post.Account : Several;
            }
        }

        return
        [
            .. Enumerable.Range(0, input.Posts.Count).Where(i =>
                input.Posts[i] is { Account: >= 0, Time: not PostRecord.NoTime } post && accountOfFamily[post.Family] == Several),
        ];
    }

    private static int[] EarliestInCluster(AccountPairInput input, int[] order)
    {
        var keys = Array.ConvertAll(order, i => ((ulong)(uint)input.Posts[i].Account << 32) | (uint)input.Posts[i].Cluster);
        Array.Sort(keys, order);
        var kept = 0;
        for (var i = 0; i < order.Length;)
        {
            var earliest = order[i];
            var key = keys[i];
            for (i++; i < order.Length && keys[i] == key; i++)
            {
                if (CompareByFamily(input.Posts[order[i]], order[i], input.Posts[earliest], earliest) < 0)
                {
                    earliest = order[i];
                }
            }

            order[kept++] = earliest;
        }

        return order[..kept];
    }

    private static int[] EligibleAccounts(AccountPairInput input, int[] order)
    {
        var posts = new int[input.PostsOfAccounts.Count];
        var firstDay = new long[posts.Length];
        var several = new bool[posts.Length];
        foreach (var i in order)
        {
            var (account, day) = (input.Posts[i].Account, input.Posts[i].Time / Day);
            several[account] |= posts[account]++ > 0 && firstDay[account] != day;
            firstDay[account] = day;
        }

        return [.. Enumerable.Range(0, posts.Length).Where(a => posts[a] >= FewestPosts && several[a])];
    }

    private static int[] Numbers(int accounts, int[] eligible)
    {
        var numbers = new int[accounts];
        numbers.AsSpan().Fill(None);
        for (var i = 0; i < eligible.Length; i++)
        {
            numbers[eligible[i]] = i;
        }

        return numbers;
    }

    // The place in the input comes last, where all else is equal: no order of it must show in the permutations.
    private static int CompareByFamily(in ClusteredPost x, int placeOfX, in ClusteredPost y, int placeOfY)
    {
        var byFamily = x.Family.CompareTo(y.Family);
        var byTime = byFamily != 0 ? byFamily : x.Time.CompareTo(y.Time);
        return byTime != 0 ? byTime : (x.Cluster, x.Account, x.Text, placeOfX).CompareTo((y.Cluster, y.Account, y.Text, placeOfY));
    }
}
