namespace Copypasta.Campaigns;

/// <summary>How many posts each account has in each stratum: what permutations within strata keep.</summary>
internal sealed class AccountStrata
{
    private readonly int[] _start;
    private readonly (int Stratum, int Posts)[] _cells;

    /// <summary>Counts them.</summary>
    public AccountStrata(EligiblePosts posts, int[] strata)
    {
        var accounts = posts.Accounts.Length;
        _start = new int[accounts + 1];
        var cells = new List<(int, int)>();
        var own = new List<int>();
        for (var account = 0; account < accounts; account++)
        {
            own.Clear();
            foreach (var post in posts.PostsOf.AsSpan(posts.AccountStart[account]..posts.AccountStart[account + 1]))
            {
                own.Add(strata[post]);
            }

            own.Sort();
            for (var from = 0; from < own.Count;)
            {
                var to = from + 1;
                while (to < own.Count && own[to] == own[from])
                {
                    to++;
                }

                cells.Add((own[from], to - from));
                from = to;
            }

            _start[account + 1] = cells.Count;
        }

        _cells = [.. cells];
    }

    /// <summary>The strata in which an account has posts, ascending, and how many.</summary>
    public ReadOnlySpan<(int Stratum, int Posts)> Of(int account) => _cells.AsSpan(_start[account].._start[account + 1]);
}
