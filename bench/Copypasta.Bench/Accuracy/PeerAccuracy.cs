using System.Text;
using Copypasta.Hashing;
using Copypasta.Synthesis;

namespace Copypasta.Bench;

/// <summary>What the rows of <see cref="PeerBenchmarks"/> are worth: their error against the Jaccard similarity of sets of strings of five code points.</summary>
internal static class PeerAccuracy
{
    // Pairs of one campaign err together under one seed.
    private const int Seeds = 50;

    /// <summary>Prints bias and root mean square error over pairs of invented near-copies in all languages, made comparable first.</summary>
    public static void Print(TextWriter output)
    {
        var normalizer = new TextNormalizer(TextProfile.Social);
        byte[][] posts = [.. SyntheticCorpus.Generate(new SynthesisOptions { Posts = 60_000 }).OrderBy(post => post.Group, StringComparer.Ordinal)
            .Select(post => normalizer.Normalize(Encoding.UTF8.GetBytes(post.Text), out _).ToArray()).Where(post => post.Length > 0)];
        MinHasher[] hashers = [.. Enumerable.Range(1, Seeds).Select(seed => new MinHasher(new MinHashOptions { Seed = (ulong)seed }))];
        var f23 = new F23.StringSimilarity.Jaccard(5);
        var (set, other) = (new ShingleSet(Shingle.Default), new ShingleSet(Shingle.Default));
        uint[] a = new uint[hashers[0].Lanes], b = new uint[hashers[0].Lanes];
        var errors = new Dictionary<string, (int Count, double Sum, double Squares)>();
        var (pairs, variance) = (0, 0.0);
        for (var i = 1; i < posts.Length; i++)
        {
            var (x, y) = (posts[i - 1], posts[i]);
            HashSet<string> windows = [.. Windows(x)], others = [.. Windows(y)];
            var shared = windows.Count(others.Contains);
            var truth = (double)shared / (windows.Count + others.Count - shared);
            if (truth is < 0.05 or 1)
            {
                continue; // neighbours of no common origin, or copies
            }

            Add("ours, exact", Exact(set, other, x, y) - truth);
            Add("F23.StringSimilarity, Jaccard(5)", f23.Similarity(Encoding.UTF8.GetString(x), Encoding.UTF8.GetString(y)) - truth);
            foreach (var hasher in hashers)
            {
                hasher.TrySignComparable(x, a);
                hasher.TrySignComparable(y, b);
                Add("ours, 128 lanes", MinHash.EstimateJaccard(a, b) - truth);
            }

            variance += truth * (1 - truth) / a.Length;
            pairs++;
        }

        output.WriteLine($"{pairs} pairs; theory's error of 128 lanes: {Math.Sqrt(variance / pairs):F6}");
        foreach (var (name, (count, sum, squares)) in errors)
        {
            output.WriteLine($"{name}: bias {sum / count:F6}, root mean square error {Math.Sqrt(squares / count):F6}");
        }

        void Add(string name, double error)
        {
            var (count, sum, squares) = errors.GetValueOrDefault(name);
            errors[name] = (count + 1, sum + error, squares + (error * error));
        }
    }

    /// <summary>The exact Jaccard similarity of two comparable texts.</summary>
    public static double Exact(ShingleSet set, ShingleSet other, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        set.Load(a);
        other.Load(b);
        var shared = set.Shared(other);
        return (double)shared / (set.Count + other.Count - shared);
    }

    private static IEnumerable<string> Windows(byte[] utf8)
    {
        string[] points = [.. Encoding.UTF8.GetString(utf8).EnumerateRunes().Select(rune => rune.ToString())];
        return points.Length < 5 ? [string.Concat(points)] : Enumerable.Range(0, points.Length - 4).Select(at => string.Concat(points[at..(at + 5)]));
    }
}
