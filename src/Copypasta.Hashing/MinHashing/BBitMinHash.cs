using System.Numerics;

namespace Copypasta.Hashing;

/// <summary>
/// Signatures of few bits a lane (Li and Koenig, "b-Bit Minwise Hashing", WWW 2010), over plain spans: algorithm <c>bbit-minhash32/1</c>. Of each minimum of
/// <c>minhash32/1</c> the lowest b bits of its MurmurHash3 finaliser are kept: lane j stands in bits j * b to j * b + b - 1 of words of 64 bits, from the lowest bit of the
/// first word on, and bits beyond the last lane are 0.
/// </summary>
/// <remarks>
/// The paper keeps the lowest bits of the minimum itself, which supposes random permutations. Those of the lanes are linear with an odd multiplier: the lowest bit of
/// a x + b is that of x, or its opposite, in every lane alike, so that sets whose hashes were chosen to have equal low bits would seem the same (a test shows it).
/// Finalised first, every bit depends on all bits of the minimum. Different minima then agree by chance with probability 2^-b.
/// <para>The variance of the estimate is P (1 - P) / (k (1 - 2^-b)^2) with P = 2^-b + (1 - 2^-b) J (the paper's, for sets that are small beside 2^32): at J = 0.7 and the
/// same number of lanes 1.56 times the standard error of 32 bits for b = 1, 1.21 for 2, 1.05 for 4, 1.003 for 8 and 1.00 for 16.</para>
/// </remarks>
public static class BBitMinHash
{
    /// <summary>Id of the algorithm: its words are the same bits on every machine, for ever.</summary>
    public const string Algorithm = "bbit-minhash32/1";

    /// <summary>Number of 64-bit words that packed lanes take: ceil(lanes * bits / 64).</summary>
    /// <param name="lanes">Number of lanes, 1 to 65,536.</param>
    /// <param name="bits">Bits of a lane: 1, 2, 4, 8 or 16.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static int WordCount(int lanes, int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lanes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lanes, MinHashOptions.MaxLanes);
        return AreBits(bits)
            ? ((lanes * bits) + 63) / 64
            : throw new ArgumentOutOfRangeException(nameof(bits), bits, "A packed lane has 1, 2, 4, 8 or 16 bits.");
    }

    /// <summary>Packs a signature.</summary>
    /// <param name="signature">Minima of <c>minhash32/1</c>.</param>
    /// <param name="bits">Bits kept of a lane: 1, 2, 4, 8 or 16.</param>
    /// <param name="words">At least <see cref="WordCount"/> long; nothing behind that is written.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    /// <exception cref="ArgumentException"><paramref name="words"/> is too short.</exception>
    public static void Pack(ReadOnlySpan<uint> signature, int bits, Span<ulong> words)
    {
        CheckWords(signature.Length, bits, words.Length);
        var perWord = 64 / bits;
        var mask = (1u << bits) - 1;
        for (var word = 0; !signature.IsEmpty; word++)
        {
            var lanes = signature[..Math.Min(perWord, signature.Length)];
            var packed = 0ul;
            for (var lane = 0; lane < lanes.Length; lane++)
            {
                packed |= (ulong)(Mix.Finalize32(lanes[lane]) & mask) << (lane * bits);
            }

            words[word] = packed;
            signature = signature[lanes.Length..];
        }
    }

    /// <summary>Unpacks the kept bits of every lane. The minima themselves are gone.</summary>
    /// <param name="words">As <see cref="Pack"/> wrote them.</param>
    /// <param name="bits">Bits of a lane: 1, 2, 4, 8 or 16.</param>
    /// <param name="lanes">As long as the signature had lanes; gets one value each, 0 to 2^bits - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    /// <exception cref="ArgumentException"><paramref name="words"/> is too short.</exception>
    public static void Unpack(ReadOnlySpan<ulong> words, int bits, Span<ushort> lanes)
    {
        CheckWords(lanes.Length, bits, words.Length);
        var perWord = 64 / bits;
        var mask = (1u << bits) - 1;
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            lanes[lane] = (ushort)((words[lane / perWord] >> (lane % perWord * bits)) & mask);
        }
    }

    /// <summary>Estimates the Jaccard similarity of two sets from their packed signatures.</summary>
    /// <param name="a">Words of a signature.</param>
    /// <param name="b">Words of another, of the same options, profile and bits.</param>
    /// <param name="lanes">Number of lanes of both.</param>
    /// <param name="bits">Bits of a lane of both: 1, 2, 4, 8 or 16.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static JaccardEstimate Estimate(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, int lanes, int bits)
    {
        CheckWords(lanes, bits, Math.Min(a.Length, b.Length));
        a = a[..WordCount(lanes, bits)];
        b = b[..a.Length];

        // A lane differs where any of its bits does: all its bits are gathered in its lowest, and those are counted. Bits beyond the last lane count for nothing.
        var lowest = ulong.MaxValue / ((1ul << bits) - 1);
        var different = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var x = a[i] ^ b[i];
            if (i == a.Length - 1 && (long)lanes * bits % 64 is > 0 and var used)
            {
                x &= (1ul << (int)used) - 1;
            }

            for (var shift = bits / 2; shift > 0; shift /= 2)
            {
                x |= x >> shift;
            }

            different += BitOperations.PopCount(x & lowest);
        }

        return new JaccardEstimate(lanes - different, lanes, bits);
    }

    internal static bool AreBits(int bits) => bits is 1 or 2 or 4 or 8 or 16;

    private static void CheckWords(int lanes, int bits, int words)
    {
        if (words < WordCount(lanes, bits))
        {
            throw new ArgumentException($"{lanes} lanes of {bits} bits take {WordCount(lanes, bits)} words; there are {words}.", nameof(words));
        }
    }
}
