using System.Diagnostics.CodeAnalysis;

namespace Copypasta.Hashing;

/// <summary>
/// A MinHash signature that knows what it is a signature of, for keeping, sending and comparing: signatures of different kinds are refused, never silently
/// compared. Immutable; equal by value.
/// </summary>
/// <remarks>
/// The binary form, all numbers little-endian, a = length of the algorithm's id, p = length of the profile's id, n = length of the lanes:
/// <code>
/// offset    bytes  content
/// 0         4      43 50 53 47, "CPSG"
/// 4         1      version of the form: 1
/// 5         1      a
/// 6         2      p, 1 to 1,024
/// 8         1      unit of the shingle: 0 code points, 1 words
/// 9         1      size of the shingle: 1 to 64
/// 10        1      bits of a lane: 32 (packed signatures: 1, 2, 4, 8 or 16)
/// 11        1      0
/// 12        4      number of lanes k: 1 to 65,536
/// 16        8      seed
/// 24        a      id of the algorithm, ASCII: minhash32/1 (packed signatures: bbit-minhash32/1; <see cref="FastSimilaritySignature"/>: fss32/1)
/// 24+a      p      id of the profile, well-formed UTF-8
/// 24+a+p    n      lanes 0 to k-1, 4 bytes each (packed signatures: words of 8 bytes, see <see cref="BBitMinHash"/>)
/// 24+a+p+n  4      CRC-32C (RFC 3720) of all bytes before
/// </code>
/// The length follows from the first 24 bytes, so forms may stand one behind the other.
/// </remarks>
public sealed class MinHashSignature : IEquatable<MinHashSignature>
{
    private readonly uint[] _minima;

    /// <summary>Makes a signature of minima that were computed or stored elsewhere.</summary>
    /// <param name="kind">What they were made with.</param>
    /// <param name="minima">As many values as the kind has lanes; they are copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="kind"/> is null.</exception>
    /// <exception cref="ArgumentException">The kind is none of <c>minhash32/1</c>, or there are more or fewer values than lanes.</exception>
    public MinHashSignature(SignatureKind kind, ReadOnlySpan<uint> minima)
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (kind.Algorithm != MinHash.Algorithm)
        {
            throw new ArgumentException($"A MinHash signature is of {MinHash.Algorithm}; this kind is [{kind}].", nameof(kind));
        }

        if (minima.Length != kind.Lanes)
        {
            throw new ArgumentException($"A signature of this kind has {kind.Lanes} lanes; there are {minima.Length} values.", nameof(minima));
        }

        (Kind, _minima) = (kind, minima.ToArray());
    }

    private MinHashSignature(SignatureKind kind, uint[] minima) => (Kind, _minima) = (kind, minima);

    /// <summary>A signature that takes over an array.</summary>
    internal static MinHashSignature Own(SignatureKind kind, uint[] minima) => new(kind, minima);

    /// <summary>What the signature was made with.</summary>
    public SignatureKind Kind { get; }

    /// <summary>The minima, one per lane.</summary>
    public ReadOnlySpan<uint> Minima => _minima;

    /// <summary>Length of the binary form.</summary>
    public int LengthInBytes => SignatureFormat.LengthInBytes(MinHash.Algorithm, Kind, SignatureFormat.LanesLength(_minima.Length, 32));

    /// <summary>Estimates the Jaccard similarity of the two sets.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException">The kinds differ.</exception>
    public JaccardEstimate EstimateJaccard(MinHashSignature other)
    {
        ArgumentNullException.ThrowIfNull(other);
        SignatureKind.CheckSame(Kind, other.Kind);
        return MinHash.Estimate(_minima, other._minima);
    }

    /// <summary>The signature of the union of the two sets.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException">The kinds differ.</exception>
    public MinHashSignature Merge(MinHashSignature other)
    {
        ArgumentNullException.ThrowIfNull(other);
        SignatureKind.CheckSame(Kind, other.Kind);
        var union = new uint[_minima.Length];
        MinHash.Merge(_minima, other._minima, union);
        return new MinHashSignature(Kind, union);
    }

    /// <summary>Packs the signature: fewer bits, a wider error, no merging (see <see cref="BBitMinHash"/>).</summary>
    /// <param name="bits">Bits kept of a lane: 1, 2, 4, 8 or 16.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bits"/> is none of these.</exception>
    public BBitSignature Pack(int bits)
    {
        var words = new ulong[BBitMinHash.WordCount(_minima.Length, bits)];
        BBitMinHash.Pack(_minima, bits, words);
        return new BBitSignature(Kind, bits, words);
    }

    /// <summary>Writes the binary form.</summary>
    /// <param name="destination">At least <see cref="LengthInBytes"/> long; nothing behind that is written.</param>
    /// <returns>The number of bytes written: <see cref="LengthInBytes"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; nothing was written.</exception>
    public int Write(Span<byte> destination) => SignatureFormat.WriteLanes(destination, Kind, _minima);

    /// <summary>The binary form.</summary>
    public byte[] ToByteArray()
    {
        var form = new byte[LengthInBytes];
        Write(form);
        return form;
    }

    /// <summary>Reads the binary form at the start of a span.</summary>
    /// <param name="source">Any bytes; those behind the form are not looked at.</param>
    /// <param name="signature">The signature, or null.</param>
    /// <param name="bytesRead">Length of the form, or 0.</param>
    /// <returns>False for anything but a whole, undamaged signature of <c>minhash32/1</c>; <see cref="Read"/> says why.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, [NotNullWhen(true)] out MinHashSignature? signature, out int bytesRead)
    {
        var error = SignatureFormat.ReadLanes(source, MinHash.Algorithm, out var kind, out var minima, out bytesRead);
        signature = error is null ? new MinHashSignature(kind, minima) : null;
        return error is null;
    }

    /// <summary>Reads the binary form; for one that others follow there is <see cref="TryRead"/>, which says how long it is.</summary>
    /// <param name="source">Any bytes.</param>
    /// <exception cref="InvalidDataException">They are not a whole, undamaged signature of <c>minhash32/1</c>, or go on behind it; the message says what is wrong.</exception>
    public static MinHashSignature Read(ReadOnlySpan<byte> source) =>
        (SignatureFormat.ReadLanes(source, MinHash.Algorithm, out var kind, out var minima, out var length) ?? SignatureFormat.Rest(source, length)) is { } error
            ? throw new InvalidDataException(error)
            : new MinHashSignature(kind, minima);

    /// <summary>Whether kind and minima are the same.</summary>
    public bool Equals(MinHashSignature? other) =>
        ReferenceEquals(this, other) || (other is not null && Kind == other.Kind && _minima.AsSpan().SequenceEqual(other._minima));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MinHashSignature);

    // The minima are hashes already.
    /// <inheritdoc/>
    public override int GetHashCode() => (int)_minima[0];

    /// <inheritdoc/>
    public override string ToString() => Kind.ToString();
}
