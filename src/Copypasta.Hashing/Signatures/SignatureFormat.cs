using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text;

namespace Copypasta.Hashing;

/// <summary>The binary form of signatures, as <see cref="MinHashSignature"/> documents it: all but what the lanes mean.</summary>
internal static class SignatureFormat
{
    private const int HeaderLengthInBytes = 24;
    private const int ChecksumLengthInBytes = 4;
    private const byte Version = 1;

    private static ReadOnlySpan<byte> Magic => "CPSG"u8;

    public static int LengthInBytes(string algorithm, SignatureKind kind, int payload) =>
        HeaderLengthInBytes + algorithm.Length + kind.ProfileUtf8.Length + payload + ChecksumLengthInBytes;

    /// <summary>Writes all that stands before the lanes; returns where they go.</summary>
    public static Span<byte> WriteHeader(Span<byte> form, string algorithm, SignatureKind kind, int bits)
    {
        var profile = kind.ProfileUtf8;
        Magic.CopyTo(form);
        form[4] = Version;
        form[5] = (byte)algorithm.Length;
        BinaryPrimitives.WriteUInt16LittleEndian(form[6..], (ushort)profile.Length);
        form[8] = (byte)kind.Shingle.Unit;
        form[9] = (byte)kind.Shingle.Size;
        form[10] = (byte)bits;
        form[11] = 0;
        BinaryPrimitives.WriteInt32LittleEndian(form[12..], kind.Lanes);
        BinaryPrimitives.WriteUInt64LittleEndian(form[16..], kind.Seed);
        Encoding.ASCII.GetBytes(algorithm, form[HeaderLengthInBytes..]);
        profile.CopyTo(form[(HeaderLengthInBytes + algorithm.Length)..]);
        return form[(HeaderLengthInBytes + algorithm.Length + profile.Length)..^ChecksumLengthInBytes];
    }

    /// <summary>Writes the form of lanes of 32 bits; returns its length.</summary>
    /// <exception cref="ArgumentException">The span is too short; nothing was written.</exception>
    public static int WriteLanes(Span<byte> destination, SignatureKind kind, ReadOnlySpan<uint> lanes)
    {
        var length = LengthInBytes(kind.Algorithm, kind, LanesLength(lanes.Length, 32));
        CheckRoom(destination, length);
        var payload = WriteHeader(destination[..length], kind.Algorithm, kind, 32);
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(payload[(lane * sizeof(uint))..], lanes[lane]);
        }

