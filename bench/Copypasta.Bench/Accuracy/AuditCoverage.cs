using System.Globalization;
using Copypasta.Detection.Tests;
using Copypasta.Hashing;
using Copypasta.Synthesis;

namespace Copypasta.Bench;

/// <summary>
/// How often the interval of an audit holds the recall that there is: of families that lack links dropped at random, so that their recall is known from all pairs, and audits by
/// as many seeds as there are trials.
/// </summary>
internal static class AuditCoverage
{
    /// <summary>Share of intervals that must hold the recall.</summary>
    private const double Required = 0.93;

    private static readonly Threshold s_threshold = new(0.7m);

    /// <summary>Prints a row a recall; texts are the distinct lines of a file, already comparable, or the posts of a synthetic corpus, those that are too short in some script left out.</summary>
    /// <returns>Whether enough intervals hold.</returns>
    internal static bool Print(int trials, int sample, string? file, TextWriter output)
    {
        string[] texts = [.. (file is null ? Invented() : File.ReadLines(file)).Where(InducedRecall.IsLongEnough).Distinct(StringComparer.Ordinal)];
        var audited = new AuditedTexts(texts, s_threshold);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{texts.Length} distinct texts, {trials} audits of {sample} texts each at every recall, T = {s_threshold}"));
        output.WriteLine("  recall   holds   below it   above it   mean estimate   texts with a neighbour   mean width");
        var isEnough = true;
        foreach (var wanted in (double[])[0.8, 0.9, 0.99])
        {
            var induced = InducedRecall.Of(texts, s_threshold, wanted, 1);
            int below = 0, above = 0;
            double estimates = 0, neighbours = 0, width = 0;
            for (var seed = 1; seed <= trials; seed++)
            {
                var audit = audited.Audit(induced.Roots, sample, (ulong)seed);
                var (low, high) = audit.Interval;
                below += high < induced.Recall ? 1 : 0;
                above += low > induced.Recall ? 1 : 0;
                estimates += audit.Recall ?? double.NaN;
                neighbours += audit.WithNeighbours;
                width += high - low;
            }

            var holds = (double)(trials - below - above) / trials;
            isEnough &= holds >= Required;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{induced.Recall,8:F5} {holds,7:F3} {below,10} {above,10} {estimates / trials,15:F5} {neighbours / trials,24:F1} {width / trials,12:F4}"));
        }

        return isEnough;
    }

    private static IEnumerable<string> Invented()
    {
        var normalizer = new TextNormalizer(TextProfile.Social);
        return SyntheticCorpus.Generate(new SynthesisOptions { Posts = 20_000 })
            .Select(post => System.Text.Encoding.UTF8.GetString(normalizer.Normalize(System.Text.Encoding.UTF8.GetBytes(post.Text), out _)));
    }
}
