using System.Diagnostics;
using System.Globalization;
using Copypasta.Hashing;

namespace Copypasta.Bench;

/// <summary>
/// The stages of signing, each alone, over the lines of a file: the best of several passes, as nanoseconds a shingle. For a comparison with what other programs need for the same
/// stages of the same texts, run in turn with them.
/// </summary>
internal static class Stages
{
    private const int Lanes = 128;
    private const int FewestPasses = 9;
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(0.5); // a small file's nine passes would measure the tiers of the JIT

    /// <summary>Prints a row a stage. A file is UTF-8, a text a line; empty lines are left out.</summary>
    internal static void Print(string file, TextWriter output)
    {
        byte[][] texts = [.. File.ReadLines(file).Where(line => line.Length > 0).Select(System.Text.Encoding.UTF8.GetBytes)];
        var codePoints = new int[texts.Max(text => text.Length) + 16];
        var hashes = new uint[codePoints.Length];
        var signature = new uint[Lanes];
        var hasher = new MinHasher(new MinHashOptions { Lanes = Lanes });
        uint[][] ready = [.. texts.Select(text => hashes[..DecodeAndHash(text, codePoints, hashes)])];
        var shingles = ready.Sum(text => (long)text.Length);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{texts.Length} texts, {(double)shingles / texts.Length:F1} shingles a text, kernels of {KernelChoice.Width} bits"));

        Stage[] stages =
        [
            new("minima, 128 of 32 bits", i => hasher.TrySign(ready[i], signature)),
            new("decode and hash windows of five", i => DecodeAndHash(texts[i], codePoints, hashes) > 0),
            new("TrySign, exact", i => hasher.TrySign(texts[i], TextProfile.Exact, signature)),
            new("TrySign, social", i => hasher.TrySign(texts[i], TextProfile.Social, signature)),
        ];

        // The stages take turns, so that a clock that changes under them changes for all.
        var passes = 0;
        for (var begun = Stopwatch.GetTimestamp(); passes < FewestPasses || Stopwatch.GetElapsedTime(begun) < s_shortest * stages.Length; passes++)
        {
            Array.ForEach(stages, stage => stage.Pass(texts.Length));
        }

        foreach (var stage in stages)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stage.Name,-34} {stage.Best / shingles,8:F3} ns a shingle {stage.Best / texts.Length,9:F1} ns a text  ({stage.Signed / passes} of them)"));
        }
    }

    private static int DecodeAndHash(byte[] text, int[] codePoints, uint[] hashes)
    {
        var count = Utf8CodePoints.Decode(text, codePoints);
        if (count < Shingle.Default.Size)
        {
            hashes[0] = ShingleKernel.Whole(codePoints.AsSpan(0, count));
            return 1;
        }

        ShingleKernel.Hash(codePoints.AsSpan(0, count), Shingle.Default.Size, hashes);
        return count - Shingle.Default.Size + 1;
    }

    private sealed class Stage(string name, Func<int, bool> run)
    {
        internal string Name { get; } = name;

        internal double Best { get; private set; } = double.MaxValue;

        internal long Signed { get; private set; }

        internal void Pass(int texts)
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < texts; i++)
            {
                Signed += run(i) ? 1 : 0;
            }

            Best = Math.Min(Best, Stopwatch.GetElapsedTime(started).TotalNanoseconds);
        }
    }
}
