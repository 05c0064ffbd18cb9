namespace Copypasta.Campaigns;

/// <summary>
/// How many co-posts two accounts are expected to have at each window when authors change places within strata. With n_s posts in a stratum s of which d_i^s are the account's, and W_ss'(w) co-posts
/// at window w between two strata, it is
/// λ_ij(w) = Σ_s d_i^s d_j^s W_ss(w) / (n_s (n_s - 1) / 2) + Σ_{s &lt; s'} (d_i^s d_j^s' + d_i^s' d_j^s) W_ss'(w) / (n_s n_s'):
/// exactly the mean over all permutations, since W counts exactly the co-posts that an observed number may count: the same list, with the same groups left out, and pairs of posts of one account, too,
/// which under the null belong to two.
/// </summary>
/// <remarks>It is the mean of co-posts, and so at least the mean of occasions. In matrix form λ_ij = d_iᵀ M d_j with a sparse symmetric M; M d_i serves all partners of an account.</remarks>
internal sealed class ExpectedCoPosts
{
    private const int Windows = CoPostWindows.Count;

    private readonly AccountStrata _accounts;
    private readonly int[] _rowStart;
    private readonly int[] _columns;
    private readonly double[] _densities;

    private ExpectedCoPosts(AccountStrata accounts, int[] rowStart, int[] columns, double[] densities) =>
        (_accounts, _rowStart, _columns, _densities) = (accounts, rowStart, columns, densities);

    /// <summary>Whether a co-post, of two posts and its entry, is counted.</summary>
    internal delegate bool Filter(int post, int other, int entry);

    /// <summary>Numbers that <see cref="Load"/> needs room for.</summary>
    public int RowLength => (_rowStart.Length - 1) * Windows;

    /// <summary>Counts co-posts between strata.</summary>
    /// <param name="coPosts">The co-posts.</param>
    /// <param name="strata">Of each post its stratum.</param>
    /// <param name="sizes">Posts of each stratum that are among the counted.</param>
    /// <param name="accounts">The posts of each account in each stratum.</param>
    /// <param name="counts">Which co-posts count.</param>
    public static ExpectedCoPosts Of(CoPosts coPosts, int[] strata, int[] sizes, AccountStrata accounts, Filter counts)
    {
        var places = new Dictionary<(int, int), int>();
        var changes = new List<long>();
        var (last, lastPlace) = ((-1, -1), 0);
        for (var post = 0; post < strata.Length; post++)
        {
            foreach (var entry in coPosts.Of(post))
            {
                var other = CoPosts.Other(post, entry);
                if (other < post || !counts(post, other, entry))
                {
                    continue;
                }

                var key = strata[post] <= strata[other] ? (strata[post], strata[other]) : (strata[other], strata[post]);
                if (key != last)
                {
                    last = key;
                    if (!places.TryGetValue(key, out lastPlace))
                    {
                        places.Add(key, lastPlace = changes.Count);
                        System.Runtime.InteropServices.CollectionsMarshal.SetCount(changes, lastPlace + Windows + 1);
                        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(changes)[lastPlace..].Clear();
                    }
                }

                changes[lastPlace + CoPosts.From(entry)]++;
                changes[lastPlace + CoPosts.Below(entry)]--;
            }
        }

        return FromCounts(places, changes, sizes, accounts);
    }

    /// <summary>Multiplies the densities with the posts of one account: what its partners' posts in each stratum are each expected to bring.</summary>
    /// <param name="account">The account.</param>
    /// <param name="row"><see cref="RowLength"/> numbers: stratum by stratum, the windows of each together.</param>
    public void Load(int account, Span<double> row)
    {
        row.Clear();
        foreach (var (stratum, posts) in _accounts.Of(account))
        {
            for (var place = _rowStart[stratum]; place < _rowStart[stratum + 1]; place++)
            {
                var to = row.Slice(_columns[place] * Windows, Windows);
                var densities = _densities.AsSpan(place * Windows, Windows);
                for (var window = 0; window < Windows; window++)
                {
                    to[window] += posts * densities[window];
                }
            }
        }
    }

    /// <summary>The expected co-posts of the account that was loaded and another, at each window.</summary>
    /// <param name="row">What <see cref="Load"/> filled.</param>
    /// <param name="other">The other account.</param>
    /// <param name="expected">One number for each window.</param>
    public void With(ReadOnlySpan<double> row, int other, Span<double> expected)
    {
        // Six sums in six registers: this is asked once for every candidate of every permutation.
        var (e0, e1, e2, e3, e4, e5) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var (stratum, posts) in _accounts.Of(other))
        {
            var from = row.Slice(stratum * Windows, Windows);
            e0 += posts * from[0];
            e1 += posts * from[1];
            e2 += posts * from[2];
            e3 += posts * from[3];
            e4 += posts * from[4];
            e5 += posts * from[5];
        }

        (expected[0], expected[1], expected[2], expected[3], expected[4], expected[5]) = (e0, e1, e2, e3, e4, e5);
    }

    private static ExpectedCoPosts FromCounts(Dictionary<(int, int), int> places, List<long> changes, int[] sizes, AccountStrata accounts)
    {
        var cells = new List<(int Row, int Column, int Place)>();
        foreach (var ((s, t), place) in places)
        {
            cells.Add((s, t, place));
            if (s != t)
            {
                cells.Add((t, s, place));
            }
        }

        cells.Sort();
        var rowStart = new int[sizes.Length + 1];
        var columns = new int[cells.Count];
        var densities = new double[cells.Count * Windows];
        for (var i = 0; i < cells.Count; i++)
        {
            var (s, t, place) = cells[i];
            rowStart[s + 1]++;
            columns[i] = t;
            var pairs = s == t ? sizes[s] * (sizes[s] - 1.0) / 2 : (double)sizes[s] * sizes[t];
            var count = 0L;
            for (var window = 0; window < Windows; window++)
            {
                count += changes[place + window];
                densities[(i * Windows) + window] = count == 0 ? 0 : count / pairs;
            }
        }

        for (var s = 0; s < sizes.Length; s++)
        {
            rowStart[s + 1] += rowStart[s];
        }

        return new ExpectedCoPosts(accounts, rowStart, columns, densities);
    }
}
