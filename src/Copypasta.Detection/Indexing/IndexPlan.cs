using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>
/// Chooses the bands of an index. A run over an archive pays for computing; who looks up a text in an index that does not fit the system's cache, or adds a day to it, waits for pages of a disk. So the plan is the one of the
/// fewest pages a text among those that keep the recall: some for each band, and one for the sketch of each text that shares a band by chance.
/// </summary>
internal static class IndexPlan
{
    /// <summary>Pages of a band: an index has several segments, and of one in two a second page is looked at.</summary>
    private const double PagesOfBand = 6;

    /// <summary>
    /// Probability that two texts that are not alike agree on so many minima: the mean of J^rows over pairs below J = 0.5. Measured on 1.5 million pairs of distinct tweets of 2015 to 2017 in several languages (the public
    /// FiveThirtyEight release), profile social/1, shingles of five code points. What is really alike is found, and costs the same, by any plan.
    /// </summary>
    private static readonly double[] s_byChance = [2.6e-3, 6.4e-5, 3.6e-6, 5.2e-7, 1.4e-7, 4.9e-8, 1.9e-8, 7.9e-9];

    /// <summary>The plan of the fewest pages.</summary>
    /// <param name="threshold">Jaccard similarity at which the recall must hold.</param>
    /// <param name="recall">Probability of finding a pair at exactly the threshold, above 0 and below 1.</param>
    /// <param name="capacity">Distinct texts to plan for, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">No plan keeps the recall.</exception>
    public static BandingPlan For(Threshold threshold, double recall, long capacity) =>
        Enumerable.Range(1, Math.Min(BandingPlan.MostRows(threshold, recall), s_byChance.Length))
            .Select(rows => BandingPlan.OfRows(threshold, recall, rows))
            .MinBy(plan => Pages(plan, capacity))!;

    private static double Pages(BandingPlan plan, long capacity) => plan.Bands * (PagesOfBand + (capacity * s_byChance[plan.Rows - 1]));
}
