using System.Diagnostics.CodeAnalysis;

namespace Copypasta.Hashing;

/// <summary>
/// A Fast Similarity Sketch that knows what it is a sketch of, for keeping, sending and comparing: sketches of different kinds are refused, never silently compared. Immutable; equal by value.
/// That of a union cannot be had from two of them; <see cref="MinHashSignature"/> can be merged.
/// </summary>
public sealed class FastSimilaritySignature : IEquatable<FastSimilaritySignature>
{
    private readonly uint[] _values;

    /// <summary>Makes a signature of a sketch that was computed or stored elsewhere.</summary>
    /// <param name="kind">What it was made with.</param>
    /// <param name="values">As many values as the kind has lanes; they are copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="kind"/> is null.</exception>
    /// <exception cref="ArgumentException">The kind is none of <c>fss32/1</c>, or there are more or fewer values than lanes.</exception>
    public FastSimilaritySignature(SignatureKind kind, ReadOnlySpan<uint> values)
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (kind.Algorithm != FastSimilaritySketch.Algorithm)
        {
            throw new ArgumentException($"A sketch is of {FastSimilaritySketch.Algorithm}; this kind is [{kind}].", nameof(kind));
        }

        if (values.Length != kind.Lanes)
        {
            throw new ArgumentException($"A sketch of this kind has {kind.Lanes} lanes; there are {values.Length} values.", nameof(values));
        }

        (Kind, _values) = (kind, values.ToArray());
    }

    private FastSimilaritySignature(SignatureKind kind, uint[] values) => (Kind, _values) = (kind, values);

    /// <summary>A signature that takes over an array.</summary>
    internal static FastSimilaritySignature Own(SignatureKind kind, uint[] values) => new(kind, values);

    /// <summary>What the sketch was made with.</summary>
    public SignatureKind Kind { get; }

    /// <summary>The sketch, one value per lane.</summary>
    public ReadOnlySpan<uint> Values => _values;

    /// <summary>Length of the binary form.</summary>
    public int LengthInBytes => SignatureFormat.LengthInBytes(FastSimilaritySketch.Algorithm, Kind, SignatureFormat.LanesLength(_values.Length, 32));

    /// <summary>
    /// Estimates the Jaccard similarity of the two sets. The standard error and the interval stated are those of as many independent lanes, which is the most that they can be:
    /// <see cref="FastSimilaritySketch.Variance"/> tells how much less they are where the size of the union is known.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException">The kinds differ.</exception>
    public JaccardEstimate EstimateJaccard(FastSimilaritySignature other)
    {
        ArgumentNullException.ThrowIfNull(other);
        SignatureKind.CheckSame(Kind, other.Kind);
        return MinHash.Estimate(_values, other._values);
    }

    /// <summary>Writes the binary form, as <see cref="MinHashSignature"/> documents it.</summary>
    /// <param name="destination">At least <see cref="LengthInBytes"/> long; nothing behind that is written.</param>
    /// <returns>The number of bytes written: <see cref="LengthInBytes"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; nothing was written.</exception>
    public int Write(Span<byte> destination) => SignatureFormat.WriteLanes(destination, Kind, _values);

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
    /// <returns>False for anything but a whole, undamaged signature of <c>fss32/1</c>; <see cref="Read"/> says why.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, [NotNullWhen(true)] out FastSimilaritySignature? signature, out int bytesRead)
    {
        var error = SignatureFormat.ReadLanes(source, FastSimilaritySketch.Algorithm, out var kind, out var values, out bytesRead);
        signature = error is null ? new FastSimilaritySignature(kind, values) : null;
        return error is null;
    }

    /// <summary>Reads the binary form; for one that others follow there is <see cref="TryRead"/>, which says how long it is.</summary>
    /// <param name="source">Any bytes.</param>
    /// <exception cref="InvalidDataException">They are not a whole, undamaged signature of <c>fss32/1</c>, or go on behind it; the message says what is wrong.</exception>
    public static FastSimilaritySignature Read(ReadOnlySpan<byte> source) =>
        (SignatureFormat.ReadLanes(source, FastSimilaritySketch.Algorithm, out var kind, out var values, out var length) ?? SignatureFormat.Rest(source, length)) is { } error
            ? throw new InvalidDataException(error)
            : new FastSimilaritySignature(kind, values);

    /// <summary>Whether kind and values are the same.</summary>
    public bool Equals(FastSimilaritySignature? other) =>
        ReferenceEquals(this, other) || (other is not null && Kind == other.Kind && _values.AsSpan().SequenceEqual(other._values));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FastSimilaritySignature);

    // The values are hashes already.
    /// <inheritdoc/>
    public override int GetHashCode() => (int)_values[0];

    /// <inheritdoc/>
    public override string ToString() => Kind.ToString();
}
