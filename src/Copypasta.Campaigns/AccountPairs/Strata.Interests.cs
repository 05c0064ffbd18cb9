namespace Copypasta.Campaigns;

/// <summary>Strata of interests: <see cref="DivideByInterest"/>.</summary>
internal sealed partial class Strata
{
    /// <summary>
    /// Fewest accounts and posts of an interest, all times together. Much fewer than a stratum of the permutations needs: what is expected is exact in any stratum, and the fewer accounts there are, the more a pair itself adds to what
    /// is expected of it, so that in a small interest it is hard, rather than easy, to stay in the upper tier. For the same reason one cluster may be any part of it.
    /// </summary>
    public const int FewestAccountsOfInterest = 5;

    /// <inheritdoc cref="FewestAccountsOfInterest"/>
    public const int FewestPostsOfInterest = 30;

    private const long WholeDay = -1;

    /// <summary>
    /// Divides posts as <see cref="Divide(EligiblePosts, AccountPairInput, SamplingFrame)"/> does, and by the interest of their authors. An interest with too few posts for the parts of the day is divided by time alone, one with too few for that is
    /// not divided, and one with fewer than <see cref="FewestAccountsOfInterest"/> accounts is pooled with those that have none; so are the smallest others where that pool has too few itself.
    /// </summary>
    /// <param name="posts">The posts.</param>
    /// <param name="input">What they were chosen from.</param>
    /// <param name="frame">How.</param>
    /// <param name="interests">By account of the input its interest, -1 for none.</param>
    public static Strata DivideByInterest(EligiblePosts posts, AccountPairInput input, SamplingFrame frame, IReadOnlyList<int> interests)
    {
        var (keys, order) = Keys(posts, input, account => interests[account]);
        var check = new StratumCheck(posts, IsJudgedByBackground(posts, frame));
        for (var start = 0; start < keys.Length;)
        {
            var end = End(keys, start, keys.Length, static key => key with { Interest = 0, Part = 0, Block = 0 });
            while (Pool(posts, keys, order, start, end, check))
            {
            }

            start = end;
        }

        return Divide(posts, keys, order, check);
    }

    /// <summary>Pools the interests of one platform and language that cannot stand alone; returns whether there were some, and the pool must be looked at again.</summary>
    private static bool Pool(EligiblePosts posts, Key[] keys, int[] order, int start, int end, StratumCheck check)
    {
        var others = new List<(int Posts, int Interest)>();
        var pooled = new HashSet<int>();
        var (poolPosts, isPoolAdequate) = (0, true);
        for (var from = start; from < end;)
        {
            var to = End(keys, from, end, static key => key with { Part = 0, Block = 0 });
            var (interest, isAdequate) = (keys[from].Interest, IsAdequateByPart(keys, order, from, to, check) || IsInterest(keys, order, from, to, check));
            if (interest == NoInterest)
            {
                (poolPosts, isPoolAdequate) = (to - from, isAdequate);
            }
            else if (isAdequate)
            {
                others.Add((to - from, interest));
            }
            else
            {
                pooled.Add(interest);
            }

            from = to;
        }

        if (pooled.Count == 0 && !isPoolAdequate)
        {
            // The smallest, until the pool has doubled: so there are few rounds.
            others.Sort();
            for (var (i, added) = (0, 0); i < others.Count && added < poolPosts; i++)
            {
                added += others[i].Posts;
                pooled.Add(others[i].Interest);
            }
        }

        if (pooled.Count == 0)
        {
            return false;
        }

        for (var i = start; i < end; i++)
        {
            if (keys[i].Interest == NoInterest || pooled.Contains(keys[i].Interest))
            {
                keys[i] = keys[i] with { Interest = NoInterest, Part = PartOf(posts.Time[order[i]]) };
            }
        }

        Array.Sort(keys, order, start, end - start);
        return true;
    }

    private static bool IsAdequateByPart(Key[] keys, int[] order, int from, int to, StratumCheck check)
    {
        for (int start = from, end; start < to; start = end)
        {
            end = End(keys, start, to, static key => key with { Block = 0 });
            if (Merge(order, keys, start, end, check).Exists(stratum => !stratum.IsAdequate))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether an interest has posts and accounts enough; it is left with the parts of the day together.</summary>
    private static bool IsInterest(Key[] keys, int[] order, int from, int to, StratumCheck check)
    {
        for (var i = from; i < to; i++)
        {
            keys[i] = keys[i] with { Part = WholeDay };
        }

        Array.Sort(keys, order, from, to - from);
        check.Clear();
        foreach (var post in order.AsSpan(from, to - from))
        {
            check.Add(post);
        }

        return check.IsInterest;
    }
}
