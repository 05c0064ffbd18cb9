namespace Copypasta.Campaigns;

/// <summary>
/// From probabilities to q: the larger of Benjamini and Hochberg's over all pairs tested (JRSS B 1995; a pair that was not evaluated has p = 1), and of the false discovery rate that the permutations
/// show, (1 + Σ_b R_b(t)) / (B max(1, R(t))) with R(t) pairs of p at most t, made monotone. Neither is ever 0.
/// </summary>
internal sealed class FalseDiscovery
{
    /// <summary>q beyond which nothing is said of a pair.</summary>
    public const double LargestQ = 0.05;

    private readonly double[] _observed;
    private readonly double[] _q1;
    private readonly double[] _q2;
    private readonly long[] _underNull;

    // Of the permutations' pairs those of a step of p and all smaller ones.
    private readonly long[] _underNullBySteps;
    private readonly double _limit;
    private readonly double _pairs;
    private readonly int _permutations;

    /// <summary>Makes it.</summary>
    /// <param name="observed">ln p of the pairs evaluated that <see cref="Limit"/> keeps, ascending.</param>
    /// <param name="underNull">Of each of these how many pairs of all permutations have a p of at most it and above the one before.</param>
    /// <param name="steps">How many pairs of all permutations lie in each step of <see cref="NullCurve"/>.</param>
    /// <param name="limit">The ln p up to which observed pairs and those of permutations are given; q is 1 beyond it.</param>
    /// <param name="pairs">Number of pairs tested.</param>
    /// <param name="permutations">Number of permutations.</param>
    public FalseDiscovery(double[] observed, ReadOnlySpan<long> underNull, ReadOnlySpan<long> steps, double limit, long pairs, int permutations)
    {
        _limit = limit;
        _underNullBySteps = steps.ToArray();
        for (var step = _underNullBySteps.Length - 2; step >= 0; step--)
        {
            _underNullBySteps[step] += _underNullBySteps[step + 1];
        }

        (_observed, _pairs, _permutations) = (observed, pairs, permutations);
        (_q1, _q2) = (new double[observed.Length], new double[observed.Length]);
        _underNull = new long[observed.Length];
        var sum = 0L;
        for (var i = 0; i < observed.Length; i++)
        {
            _underNull[i] = sum += underNull[i];
        }

        var (q1, q2, reached) = (1.0, 1.0, observed.Length);
        for (var i = observed.Length - 1; i >= 0; i--)
        {
            // All pairs of one p are reached together.
            reached = i + 1 < observed.Length && observed[i + 1] == observed[i] ? reached : i + 1;
            _q1[i] = q1 = Math.Min(q1, BenjaminiHochberg(observed[i], reached));
            _q2[i] = q2 = Math.Min(q2, ByPermutations(i, reached));
        }
    }

    /// <summary>
    /// The ln p above which Benjamini and Hochberg's q is above <see cref="LargestQ"/>, observed or not: how many pairs of the permutations lie there need not be known. Of the pairs observed so few are below it that most of a
    /// permutation's are left out at a glance.
    /// </summary>
    /// <param name="observed">ln p of the pairs evaluated, ascending.</param>
    /// <param name="pairs">Number of pairs tested.</param>
    public static double Limit(ReadOnlySpan<double> observed, long pairs)
    {
        var reached = observed.Length;
        while (reached > 1 && observed[reached - 1] + Math.Log(pairs) - Math.Log(reached) > Math.Log(LargestQ))
        {
            reached--;
        }

        return observed.IsEmpty ? double.NegativeInfinity : Math.Log(LargestQ) + Math.Log(reached) - Math.Log(pairs);
    }

    /// <summary>q at any p, as if one of the pairs that have a smaller one had it; 1 where it is above <see cref="LargestQ"/> for certain.</summary>
    /// <param name="logP">ln p.</param>
    public double At(double logP)
    {
        if (logP > _limit)
        {
            return 1;
        }

        var place = LowerBound(_observed, logP);
        var isLast = place == _observed.Length;
        if (!isLast && _observed[place] == logP)
        {
            return Math.Max(_q1[place], _q2[place]);
        }

        // How many pairs of the permutations have so small a p is known at the next observed one and at the end of its step: either bounds it from above.
        var underNull = _underNullBySteps[NullCurve.StepOf(logP)];
        underNull = isLast ? underNull : Math.Min(underNull, _underNull[place]);
        var reached = Math.Max(1, place);
        var (q1, q2) = (BenjaminiHochberg(logP, reached), Math.Min(1, (1.0 + underNull) / ((double)_permutations * reached)));
        return isLast ? Math.Max(q1, q2) : Math.Max(Math.Min(_q1[place], q1), Math.Min(_q2[place], q2));
    }

    /// <summary>The pairs that reach a q, and how many of them are expected to be false.</summary>
    public DiscoveryCount Count(double q)
    {
        var reached = 0;
        while (reached < _observed.Length && Math.Max(_q1[reached], _q2[reached]) <= q)
        {
            reached++;
        }

        return reached == 0
            ? new DiscoveryCount(q, 0, null, 0)
            : new DiscoveryCount(q, reached, _observed[reached - 1], (1.0 + _underNull[reached - 1]) / _permutations);
    }

    /// <summary>The first place whose value is at least one.</summary>
    public static int LowerBound(double[] ascending, double value)
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = ascending[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private double BenjaminiHochberg(double logP, int reached) => Math.Exp(Math.Min(0, logP + Math.Log(_pairs) - Math.Log(reached)));

    private double ByPermutations(int place, int reached) => (1.0 + _underNull[place]) / ((double)_permutations * reached);
}

/// <summary>How many pairs reach a q.</summary>
/// <param name="Q">The q.</param>
/// <param name="Pairs">Pairs that reach it.</param>
/// <param name="LogP">The largest ln p among them; null where there are none.</param>
/// <param name="ExpectedFalse">Pairs that reach that p in a permutation, on average, one added over all of them; 0 where there are none.</param>
public readonly record struct DiscoveryCount(double Q, int Pairs, double? LogP, double ExpectedFalse);
