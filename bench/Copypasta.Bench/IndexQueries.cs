using System.Diagnostics;
using System.Globalization;
using System.Text;
using Copypasta.Detection;

namespace Copypasta.Bench;

/// <summary>How long an index on disk takes to look up a text, in an open process: the first pass over the texts, and the same texts again.</summary>
internal static class IndexQueries
{
    private const int Top = 10;

    /// <summary>Prints a row a pass.</summary>
    /// <param name="index">Folder of the index.</param>
    /// <param name="file">Texts to look up: UTF-8, a text a line; empty lines are left out.</param>
    /// <param name="output">Where to print.</param>
    internal static void Print(string index, string file, TextWriter output)
    {
        byte[][] texts = [.. File.ReadLines(file).Where(line => line.Length > 0).Select(Encoding.UTF8.GetBytes)];
        using var reader = IndexReader.Open(index, IndexBudget.Unlimited);
        var query = reader.NewQuery();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reader.Counts.Kept} posts, {reader.Texts} texts, {reader.SegmentCount} segments, {reader.Settings.Bands} x {reader.Settings.Rows}, {(double)reader.Bytes / reader.Counts.Kept:F1} bytes a post"));
        for (var pass = 1; pass <= 3; pass++)
        {
            var times = new double[texts.Length];
            var found = 0;
            for (var i = 0; i < texts.Length; i++)
            {
                var started = Stopwatch.GetTimestamp();
                found += query.Find(texts[i], Top).Count > 0 ? 1 : 0;
                times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }

            var first = times[0];
            Array.Sort(times);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"pass {pass}: {texts.Length} texts, {found} found; first {first:F2} ms, median {times[texts.Length / 2]:F3} ms, 99% {times[texts.Length * 99 / 100]:F3} ms, most {times[^1]:F2} ms"));
        }
    }
}
