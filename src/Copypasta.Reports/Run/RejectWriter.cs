using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Copypasta.Reports;

/// <summary>
/// Writes <c>rejects.jsonl</c> while the inputs are read: <c>{"source","row","line","offset","reason"}</c>, one object a rejected
/// record. Safe for concurrent use. The stream is left open.
/// </summary>
public sealed class RejectWriter : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _lock = new();
    private readonly Stream _output;
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 12);
    private readonly Utf8JsonWriter _json;
    private long _count;

    /// <summary>Writes to a stream, buffering a few kilobytes.</summary>
    public RejectWriter(Stream output)
    {
        _output = output;
        _json = new Utf8JsonWriter(_buffer, Options);
    }

    /// <summary>Number of rejects written so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Writes one reject.</summary>
    /// <param name="source">The input's path as given.</param>
    /// <param name="row">1-based record number in the source; below 1 where unknown, which is written as null.</param>
    /// <param name="line">1-based line number in the decompressed source; below 1 where unknown, which is written as null.</param>
    /// <param name="offset">Byte offset in the decompressed source; negative where unknown, which is written as null.</param>
    /// <param name="reason">What is wrong with the record.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(string source, long row, long line, long offset, string reason)
    {
        lock (_lock)
        {
            _json.Reset();
            _json.WriteStartObject();
            _json.WriteString("source"u8, source);
            WritePlace("row"u8, row, 1);
            WritePlace("line"u8, line, 1);
            WritePlace("offset"u8, offset, 0);
            _json.WriteString("reason"u8, reason);
            _json.WriteEndObject();
            _json.Flush();
            _buffer.Write("\n"u8);
            _count++;
            if (_buffer.WrittenCount >= 1 << 11)
            {
                Drain();
            }
        }
    }

    /// <summary>Hands what is buffered to the stream, which is not flushed.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Flush()
    {
        lock (_lock)
        {
            Drain();
        }
    }

    /// <summary>Drops what was not flushed: a file that failed is not published.</summary>
    public void Dispose() => _json.Dispose();

    private void WritePlace(ReadOnlySpan<byte> name, long value, long lowest)
    {
        if (value >= lowest)
        {
            _json.WriteNumber(name, value);
        }
        else
        {
            _json.WriteNull(name);
        }
    }

    private void Drain()
    {
        _output.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }
}
