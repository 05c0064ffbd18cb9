using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Copypasta.Archives;

namespace Copypasta.Bench;

/// <summary>
/// What one core reads of generated archives that lie in memory, through the same public path as <c>detect</c>: format detection, parsing, times, ids and the input's
/// SHA-256. The rates are of the process's CPU time, so that work on other threads counts.
/// </summary>
internal static class ReaderRates
{
    private const string Usage =
        """
        readers [MEBIBYTES] [--threads N] [--write DIR]   rates of the archive readers on so much of each sample (default 64)
        """;

    private const int Rounds = 9;

    /// <summary>Reads each sample several times and prints the best and the median rate.</summary>
    /// <returns>0; 2 where the words are not understood.</returns>
    internal static int Run(string[] args, TextWriter output, TextWriter error)
    {
        var mebibytes = 64;
        var threads = 1;
        string? folder = null;
        for (var i = 0; i < args.Length; i++)
        {
            var isKnown = args[i] switch
            {
                "--threads" when i + 1 < args.Length => int.TryParse(args[++i], NumberStyles.None, CultureInfo.InvariantCulture, out threads) && threads > 0,
                "--write" when i + 1 < args.Length => (folder = args[++i]).Length > 0,
                _ => int.TryParse(args[i], NumberStyles.None, CultureInfo.InvariantCulture, out mebibytes) && mebibytes is > 0 and <= 1024,
            };
            if (!isKnown)
            {
                error.WriteLine(Usage);
                return 2;
            }
        }

        output.WriteLine("sample              bytes/post  best MB/s  median MB/s  best wall MB/s  ns/post");
        foreach ((var name, var content) in ReaderSamples.All(mebibytes << 20))
        {
            if (folder is not null)
            {
                File.WriteAllBytes(Path.Combine(folder, name), content);
                continue;
            }

            var posts = 0L;
            Print(output, name, content.Length, () => posts = Read(name, content, threads), () => posts);
            if (name == ReaderSamples.Names[^1])
            {
                Print(output, "SHA-256 alone", content.Length, () => SHA256.HashData(content), () => posts);
            }
        }

        return 0;
    }

    private static void Print(TextWriter output, string name, int bytes, Action read, Func<long> posts)
    {
        read();
        var seconds = new double[Rounds];
        var wall = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            var before = Environment.CpuUsage.TotalTime;
            var clock = Stopwatch.StartNew();
            read();
            wall[i] = clock.Elapsed.TotalSeconds;
            seconds[i] = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        }

        Array.Sort(seconds);
        var best = bytes / seconds[0] / 1e6;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-20}{bytes / posts(),10}{best,11:F0}{bytes / seconds[Rounds / 2] / 1e6,13:F0}{bytes / wall.Min() / 1e6,16:F0}{seconds[0] * 1e9 / posts(),9:F0}"));
    }

    private static long Read(string name, byte[] content, int threads)
    {
        var reader = new PostReader(
            [new InputFile(name)],
            new ReaderOptions { Threads = threads },
            reject => throw new InvalidOperationException(reject.Reason),
            open: _ => new MemoryStream(content, writable: false));
        return ReadAsync(reader).GetAwaiter().GetResult();
    }

    private static async Task<long> ReadAsync(PostReader reader)
    {
        var posts = 0L;
        await foreach (var batch in reader.ReadAsync().ConfigureAwait(false))
        {
            posts += batch.Posts.Length;
            batch.Return();
        }

        return posts;
    }
}
