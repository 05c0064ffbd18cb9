using System.Globalization;

namespace Copypasta.Bench;

/// <summary>Measurements of quality, not of time: what the library finds, keeps and flags.</summary>
internal static class Accuracy
{
    private const string Usage =
        """
        accuracy sketches PAIRS [FILE...]      bias and error of every sketch beside its own theory, on sets of all kinds and on near-copies among the files' lines
        accuracy edits PAIRS                   recall of edited copies, by language, length and edit
        accuracy disguises [--samples N] FILE...
                                               the files' lines that compare differently when disguised
        accuracy twice TEXTS                   random texts that normalising a second time changes
        accuracy pairs PAIRS [FILE...]         random pairs of distinct texts that are reported at T = 0.7, and whether rightly
        accuracy peers                         error of the estimates of the libraries that restore as packages, on the same pairs
        accuracy audit TRIALS TEXTS [FILE]     how often an audit's interval holds the recall that there is, of the file's lines or of invented posts
        accuracy flags [--samples N] FILE...   share of the files' lines that the social profile flags
        """;

    /// <summary>Runs one measurement.</summary>
    /// <returns>0; 1 where a law was broken; 2 where the words are not understood.</returns>
    internal static int Run(string[] args, TextWriter output, TextWriter error)
    {
        switch (args)
        {
            case ["sketches", var pairs, .. var files] when TryCount(pairs, out var count):
                return SketchAccuracy.Print(count, files, output) ? 0 : 1;
            case ["edits", var pairs] when TryCount(pairs, out var count):
                EditRecall.Print(count, output);
                return 0;
            case ["disguises", "--samples", var samples, .. var files] when files.Length > 0 && TryCount(samples, out var count):
                Disguises.Print(files, count, output);
                return 0;
            case ["disguises", .. var files] when files.Length > 0:
                Disguises.Print(files, 0, output);
                return 0;
            case ["twice", var texts] when TryCount(texts, out var count):
                return NormalizingTwice.Print(count, output) ? 0 : 1;
            case ["pairs", var pairs, .. var files] when TryCount(pairs, out var count):
                return RandomPairs.Print(count, files, output) ? 0 : 1;
            case ["peers"]:
                PeerAccuracy.Print(output);
                return 0;
            case ["audit", var trials, var texts, .. { Length: <= 1 } file] when TryCount(trials, out var count) && TryCount(texts, out var sample):
                return AuditCoverage.Print(count, sample, file.FirstOrDefault(), output) ? 0 : 1;
            case ["flags", "--samples", var samples, .. var files] when files.Length > 0 && TryCount(samples, out var count):
                FlagRates.Print(files, count, output);
                return 0;
            case ["flags", .. var files] when files.Length > 0:
                FlagRates.Print(files, 0, output);
                return 0;
            default:
                error.WriteLine(Usage);
                return 2;
        }
    }

    private static bool TryCount(string word, out int count) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0;
}
