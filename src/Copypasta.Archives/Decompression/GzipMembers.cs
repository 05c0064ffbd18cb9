using System.IO.Compression;

namespace Copypasta.Archives;

/// <summary>
/// Decompresses gzip (RFC 1952), any number of members, and notices a cut-off end.
/// </summary>
/// <remarks>
/// <see cref="GZipStream"/> takes an input that ends inside a member for a complete one, and bytes after a member that are no member for the end. So a
/// small member with known content is appended to the input: if it does not come out last, alone and whole, the input was cut off or has foreign bytes at its end.
/// </remarks>
internal sealed class GzipMembers : ReadOnlyStream
{
    private static readonly byte[] s_seal = "copypasta end of input"u8.ToArray();
    private static readonly byte[] s_sealMember = Seal();

    private readonly SealedInput _input;
    private readonly GZipStream _gzip;
    private readonly byte[] _tail = new byte[s_seal.Length + 1];
    private bool _ended;

    public GzipMembers(Stream inner)
    {
        _input = new SealedInput(inner);
        _gzip = new GZipStream(_input, CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        int read;
        try
        {
            read = _gzip.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e);
        }

        if (!_input.IsSealed)
        {
            return read > 0 ? read : throw Broken();
        }
        // A read that asked for more input returns only bytes that came of that input: nothing but the seal may follow.
        var tail = Stage(buffer[..read]);
        if (read > 0)
        {
            tail += _gzip.ReadAtLeast(_tail.AsSpan(tail), _tail.Length - tail, throwOnEndOfStream: false);
        }

        return CheckSeal(tail);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Stage(ReadOnlySpan<byte> bytes)
    {
        var n = Math.Min(bytes.Length, _tail.Length);
        bytes[..n].CopyTo(_tail);
        return n;
    }

    private int CheckSeal(int length)
    {
        _ended = true;
        return _tail.AsSpan(0, length).SequenceEqual(s_seal)
            ? 0
            : throw Broken();
    }

    // The runtime's words ("unsupported compression method") would send a user looking in the wrong place.
    private static InvalidDataException Damaged(InvalidDataException e) => new("the gzip data is damaged", e);

    private static InvalidDataException Broken() => new("the gzip data is cut off, or followed by bytes that are not gzip");

    private static byte[] Seal()
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write(s_seal);
        }

        return member.ToArray();
    }

    /// <summary>The input followed by the seal.</summary>
    private sealed class SealedInput(Stream inner) : ReadOnlyStream
    {
        private int _sealStart;

        public bool IsSealed { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var read = IsSealed ? 0 : inner.Read(buffer);
            return read > 0 ? read : ReadSeal(buffer);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }

        private int ReadSeal(Span<byte> buffer)
        {
            IsSealed = true;
            var n = Math.Min(buffer.Length, s_sealMember.Length - _sealStart);
            s_sealMember.AsSpan(_sealStart, n).CopyTo(buffer);
            _sealStart += n;
            return n;
        }
    }
}