        Seal(destination[..length]);
        return length;
    }

    /// <summary>Reads the form of lanes of 32 bits at the start of a span.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? ReadLanes(ReadOnlySpan<byte> source, string algorithm, out SignatureKind kind, out uint[] lanes, out int lengthInBytes)
    {
        var error = Read(source, algorithm, LanesLength, out var form);
        (kind, lengthInBytes) = (form.Kind, form.LengthInBytes);
        lanes = error is null ? new uint[kind.Lanes] : [];
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            lanes[lane] = BinaryPrimitives.ReadUInt32LittleEndian(form.Payload[(lane * sizeof(uint))..]);
        }

        return error;
    }

    /// <summary>Bytes of lanes of 32 bits, 0 for others.</summary>
    public static int LanesLength(int lanes, int bits) => bits == 32 ? lanes * sizeof(uint) : 0;

    /// <exception cref="ArgumentException">The span is too short.</exception>
    public static void CheckRoom(Span<byte> destination, int length)
    {
        if (destination.Length < length)
        {
            throw new ArgumentException($"The signature takes {length} bytes; the span holds {destination.Length}.", nameof(destination));
        }
    }

    /// <summary>Writes the checksum of a form that is complete but for it.</summary>
    public static void Seal(Span<byte> form) =>
        BinaryPrimitives.WriteUInt32LittleEndian(form[^ChecksumLengthInBytes..], Checksum(form[..^ChecksumLengthInBytes]));

    /// <summary>Reads the form at the start of a span; bytes behind it are another's.</summary>
    /// <param name="source">Any bytes.</param>
    /// <param name="algorithm">The id asked for.</param>
    /// <param name="payloadLength">Bytes of the lanes, by their number and bits each; 0 for bits that the algorithm does not have.</param>
    /// <param name="form">What was read.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Read(ReadOnlySpan<byte> source, string algorithm, Func<int, int, int> payloadLength, out Form form)
    {
        form = default;
        if (source.Length < HeaderLengthInBytes)
        {
            return Magic.StartsWith(source[..Math.Min(source.Length, Magic.Length)]) ? CutOff(source.Length, HeaderLengthInBytes) : NoSignature;
        }

        if (!source.StartsWith(Magic))
        {
            return NoSignature;
        }

        if (source[4] != Version)
        {
            return $"The signature is of version {source[4]}; this library reads version {Version}.";
        }

        var profileAt = HeaderLengthInBytes + source[5];
        var payloadAt = profileAt + BinaryPrimitives.ReadUInt16LittleEndian(source[6..]);
        if (source.Length < payloadAt)
        {
            return CutOff(source.Length, payloadAt);
        }

        var name = source[HeaderLengthInBytes..profileAt];
        if (!Ascii.Equals(name, algorithm))
        {
            return $"The signature is of the algorithm {Encoding.Latin1.GetString(name)}, not of {algorithm}.";
        }

        var lanes = BinaryPrimitives.ReadUInt32LittleEndian(source[12..]);
        var payload = lanes is 0 or > MinHashOptions.MaxLanes ? 0 : payloadLength((int)lanes, source[10]);
        if (payload == 0)
        {
            return $"The signature claims {lanes} lanes of {source[10]} bits; {algorithm} has no such thing.";
        }

        var length = payloadAt + payload + ChecksumLengthInBytes;
        if (source.Length < length)
        {
            return CutOff(source.Length, length);
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(source[(length - ChecksumLengthInBytes)..]) != Checksum(source[..(length - ChecksumLengthInBytes)]))
        {
            return "The signature is damaged: its checksum differs.";
        }

        if (!TryReadKind(algorithm == BBitMinHash.Algorithm ? MinHash.Algorithm : algorithm, source, source[profileAt..payloadAt], (int)lanes, out var kind))
        {
            return "The signature names a shingle or a profile that cannot be.";
        }

        form = new Form(kind, source[10], source.Slice(payloadAt, payload), length);
        return null;
    }

    /// <summary>What is wrong with bytes that go on behind a form of so many, or null where they do not.</summary>
    public static string? Rest(ReadOnlySpan<byte> source, int lengthInBytes) =>
        source.Length == lengthInBytes ? null : $"The signature takes {lengthInBytes} bytes, and {source.Length - lengthInBytes} more follow it.";

    /// <summary>CRC-32C (Castagnoli; RFC 3720, appendix B.4): every error of up to 32 bits in a row is found.</summary>
    internal static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }

    private static bool TryReadKind(string algorithm, ReadOnlySpan<byte> header, ReadOnlySpan<byte> profile, int lanes, [NotNullWhen(true)] out SignatureKind? kind)
    {
        var shingle = new Shingle((ShingleUnit)header[8], header[9]);
        kind = null;
        if (!shingle.IsValid || header[11] != 0 || profile.Length is 0 or > SignatureKind.MaxProfileLengthInBytes || !System.Text.Unicode.Utf8.IsValid(profile))
        {
            return false;
        }

        kind = new SignatureKind(algorithm, lanes, BinaryPrimitives.ReadUInt64LittleEndian(header[16..]), shingle, Encoding.UTF8.GetString(profile));
        return true;
    }

    private const string NoSignature = "These bytes are no signature.";

    private static string CutOff(int present, int needed) => $"The signature is cut off: {present} bytes of at least {needed}.";

    /// <summary>What a form says.</summary>
    internal readonly ref struct Form(SignatureKind kind, int bits, ReadOnlySpan<byte> payload, int lengthInBytes)
    {
        public SignatureKind Kind { get; } = kind;

        public int Bits { get; } = bits;

        public ReadOnlySpan<byte> Payload { get; } = payload;

        public int LengthInBytes { get; } = lengthInBytes;
    }
}
