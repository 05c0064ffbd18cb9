using System.Globalization;
using System.Text;
using Copypasta.Hashing;

namespace Copypasta.Bench;

/// <summary>How often the <c>social</c> profile flags the lines of text files: ordinary text should hardly ever be flagged.</summary>
internal static class FlagRates
{
    private const int LongestShown = 160;

    private static readonly TextFlags[] s_flags =
        [TextFlags.ZeroWidth, TextFlags.MixedScript, TextFlags.Zalgo, TextFlags.BidiControl, TextFlags.StyledLetters];

    /// <summary>Prints a row a file, and then up to so many flagged lines of each, as code points where they are not plain.</summary>
    internal static void Print(IReadOnlyList<string> files, int samples, TextWriter output)
    {
        output.WriteLine($"{"file",-24} {"lines",9} {"flagged",8} {"per 1000",9}  {string.Join("  ", s_flags.Select(flag => flag.ToString()))}");
        foreach (var file in files)
        {
            Print(file, samples, output);
        }
    }

    private static void Print(string file, int samples, TextWriter output)
    {
        var normalizer = new TextNormalizer(TextProfile.Social);
        var counts = new long[s_flags.Length];
        long lines = 0, flagged = 0;
        var seen = new List<string>();
        foreach (var line in File.ReadLines(file))
        {
            lines++;
            normalizer.Normalize(Encoding.UTF8.GetBytes(line), out var flags);
            flags &= ~(TextFlags.Repost | TextFlags.IllFormed);
            if (flags == TextFlags.None)
            {
                continue;
            }

            flagged++;
            for (var i = 0; i < s_flags.Length; i++)
            {
                counts[i] += (flags & s_flags[i]) != 0 ? 1 : 0;
            }

            if (seen.Count < samples)
            {
                seen.Add($"    {flags}: {Shown(line)}");
            }
        }

        var rate = lines == 0 ? 0 : 1000.0 * flagged / lines;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Path.GetFileName(file),-24} {lines,9} {flagged,8} {rate,9:F2}  {string.Join("  ", s_flags.Zip(counts, (flag, count) => $"{count,-1}".PadRight(flag.ToString().Length)))}"));
        seen.ForEach(output.WriteLine);
    }

    // Lines are foreign text on its way to a terminal: only letters, digits, marks, ASCII and spaces pass as they are.
    internal static string Shown(ReadOnlySpan<char> line)
    {
        var shown = new StringBuilder();
        var left = LongestShown;
        foreach (var rune in line.EnumerateRunes())
        {
            if (left-- == 0)
            {
                break;
            }

            shown.Append((rune.IsAscii && !Rune.IsControl(rune)) || Rune.IsLetterOrDigit(rune) ? rune.ToString() : $"<{rune.Value:X4}>");
        }

        return shown.ToString();
    }
}
