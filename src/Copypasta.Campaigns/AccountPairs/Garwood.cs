using MathNet.Numerics.Distributions;

namespace Copypasta.Campaigns;

/// <summary>The exact 95% interval of a Poisson mean from one count (Garwood, Biometrika 1936): quantiles of gamma distributions.</summary>
internal static class Garwood
{
    private const double Tail = 0.025;

    /// <summary>The lower end; 0 for no event.</summary>
    public static double Low(int count) => count == 0 ? 0 : Gamma.InvCDF(count, 1, Tail);

    /// <summary>The upper end.</summary>
    public static double High(int count) => Gamma.InvCDF(count + 1, 1, 1 - Tail);
}
