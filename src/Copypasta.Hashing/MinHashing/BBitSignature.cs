using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Copypasta.Hashing;

/// <summary>
/// A packed signature (<see cref="BBitMinHash"/>) that knows what it is a signature of: 16 to 256 bytes for 128 lanes. Signatures of different kinds, or packed to
/// different bits, are refused. Immutable; equal by value. Made by <see cref="MinHashSignature.Pack"/>.
/// </summary>
public sealed class BBitSignature : IEquatable<BBitSignature>
{
    private readonly ulong[] _words;

    internal BBitSignature(SignatureKind kind, int bits, ulong[] words) => (Kind, Bits, _words) = (kind, bits, words);

    /// <summary>What the signature was made with, before packing.</summary>
    public SignatureKind Kind { get; }

    /// <summary>Bits of a lane: 1, 2, 4, 8 or 16.</summary>
    public int Bits { get; }

    /// <summary>The packed lanes.</summary>
    public ReadOnlySpan<ulong> Words => _words;

    /// <summary>Length of the binary form.</summary>
    public int LengthInBytes => SignatureFormat.LengthInBytes(BBitMinHash.Algorithm, Kind, _words.Length * sizeof(ulong));

    /// <summary>Estimates the Jaccard similarity of the two sets.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException">The kinds or the bits differ.</exception>
    public JaccardEstimate EstimateJaccard(BBitSignature other)
    {
        ArgumentNullException.ThrowIfNull(other);
        SignatureKind.CheckSame((Kind, Bits), (other.Kind, other.Bits));
        return BBitMinHash.Estimate(_words, other._words, Kind.Lanes, Bits);
    }

    /// <summary>Writes the binary form, as <see cref="MinHashSignature"/> documents it.</summary>
    /// <param name="destination">At least <see cref="LengthInBytes"/> long; nothing behind that is written.</param>
    /// <returns>The number of bytes written: <see cref="LengthInBytes"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; nothing was written.</exception>
    public int Write(Span<byte> destination)
    {
        var length = LengthInBytes;
        SignatureFormat.CheckRoom(destination, length);
        var payload = SignatureFormat.WriteHeader(destination[..length], BBitMinHash.Algorithm, Kind, Bits);
        for (var i = 0; i < _words.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(payload[(i * sizeof(ulong))..], _words[i]);
        }

        SignatureFormat.Seal(destination[..length]);
        return length;
    }

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
    /// <returns>False for anything but a whole, undamaged signature of <c>bbit-minhash32/1</c>; <see cref="Read"/> says why.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, [NotNullWhen(true)] out BBitSignature? signature, out int bytesRead) =>
        Parse(source, out signature, out bytesRead) is null;

    /// <summary>Reads the binary form; for one that others follow there is <see cref="TryRead"/>, which says how long it is.</summary>
    /// <param name="source">Any bytes.</param>
    /// <exception cref="InvalidDataException">They are not a whole, undamaged signature of <c>bbit-minhash32/1</c>, or go on behind it; the message says what is wrong.</exception>
    public static BBitSignature Read(ReadOnlySpan<byte> source) =>
        (Parse(source, out var signature, out var length) ?? SignatureFormat.Rest(source, length)) is { } error ? throw new InvalidDataException(error) : signature!;

    /// <summary>Whether kind, bits and lanes are the same.</summary>
    public bool Equals(BBitSignature? other) =>
        ReferenceEquals(this, other) || (other is not null && Kind == other.Kind && Bits == other.Bits && _words.AsSpan().SequenceEqual(other._words));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BBitSignature);

    /// <inheritdoc/>
    public override int GetHashCode() => _words[0].GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"{BBitMinHash.Algorithm} of {Bits} bits, {Kind}";

    private static string? Parse(ReadOnlySpan<byte> source, out BBitSignature? signature, out int bytesRead)
    {
        (signature, bytesRead) = (null, 0);
        if (SignatureFormat.Read(source, BBitMinHash.Algorithm, PayloadLength, out var form) is { } error)
        {
            return error;
        }

        var words = new ulong[form.Payload.Length / sizeof(ulong)];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(form.Payload[(i * sizeof(ulong))..]);
        }

        // Bits beyond the last lane would count as lanes.
        var used = form.Kind.Lanes * form.Bits % 64;
        if (used != 0 && words[^1] >> used != 0)
        {
            return "The signature has bits beyond its last lane.";
        }

        (signature, bytesRead) = (new BBitSignature(form.Kind, form.Bits, words), form.LengthInBytes);
        return null;
    }

    private static int PayloadLength(int lanes, int bits) => BBitMinHash.AreBits(bits) ? BBitMinHash.WordCount(lanes, bits) * sizeof(ulong) : 0;
}
