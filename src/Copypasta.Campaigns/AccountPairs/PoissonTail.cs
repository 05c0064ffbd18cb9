using MathNet.Numerics;

namespace Copypasta.Campaigns;

/// <summary>The upper tail of the Poisson distribution, in natural logarithms: it does not become 0 however far out.</summary>
internal static class PoissonTail
{
    /// <summary>ln P(N >= count) for N of a mean. Relative error of the probability below 1e-9 where it is above 1e-300, of its logarithm below it.</summary>
    /// <param name="count">At least 0.</param>
    /// <param name="mean">At least 0.</param>
    public static double Log(int count, double mean)
    {
        if (count == 0)
        {
            return 0;
        }

        if (mean == 0)
        {
            return double.NegativeInfinity;
        }

        if (mean >= count)
        {
            // Near or above one half: nothing to lose by leaving logarithms.
            return Math.Min(0, Math.Log(SpecialFunctions.GammaLowerRegularized(count, mean)));
        }

        // e^-mean mean^count/count! (1 + mean/(count+1) + mean^2/((count+1)(count+2)) + ...): every term is positive and the quotient of two falls below 1.
        var (sum, term) = (1.0, 1.0);
        for (var next = count + 1; term > sum * 1e-17; next++)
        {
            term *= mean / next;
            sum += term;
        }

        return Math.Min(0, (count * Math.Log(mean)) - mean - SpecialFunctions.FactorialLn(count) + Math.Log(sum));
    }
}
