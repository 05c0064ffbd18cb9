namespace Copypasta.Hashing.Tests;

/// <summary>Bias and root mean squared error of estimates of known similarities, and what theory says of the latter.</summary>
internal readonly record struct Deviations(int Count, double Bias, double Spread, double Theory)
{
    /// <summary>The product's promise.</summary>
    public bool KeepThePromise => Math.Abs(Bias) <= 0.003 && Math.Abs(Spread - Theory) <= 0.05 * Theory;

    public static Deviations Of(IEnumerable<(double Similarity, JaccardEstimate Estimate)> pairs)
    {
        var (count, sum, squares, expected) = (0, 0.0, 0.0, 0.0);
        foreach (var (similarity, estimate) in pairs)
        {
            var deviation = estimate.Value - similarity;
            count++;
            sum += deviation;
            squares += deviation * deviation;

            // Broder's J (1 - J) / k for whole lanes; Li and Koenig's P (1 - P) / (k (1 - C)^2) for b bits of them.
            var chance = estimate.ValueBits == 32 ? 0 : Math.Pow(2, -estimate.ValueBits);
            var agreement = chance + ((1 - chance) * similarity);
            expected += agreement * (1 - agreement) / (estimate.Lanes * (1 - chance) * (1 - chance));
        }

        return new Deviations(count, sum / count, Math.Sqrt(squares / count), Math.Sqrt(expected / count));
    }
}
