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

        Measure("minima, 128 of 32 bits", ready, text => hasher.TrySign(text, signature));
        Measure("decode and hash windows of five", texts, text => DecodeAndHash(text, codePoints, hashes) > 0);
        Measure("TrySign, exact", texts, text => hasher.TrySign(text, TextProfile.Exact, signature));
        Measure("TrySign, social", texts, text => hasher.TrySign(text, TextProfile.Social, signature));

        void Measure<T>(string stage, T[] items, Func<T, bool> run)
        {
            var best = double.MaxValue;
            var signed = 0;
            var passes = 0;
            for (var begun = Stopwatch.GetTimestamp(); passes < FewestPasses || Stopwatch.GetElapsedTime(begun) < s_shortest; passes++)
            {
                var started = Stopwatch.GetTimestamp();
                foreach (var item in items)
                {
                    signed += run(item) ? 1 : 0;
                }

                best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalNanoseconds);
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stage,-34} {best / shingles,8:F3} ns a shingle {best / items.Length,9:F1} ns a text  ({signed / passes} of them)"));
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
}
