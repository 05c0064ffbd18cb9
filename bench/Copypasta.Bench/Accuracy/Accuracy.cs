using System.Globalization;

namespace Copypasta.Bench;

/// <summary>Measurements of quality, not of time: what the library finds, keeps and flags.</summary>
internal static class Accuracy
{
    private const string Usage =
        """
        accuracy flags [--samples N] FILE...   share of the files' lines that the social profile flags
        """;

    /// <summary>Runs one measurement.</summary>
    /// <returns>0, or 2 where the words are not understood.</returns>
    internal static int Run(string[] args, TextWriter output, TextWriter error)
    {
        switch (args)
        {
            case ["flags", "--samples", var samples, .. var files] when files.Length > 0 && TryCount(samples, out var count):
                FlagRates.Print(files, (int)count, output);
                return 0;
            case ["flags", .. var files] when files.Length > 0:
                FlagRates.Print(files, 0, output);
                return 0;
            default:
                error.WriteLine(Usage);
                return 2;
        }
    }

    private static bool TryCount(string word, out long count) =>
        long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 0 and <= int.MaxValue;
}
