using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Copypasta.Hashing;

/// <summary>
/// The sketch of Dahlgaard, Knudsen and Thorup, "Fast Similarity Sketching" (FOCS 2017), over t bins. In round i &lt; t every element is thrown into a random bin with a
/// random value, and a bin keeps the least value of the first round that reached it; rounds go on only while a bin is empty. Round t + b throws
/// all elements into bin b, so after 2t rounds no bin can be empty, however few elements there are.
/// </summary>
/// <remarks>
/// Round i is one permutation of 32-bit hashes (<see cref="PermutationKernel"/>, keyed by position i of the seed's stream), in which bin b owns an equal share of the
/// values, in order: p falls into bin floor(p t / 2^32), and the least p of a bin is what the bin keeps. The paper asks for random hash functions and proves that mixed tabulation
/// does; that this mixing does is empirical, and tests hold its bias and spread to the theory.
/// </remarks>
internal static class FastSimilarityKernel
{
    private const uint Empty = uint.MaxValue;
    private const int BlockLength = 256;

    /// <summary>Writes the sketch of a set.</summary>
    /// <param name="hashes">Hashes of the elements, at least one; repeats change nothing.</param>
    /// <param name="seed">Chooses the permutations.</param>
    /// <param name="sketch">Its length is the number of bins.</param>
    /// <param name="scratch">Buffers to work in.</param>
    public static void Sketch(ReadOnlySpan<uint> hashes, ulong seed, Span<uint> sketch, FastSimilarityScratch scratch)
    {
        var least = scratch.Least(sketch.Length);
        var filled = scratch.Filled(sketch.Length + 1);
        least.Fill(Empty);

        // With distinct elements so many throws all but surely fill every bin: ln t + c throws a bin leave one empty with probability e^-c.
        // If some bin is empty then, elements repeat, and are made distinct lest every round pay for them.
        var manyThrows = (long)sketch.Length * (BitOperations.Log2((uint)sketch.Length) + 4);
        var throws = 0L;
        var empty = sketch.Length;
        for (var round = 0; round < sketch.Length && empty > 0; round++)
        {
            if (throws >= manyThrows)
            {
                hashes = scratch.Distinct(hashes);
                manyThrows = long.MaxValue;
            }

            throws += hashes.Length;
            var count = Throw(hashes, Mix.SplitMix64(seed, (ulong)round), least, filled);
            empty -= count;
            foreach (var bin in filled[..count])
            {
                // No later value is below 0: the bin is closed.
                sketch[bin] = least[bin];
                least[bin] = 0;
            }
        }

        for (var bin = 0; bin < sketch.Length && empty > 0; bin++)
        {
            if (least[bin] == Empty)
            {
                sketch[bin] = Least(hashes, Mix.SplitMix64(seed, (ulong)(sketch.Length + bin)));
                empty--;
            }
        }
    }

    /// <summary>One round; returns how many bins it reached first, and which.</summary>
    [SkipLocalsInit]
    private static int Throw(ReadOnlySpan<uint> hashes, ulong key, Span<uint> least, Span<int> filled)
    {
        Span<uint> block = stackalloc uint[BlockLength];
        ref var bins = ref MemoryMarshal.GetReference(least);
        ref var reached = ref MemoryMarshal.GetReference(filled[..(least.Length + 1)]);
        var (count, bounds) = (0, (ulong)least.Length);
        while (!hashes.IsEmpty)
        {
            var length = Math.Min(BlockLength, hashes.Length);
            PermutationKernel.Permute(hashes[..length], (uint)key | 1, (uint)(key >> 32), block);
            foreach (var value in block[..length])
            {
                // Below least.Length, as value is below 2^32.
                var bin = (int)((value * bounds) >> 32);
                ref var held = ref Unsafe.Add(ref bins, bin);
                if (value < held)
                {
                    // Written always, kept only for a bin that was empty: whether it was is too random to branch on.
                    Unsafe.Add(ref reached, count) = bin;
                    count += held == Empty ? 1 : 0;
                    held = value;
                }
            }

            hashes = hashes[length..];
        }

        return count;
    }

    private static uint Least(ReadOnlySpan<uint> hashes, ulong key)
    {
        var least = uint.MaxValue;
        foreach (var hash in hashes)
        {
            least = Math.Min(least, PermutationKernel.Permute(hash, (uint)key | 1, (uint)(key >> 32)));
        }

        return least;
    }
}

/// <summary>Buffers of <see cref="FastSimilarityKernel"/>, kept between texts: two words per bin, and one per element where a text repeats itself.</summary>
internal sealed class FastSimilarityScratch
{
    private uint[] _least = [];
    private int[] _filled = [];
    private uint[] _distinct = [];

    /// <summary>Elements that are held room for.</summary>
    public int Capacity => _distinct.Length;

    public Span<uint> Least(int bins) => Room(ref _least, bins);

    public Span<int> Filled(int length) => Room(ref _filled, length);

    public ReadOnlySpan<uint> Distinct(ReadOnlySpan<uint> hashes)
    {
        // A giant set gets an array of its own: a thread's would stay as long as the thread.
        var distinct = hashes.Length > SigningScratch.LargestKept ? new uint[hashes.Length] : Room(ref _distinct, hashes.Length);
        hashes.CopyTo(distinct);
        distinct.Sort();
        var count = 0;
        foreach (var hash in distinct)
        {
            if (count == 0 || hash != distinct[count - 1])
            {
                distinct[count++] = hash;
            }
        }

        return distinct[..count];
    }

    private static Span<T> Room<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new T[(int)Math.Max(length, Math.Min(buffer.Length * 2L, Array.MaxLength))];
        }

        return buffer.AsSpan(0, length);
    }
}
