namespace Copypasta.Campaigns;

/// <summary>The probability of one pair's occasions under the null. One per thread: it keeps what belongs to the account it was last asked about.</summary>
internal sealed class PairScore
{
    private readonly PairModel _model;
    private readonly OccasionMasks _masks = new();
    private readonly double[] _row;
    private readonly double[] _rowStanding;
    private readonly double _windows;
    private int _loaded = -1;

    /// <summary>Makes room for a model.</summary>
    public PairScore(PairModel model)
    {
        _model = model;
        _row = new double[model.Expected.RowLength];
        _rowStanding = ReferenceEquals(model.Expected, model.ExpectedStanding) ? _row : new double[_row.Length];
        _windows = Math.Log(model.Testable);
    }

    /// <summary>The co-posts of the pair.</summary>
    public Occasions Occasions { get; } = new();

    /// <summary>Takes a co-post.</summary>
    /// <param name="post">The post of the first account.</param>
    /// <param name="entry">The co-post.</param>
    public void Add(int post, int entry)
    {
        var other = CoPosts.Other(post, entry);
        var posts = _model.Posts;
        Occasions.Add(new CoPost(
            posts.Time[post], posts.Time[other], posts.FamilyOf[post], CoPosts.From(entry), CoPosts.Below(entry), _model.Stands(post, other)));
    }

    /// <summary>What the pair's co-posts say.</summary>
    /// <param name="a">The first account.</param>
    /// <param name="b">The other.</param>
    /// <param name="all">ln p on all occasions: the smallest over the windows, times their number.</param>
    /// <param name="standing">ln p on the occasions with a co-post that stands; 0 where there are fewer than two.</param>
    /// <returns>Whether there are two occasions at some window.</returns>
    public bool Evaluate(int a, int b, out double all, out double standing)
    {
        (all, standing) = (0, 0);
        var evaluated = false;
        Span<double> expected = stackalloc double[CoPostWindows.Count];
        Span<double> expectedStanding = stackalloc double[CoPostWindows.Count];
        var allStand = ReferenceEquals(_row, _rowStanding);
        var isSmall = Occasions.CoPosts.Count <= OccasionMasks.Most;
        if (isSmall)
        {
            _masks.Load(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(Occasions.CoPosts));
        }

        var last = default((int All, int Standing));
        var (best, bestStanding) = ((Count: 0, Mean: 0.0), (Count: 0, Mean: 0.0));
        for (var window = _model.FirstTestable; window < CoPostWindows.Count; window++)
        {
            if (window == _model.FirstTestable || !(isSmall ? _masks.IsAsBefore(window) : IsAsBefore(window)))
            {
                last = isSmall ? _masks.In(window) : Occasions.In(window);
            }

            if (last.All < 2)
            {
                continue;
            }

            if (!evaluated)
            {
                evaluated = true;
                Expect(a, b, expected, expectedStanding);
            }

            all = Least(all, last.All, expected[window], ref best);
            standing = allStand ? all : Least(standing, last.Standing, expectedStanding[window], ref bestStanding);
        }

        return evaluated;
    }

    /// <summary>The expected co-posts of a pair at each window, of all and of those that stand.</summary>
    public void Expect(int a, int b, Span<double> all, Span<double> standing)
    {
        var same = ReferenceEquals(_row, _rowStanding);
        if (_loaded != a)
        {
            _loaded = a;
            _model.Expected.Load(a, _row);
            if (!same)
            {
                _model.ExpectedStanding.Load(a, _rowStanding);
            }
        }

        _model.Expected.With(_row, b, all);
        if (same)
        {
            all.CopyTo(standing);
        }
        else
        {
            _model.ExpectedStanding.With(_rowStanding, b, standing);
        }
    }

    /// <summary>The smaller of a ln p and that of another window, which is not computed where no more occasions stand against no less expected.</summary>
    private double Least(double logP, int count, double mean, ref (int Count, double Mean) best)
    {
        if (count < 2 || (count <= best.Count && mean >= best.Mean))
        {
            return logP;
        }

        var other = PoissonTail.Log(count, mean) + _windows;
        if (other >= logP)
        {
            return logP;
        }

        best = (count, mean);
        return other;
    }

    private bool IsAsBefore(int window)
    {
        foreach (var coPost in Occasions.CoPosts)
        {
            if (coPost.From == window || coPost.Below == window)
            {
                return false;
            }
        }

        return true;
    }
}
