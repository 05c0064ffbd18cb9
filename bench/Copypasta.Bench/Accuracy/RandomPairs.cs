using System.Text;
using Copypasta.Hashing;
using Copypasta.Synthesis;

namespace Copypasta.Bench;

/// <summary>
/// Random pairs of distinct texts, the library's verdict (a shared band key, then its verification) against one of our own: sorted sets of code points packed five by five.
/// A pair that is reported below T is a bug; one at T or above that is not reported is a miss within the plan's bound.
/// </summary>
internal static class RandomPairs
{
    private const int Block = 10_000;
    private const int MostTexts = 400_000;

    private static readonly Threshold s_threshold = new(0.7m);

    private sealed record Text(byte[] Comparable, UInt128[] Windows, uint[] Keys);

    /// <summary>Prints the counts; texts are the lines of files, or ordinary posts of a synthetic corpus.</summary>
    /// <returns>Whether no pair was reported below T, or by another count of shared windows.</returns>
    internal static bool Print(int pairs, string[] files, TextWriter output)
    {
        var plan = BandingPlan.For(s_threshold.Value, 0.999, 1_000_000);
        var texts = Load(files, plan);
        long candidates = 0, reported = 0, similar = 0, missed = 0, wrong = 0;
        Parallel.For(0, (pairs + Block - 1) / Block, block =>
        {
            var random = new Random(block);
            ShingleSet set = new(Shingle.Default), other = new(Shingle.Default);
            for (var i = block * Block; i < Math.Min(pairs, (block + 1) * Block); i++)
            {
                Text a = texts[random.Next(texts.Length)], b = texts[random.Next(texts.Length)];
                if (ReferenceEquals(a, b))
                {
                    b = texts[(Array.IndexOf(texts, a) + 1) % texts.Length];
                }

                var shared = Shared(a.Windows, b.Windows);
                var union = a.Windows.Length + b.Windows.Length - shared;
                var isSimilar = shared * 10L >= union * 7L;
                var isCandidate = a.Keys.Zip(b.Keys).Any(keys => keys.First == keys.Second);
                var isReported = false;
                if (isCandidate)
                {
                    set.Load(a.Comparable);
                    other.Load(b.Comparable);
                    var counted = set.Shared(other);
                    isReported = s_threshold.IsMetBy(counted, set.Count + other.Count - counted);
                    Interlocked.Add(ref wrong, counted != shared || set.Count != a.Windows.Length || other.Count != b.Windows.Length || (isReported && !isSimilar) ? 1 : 0);
                }

                Interlocked.Add(ref candidates, isCandidate ? 1 : 0);
                Interlocked.Add(ref reported, isReported ? 1 : 0);
                Interlocked.Add(ref similar, isSimilar ? 1 : 0);
                Interlocked.Add(ref missed, isSimilar && !isReported ? 1 : 0);
            }
        });
        output.WriteLine($"{texts.Length} distinct texts, {pairs} random pairs, {plan.Bands} bands of {plan.Rows} rows at T = {s_threshold}");
        output.WriteLine($"candidates {candidates}, reported {reported}, at T or above {similar}, missed {missed}, reported below T or counted otherwise {wrong}");
        return wrong == 0;
    }

    private static Text[] Load(string[] files, BandingPlan plan)
    {
        var lines = files.Length > 0
            ? files.SelectMany(File.ReadLines)
            : SyntheticCorpus.Generate(new SynthesisOptions { Posts = MostTexts, GroupedPercent = 0 }).Select(post => post.Text);
        var hasher = new MinHasher(new MinHashOptions { Lanes = plan.Lanes });
        var normalizer = new TextNormalizer(TextProfile.Social);
        var set = new ShingleSet(Shingle.Default);
        var signature = new uint[plan.Lanes];
        var texts = new Dictionary<string, Text>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var comparable = normalizer.Normalize(Encoding.UTF8.GetBytes(line), out _).ToArray();
            set.Load(comparable);
            if (!set.IsLongEnough(null) || texts.Count == MostTexts)
            {
                continue;
            }

            hasher.TrySign(comparable, TextProfile.Exact, signature);
            var keys = new uint[plan.Bands];
            BandKeys.FromSignature(signature, plan, keys);
            var text = Encoding.UTF8.GetString(comparable);
            texts.TryAdd(text, new Text(comparable, Windows(text), keys));
        }

        return [.. texts.Values];
    }

    private static UInt128[] Windows(string text)
    {
        int[] points = [.. text.EnumerateRunes().Select(rune => rune.Value)];
        var windows = new SortedSet<UInt128>();
        for (var i = 0; i + 5 <= points.Length; i++)
        {
            UInt128 window = 0;
            for (var j = 0; j < 5; j++)
            {
                window = (window << 21) | (uint)points[i + j];
            }

            windows.Add(window);
        }

        return [.. windows];
    }

    private static int Shared(UInt128[] a, UInt128[] b)
    {
        int i = 0, j = 0, shared = 0;
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
            {
                shared++;
                i++;
                j++;
            }
            else if (a[i] < b[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return shared;
    }
}
