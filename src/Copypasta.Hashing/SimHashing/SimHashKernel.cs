using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Hashing;

/// <summary>
/// Counts, for each of 64 bit positions, how many of many words have the bit set. The counts stay bit-sliced: plane j holds bit j of all 64
/// counts, so a word is added by a few logical operations on whole vectors, with the tree of carry-save adders of Harley and Seal
/// (Warren, Hacker's Delight, 2nd ed., section 5-1; for counts by position: Klarqvist, Muła and Lemire, "Efficient computation of positional
/// population counts using SIMD instructions", 2021). An integer per bit position was twenty times slower.
/// </summary>
internal static class SimHashKernel
{
    /// <summary>Most words that <see cref="Add"/> takes at once.</summary>
    public const int MaxWords = 256;

    /// <summary>Words are followed by zeros up to a multiple of this: eight of the widest vectors, the block in which kernels read.</summary>
    public const int BlockWords = 64;

    /// <summary>Planes that hold the count of any span's words.</summary>
    public const int Planes = 32;

    /// <summary>Planes that hold the sum of any span's weights: at most 2^31 - 1 of at most 2^31.</summary>
    public const int WeightedPlanes = 63;

    // 256 words count to 256: nine planes, whatever the number of lanes they are spread over.
    private const int ChunkPlanes = 9;

    /// <summary>Adds words to the counts with the chosen kernel.</summary>
    /// <param name="words">A multiple of <see cref="BlockWords"/>, at most <see cref="MaxWords"/>; those beyond <paramref name="count"/> are 0.</param>
    /// <param name="count">How many words there are.</param>
    /// <param name="planes">Planes of counts; where plane k is given first, every word counts 2^k times.</param>
    public static void Add(ReadOnlySpan<ulong> words, int count, Span<ulong> planes)
    {
        switch (KernelChoice.Width)
        {
            case 512:
                AddVector512(words, count, planes);
                break;
            case 256:
                AddVector256(words, count, planes);
                break;
            case 128:
                AddVector128(words, count, planes);
                break;
            default:
                AddScalar(words, count, planes);
                break;
        }
    }

    public static void AddScalar(ReadOnlySpan<ulong> words, int count, Span<ulong> planes)
    {
        Span<ulong> chunk = stackalloc ulong[ChunkPlanes];
        Count<ulong>(words, count, chunk);
        AddPlanes(chunk, planes);
    }

    public static void AddVector128(ReadOnlySpan<ulong> words, int count, Span<ulong> planes)
    {
        Span<ulong> chunk = stackalloc ulong[ChunkPlanes * 2];
        Count<Lanes128>(words, count, chunk);
        FoldHalves<ulong>(chunk);
        AddPlanes(chunk[..ChunkPlanes], planes);
    }

    public static void AddVector256(ReadOnlySpan<ulong> words, int count, Span<ulong> planes)
    {
        Span<ulong> chunk = stackalloc ulong[ChunkPlanes * 4];
        Count<Lanes256>(words, count, chunk);
        FoldHalves<Lanes128>(chunk);
        FoldHalves<ulong>(chunk[..(ChunkPlanes * 2)]);
        AddPlanes(chunk[..ChunkPlanes], planes);
    }

    public static void AddVector512(ReadOnlySpan<ulong> words, int count, Span<ulong> planes)
    {
        Span<ulong> chunk = stackalloc ulong[ChunkPlanes * 8];
        Count<Lanes512>(words, count, chunk);
        FoldHalves<Lanes256>(chunk);
        FoldHalves<Lanes128>(chunk[..(ChunkPlanes * 4)]);
        FoldHalves<ulong>(chunk[..(ChunkPlanes * 2)]);
        AddPlanes(chunk[..ChunkPlanes], planes);
    }

    /// <summary>The bits whose count is more than half of <paramref name="all"/>; exactly half gives 0.</summary>
    public static ulong Majority(ReadOnlySpan<ulong> planes, ulong all)
    {
        // count >= least, compared from the highest plane down, for 64 counts at once.
        var least = (all / 2) + 1;
        var (greater, equal) = (0UL, ulong.MaxValue);
        for (var plane = BitOperations.Log2(least | all); plane >= 0; plane--)
        {
            var bits = planes[plane];
            if (((least >> plane) & 1) == 0)
            {
                greater |= equal & bits;
                equal &= ~bits;
            }
            else
            {
                equal &= bits;
            }
        }

        return greater | equal;
    }

