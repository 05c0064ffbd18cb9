namespace Copypasta.Campaigns;

/// <summary>Wilson's 95% score interval of a share (E. B. Wilson, JASA 22, 1927).</summary>
internal static class WilsonInterval
{
    private const double Z = 1.959963984540054; // 95%, two-sided

    /// <summary>The interval of a share.</summary>
    /// <param name="count">How many have it.</param>
    /// <param name="of">Of how many; at least one.</param>
    public static (double Low, double High) Of(int count, int of)
    {
        double n = of, p = count / n, z2 = Z * Z;
        var middle = (p + (z2 / (2 * n))) / (1 + (z2 / n));
        var half = Z / (1 + (z2 / n)) * Math.Sqrt((p * (1 - p) / n) + (z2 / (4 * n * n)));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
