using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>
/// One cache line per text, or a part of one, that dismisses most false candidates without touching their texts, and never a true pair: the number of distinct shingles, and
/// a parity map of 480 bits (or what else there is room for) in which every distinct shingle toggles one bit. Two sets whose maps differ in d bits differ in at least d
/// shingles, which bounds their similarity from above (the bitmap filter of Sandes, Teodoro and Melo, DEXA 2020).
/// </summary>
/// <remarks>64 bytes per text, or as few as 16: then longer texts are dismissed less often.</remarks>
internal sealed class TextSketches
{
    /// <summary>Bytes per text where memory allows.</summary>
    public const int BytesPerText = 64;

    private const int FullWords = BytesPerText / sizeof(ulong);

    private readonly int _wordsPerText;
    private readonly uint _bits;

    // Pinned, so that a sketch can start at a multiple of the cache line.
    private readonly ulong[] _words;
    private readonly int _start;

    /// <param name="texts">Number of texts.</param>
    /// <param name="bytesPerText">64, 32 or 16.</param>
    public unsafe TextSketches(int texts, int bytesPerText = BytesPerText)
    {
        _wordsPerText = bytesPerText / sizeof(ulong);
        _bits = (uint)((_wordsPerText * 64) - 32);
        _words = GC.AllocateUninitializedArray<ulong>(checked((texts * _wordsPerText) + FullWords), pinned: true);
        Memory.AskForHugePages(_words);
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_words));
        _start = (int)((BytesPerText - (address % BytesPerText)) % BytesPerText / sizeof(ulong));
    }

    /// <summary>Number of distinct shingles of a text, or 0 where it is too short for near matching.</summary>
    public int Count(int text) => (int)(_words[_start + (text * _wordsPerText) + _wordsPerText - 1] >> 32);

    /// <summary>Keeps a text's distinct shingles.</summary>
    public void Set(int text, ReadOnlySpan<uint> hashes)
    {
        var sketch = _words.AsSpan(_start + (text * _wordsPerText), _wordsPerText);
        sketch.Clear();
        foreach (var hash in hashes)
        {
            var bit = (int)(((ulong)hash * _bits) >> 32);
            sketch[bit >> 6] ^= 1UL << (bit & 63);
        }

        sketch[^1] |= (ulong)(uint)hashes.Length << 32;
    }

    /// <summary>Keeps a text that is too short for near matching.</summary>
    public void SetTooShort(int text) => _words.AsSpan(_start + (text * _wordsPerText), _wordsPerText).Clear();

    /// <summary>A text's sketch as it is kept.</summary>
    public ReadOnlySpan<ulong> Words(int text) => _words.AsSpan(_start + (text * _wordsPerText), _wordsPerText);

    /// <summary>Asks memory for a text's sketch.</summary>
    public void Prefetch(int text) => Memory.Prefetch(ref _words[_start + (text * _wordsPerText)]);

    /// <summary>Whether two texts may differ in no more shingles than <paramref name="limits"/> allow; false is certain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayMatch(int a, int b, DifferenceLimits limits)
    {
        ref var x = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_words), _start + (a * _wordsPerText));
        ref var y = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_words), _start + (b * _wordsPerText));
        var last = _wordsPerText - 1;
        var lastX = Unsafe.Add(ref x, last);
        var lastY = Unsafe.Add(ref y, last);
        var countX = (int)(lastX >> 32);
        var countY = (int)(lastY >> 32);
        var most = limits.For(countX, countY);
        if (Math.Abs(countX - countY) > most)
        {
            return false;
        }

        var differing = BitOperations.PopCount((uint)(lastX ^ lastY));
        for (var i = 0; i < last; i++)
        {
            differing += BitOperations.PopCount(Unsafe.Add(ref x, i) ^ Unsafe.Add(ref y, i));
        }

        return differing <= most;
    }
}

/// <summary>
/// In how many shingles two sets of given sizes may differ and still match: a + b - 2 s, where s is the fewest that they must share. For Jaccard similarity s = ceil(T (a + b) / (1 + T)) follows
/// from the total, for containment s = ceil(T min(a, b)) from the smaller size, and sets too far apart in size may differ in none.
/// </summary>
internal sealed class DifferenceLimits
{
    private readonly int[] _fewestShared;
    private readonly MatchRule _rule;

    public DifferenceLimits(MatchRule rule)
    {
        _rule = rule;
        _fewestShared = new int[4096];
        for (var size = 0; size < _fewestShared.Length; size++)
        {
            _fewestShared[size] = Compute(size);
        }
    }

    /// <summary>The limit; negative where sets of these sizes never match.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int For(int a, int b) =>
        _rule.Measure == SimilarityMeasure.Jaccard ? a + b - (2 * FewestShared(a + b))
        : Containment.IsComparable(a, b) ? a + b - (2 * FewestShared(Math.Min(a, b)))
        : -1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FewestShared(int size) => (uint)size < (uint)_fewestShared.Length ? _fewestShared[size] : Compute(size);

    private int Compute(int size) =>
        _rule.Measure == SimilarityMeasure.Jaccard ? _rule.Threshold.FewestShared(size, 0) : Containment.FewestShared(_rule.Threshold, size, size);
}