    // One body for every width: T is a lane of 64 bits or a vector of them, and the compiler makes each its own code.
    private static void Count<T>(ReadOnlySpan<ulong> words, int count, Span<ulong> chunk)
        where T : struct, IBitwiseOperators<T, T, T>
    {
        Debug.Assert(words.Length is > 0 and <= MaxWords && words.Length % BlockWords == 0 && count <= words.Length, "words come in padded blocks");
        var (ones, twos, fours) = (default(T), default(T), default(T));
        var (c3, c4, c5, c6, c7, c8) = (default(T), default(T), default(T), default(T), default(T), default(T));
        ref var word = ref MemoryMarshal.GetReference(words);
        var lanes = Unsafe.SizeOf<T>() / sizeof(ulong);
        for (var i = 0; i < count; i += 8 * lanes)
        {
            ref var block = ref Unsafe.As<ulong, T>(ref Unsafe.Add(ref word, i));
            var twosA = FullAdd(ref ones, block, Unsafe.Add(ref block, 1));
            var twosB = FullAdd(ref ones, Unsafe.Add(ref block, 2), Unsafe.Add(ref block, 3));
            var foursA = FullAdd(ref twos, twosA, twosB);
            twosA = FullAdd(ref ones, Unsafe.Add(ref block, 4), Unsafe.Add(ref block, 5));
            twosB = FullAdd(ref ones, Unsafe.Add(ref block, 6), Unsafe.Add(ref block, 7));
            var foursB = FullAdd(ref twos, twosA, twosB);
            var carry = FullAdd(ref fours, foursA, foursB);
            carry = HalfAdd(ref c3, carry);
            carry = HalfAdd(ref c4, carry);
            carry = HalfAdd(ref c5, carry);
            carry = HalfAdd(ref c6, carry);
            carry = HalfAdd(ref c7, carry);
            c8 ^= carry;
        }

        ref var plane = ref Unsafe.As<ulong, T>(ref MemoryMarshal.GetReference(chunk[..(ChunkPlanes * lanes)]));
        plane = ones;
        Unsafe.Add(ref plane, 1) = twos;
        Unsafe.Add(ref plane, 2) = fours;
        Unsafe.Add(ref plane, 3) = c3;
        Unsafe.Add(ref plane, 4) = c4;
        Unsafe.Add(ref plane, 5) = c5;
        Unsafe.Add(ref plane, 6) = c6;
        Unsafe.Add(ref plane, 7) = c7;
        Unsafe.Add(ref plane, 8) = c8;
    }

    // Adds the upper half of every plane's lanes to the lower half and packs the planes; THalf is half a plane. Plane j is written over
    // halves that are read already.
    private static void FoldHalves<THalf>(Span<ulong> chunk)
        where THalf : struct, IBitwiseOperators<THalf, THalf, THalf>
    {
        Debug.Assert(chunk.Length * sizeof(ulong) == ChunkPlanes * 2 * Unsafe.SizeOf<THalf>(), "two halves a plane");
        ref var half = ref Unsafe.As<ulong, THalf>(ref MemoryMarshal.GetReference(chunk));
        var carry = default(THalf);
        for (var plane = 0; plane < ChunkPlanes; plane++)
        {
            var sum = Unsafe.Add(ref half, 2 * plane);
            carry = FullAdd(ref sum, Unsafe.Add(ref half, (2 * plane) + 1), carry);
            Unsafe.Add(ref half, plane) = sum;
        }
    }

    private static void AddPlanes(ReadOnlySpan<ulong> chunk, Span<ulong> planes)
    {
        var carry = 0UL;
        for (var plane = 0; plane < chunk.Length; plane++)
        {
            carry = FullAdd(ref planes[plane], chunk[plane], carry);
        }

        for (var plane = chunk.Length; carry != 0; plane++)
        {
            carry = HalfAdd(ref planes[plane], carry);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T FullAdd<T>(ref T sum, T a, T b)
        where T : struct, IBitwiseOperators<T, T, T>
    {
        var one = sum ^ a;
        var carry = (sum & a) | (one & b);
        sum = one ^ b;
        return carry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T HalfAdd<T>(ref T sum, T a)
        where T : struct, IBitwiseOperators<T, T, T>
    {
        var carry = sum & a;
        sum ^= a;
        return carry;
    }

    // The vector types do not show their operators as an interface.
    private readonly struct Lanes128(Vector128<ulong> bits) : IBitwiseOperators<Lanes128, Lanes128, Lanes128>
    {
        private readonly Vector128<ulong> _bits = bits;

        public static Lanes128 operator &(Lanes128 left, Lanes128 right) => new(left._bits & right._bits);

        public static Lanes128 operator |(Lanes128 left, Lanes128 right) => new(left._bits | right._bits);

        public static Lanes128 operator ^(Lanes128 left, Lanes128 right) => new(left._bits ^ right._bits);

        public static Lanes128 operator ~(Lanes128 value) => new(~value._bits);
    }

    private readonly struct Lanes256(Vector256<ulong> bits) : IBitwiseOperators<Lanes256, Lanes256, Lanes256>
    {
        private readonly Vector256<ulong> _bits = bits;

        public static Lanes256 operator &(Lanes256 left, Lanes256 right) => new(left._bits & right._bits);

        public static Lanes256 operator |(Lanes256 left, Lanes256 right) => new(left._bits | right._bits);

        public static Lanes256 operator ^(Lanes256 left, Lanes256 right) => new(left._bits ^ right._bits);

        public static Lanes256 operator ~(Lanes256 value) => new(~value._bits);
    }

    private readonly struct Lanes512(Vector512<ulong> bits) : IBitwiseOperators<Lanes512, Lanes512, Lanes512>
    {
        private readonly Vector512<ulong> _bits = bits;

        public static Lanes512 operator &(Lanes512 left, Lanes512 right) => new(left._bits & right._bits);

        public static Lanes512 operator |(Lanes512 left, Lanes512 right) => new(left._bits | right._bits);

        public static Lanes512 operator ^(Lanes512 left, Lanes512 right) => new(left._bits ^ right._bits);

        public static Lanes512 operator ~(Lanes512 value) => new(~value._bits);
    }
}
