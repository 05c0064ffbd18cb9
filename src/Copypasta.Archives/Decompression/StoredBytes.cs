using System.Security.Cryptography;

namespace Copypasta.Archives;

/// <summary>An input's bytes as stored: counted, hashed and reported as they pass, in one go with reading them.</summary>
internal sealed class StoredBytes(Stream inner, Action<long>? onBytes) : ReadOnlyStream
{
    // GZipStream asks for 8 KiB at a time, too little for a system call and a progress report each.
    private readonly byte[] _buffer = new byte[128 * 1024];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int _start;
    private int _end;

    /// <summary>Told how many bytes have been read since the last call.</summary>
    public Action<long>? OnBytes { get; set; } = onBytes;

    /// <summary>Stored bytes read so far.</summary>
    public long Count { get; private set; }

    /// <summary>The SHA-256 of what has been read, lower-case hexadecimal; call it once, after <see cref="DrainAsync"/>.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <summary>Reads what no decoder asked for, so that count and hash are those of the whole input.</summary>
    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        do
        {
            _start = _end = 0;
        }
        while (await FillAsync(cancellationToken).ConfigureAwait(false));
    }

    public override int Read(Span<byte> buffer)
    {
        if (_start == _end)
        {
            _start = 0;
            Account(_buffer.AsSpan(0, _end = inner.Read(_buffer)));
        }

        return Take(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_start < _end)
        {
            return Take(buffer.Span);
        }

        if (buffer.Length >= _buffer.Length)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            Account(buffer.Span[..read]);
            return read;
        }

        _start = _end = 0;
        await FillAsync(cancellationToken).ConfigureAwait(false);
        return Take(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        _end = await inner.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
        Account(_buffer.AsSpan(0, _end));
        return _end > 0;
    }

    private int Take(Span<byte> destination)
    {
        var n = Math.Min(destination.Length, _end - _start);
        _buffer.AsSpan(_start, n).CopyTo(destination);
        _start += n;
        return n;
    }

    private void Account(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        _hash.AppendData(bytes);
        Count += bytes.Length;
        OnBytes?.Invoke(bytes.Length);
    }
}
