using System.Numerics;
using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>
/// Which sampled texts another text might match, by the shingles they share. Only a part of each sampled text is indexed, by the prefix filter's argument (Chaudhuri, Ganti and
/// Kaushik, ICDE 2006): a text of a shingles that must share at least s of them with whatever matches it shares one of any a - s + 1. Those that are rarest among the
/// sampled texts are taken, which decides the cost and never the result.
/// </summary>
/// <remarks>8 bytes an indexed shingle and 4 to 8 of directory; of a text of 70 shingles 22 are indexed at Jaccard 0.7.</remarks>
internal sealed class SampleIndex
{
    /// <summary>An index takes no further text beyond so many indexed shingles: 64 MiB, and its building half as much again.</summary>
    public const int MaxEntries = 1 << 22;

    /// <summary>An index takes no more texts; those who search it keep some bytes for each.</summary>
    private const int MaxSamples = 1 << 17;

    // A shingle's hash above the place of the text among the indexed ones, ascending; where the hashes with given leading bits begin.
    private readonly ulong[] _entries;
    private readonly int[] _starts;
    private readonly int _shift;

    private SampleIndex(ulong[] entries)
    {
        Array.Sort(entries);
        _entries = entries;
        var bits = Math.Max(1, BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)entries.Length)));
        _shift = 32 - bits;
        _starts = new int[(1 << bits) + 1];
        foreach (var entry in entries)
        {
            _starts[(int)((uint)(entry >> 32) >> _shift) + 1]++;
        }

        for (var i = 1; i < _starts.Length; i++)
        {
            _starts[i] += _starts[i - 1];
        }
    }

    /// <summary>How many of the texts, from the first on, fit into one index of so many shingles: at least one.</summary>
    public static int Fitting(AuditTexts texts, ReadOnlySpan<int> samples, MatchRule rule, int maxEntries)
    {
        long entries = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            entries += Indexed(texts.Shingles(samples[i]), rule);
            if (i > 0 && (entries > maxEntries || i == MaxSamples))
            {
                return i;
            }
        }

        return samples.Length;
    }

    /// <summary>Indexes sampled texts; each is known by its place in <paramref name="samples"/>.</summary>
    public static SampleIndex Build(AuditTexts texts, ReadOnlySpan<int> samples, MatchRule rule, Shingle shingle)
    {
        var (shingles, entries) = (0L, 0);
        foreach (var text in samples)
        {
            shingles += texts.Shingles(text);
            entries += Indexed(texts.Shingles(text), rule);
        }

        // How many sampled texts have a shingle: a hashed count that can only be too high.
        var bits = Math.Clamp(BitOperations.Log2((ulong)shingles) + 1, 10, 22);
        var counts = new int[1 << bits];
        var set = new ShingleSet(shingle);
        foreach (var text in samples)
        {
            set.Load(texts[text]);
            foreach (var hash in set.Hashes)
            {
                counts[hash >> (32 - bits)]++;
            }
        }

        var indexed = new ulong[entries];
        var order = Array.Empty<ulong>();
        var next = 0;
        for (var place = 0; place < samples.Length; place++)
        {
            set.Load(texts[samples[place]]);
            if (order.Length < set.Count)
            {
                order = new ulong[set.Count * 2];
            }

            for (var i = 0; i < set.Count; i++)
            {
                order[i] = ((ulong)(uint)counts[set.Hashes[i] >> (32 - bits)] << 32) | set.Hashes[i];
            }

            Array.Sort(order, 0, set.Count);
            foreach (var rare in order.AsSpan(0, Indexed(set.Count, rule)))
            {
                indexed[next++] = (rare << 32) | (uint)place;
            }
        }

        return new SampleIndex(indexed);
    }

    /// <summary>
    /// The indexed shingles whose hashes begin as this one does: the hash in the upper half, the text's place in the lower. Those of other hashes are to be passed over.
    /// </summary>
    public ReadOnlySpan<ulong> Near(uint hash)
    {
        var leading = (int)(hash >> _shift);
        return _entries.AsSpan(_starts[leading], _starts[leading + 1] - _starts[leading]);
    }

    private static int Indexed(int shingles, MatchRule rule) => shingles - rule.FewestSharedWithAny(shingles) + 1;
}
