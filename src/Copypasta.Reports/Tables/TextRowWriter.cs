using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>
/// Writes the rows of one table as CSV (RFC 4180) or JSON Lines over UTF-8 spans: one pooled buffer, nothing allocated per row.
/// Values are given in the order of the columns. Ill-formed UTF-8 is written as U+FFFD, since consumers refuse such a file.
/// </summary>
internal sealed class TextRowWriter : IRowWriter, IDisposable
{
    private const int BufferBytes = 1 << 16;

    // Besides what RFC 8259 asks for, the lead bytes of U+0085, U+2028 and U+2029: some readers take those for line ends.
    private static readonly SearchValues<byte> JsonSpecial = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(i => (byte)i), (byte)'"', (byte)'\\', 0xC2, 0xE2]);

    private static readonly SearchValues<byte> CsvSpecial = SearchValues.Create(",\"\r\n"u8);

    private readonly Stream _output;
    private readonly TableFormat _format;
    private readonly bool _isJsonLines;
    private readonly string[] _columns;
    private readonly byte[][] _names;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private byte[] _repaired = [];
    private int _used;
    private int _column;

    public TextRowWriter(Stream output, TableFormat format, string[] columns)
    {
        _output = output;
        _format = format;
        _isJsonLines = format.IsJsonLines;
        _columns = columns;
        _names = [.. columns.Select((name, i) => Encoding.UTF8.GetBytes($"{(i == 0 ? '{' : ',')}\"{JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\":"))];
    }

    /// <summary>The line of column names that CSV begins with.</summary>
    public void Header()
    {
        if (_isJsonLines)
        {
            return;
        }

        if (_format.CsvMode == CsvMode.Excel)
        {
            Append("\uFEFF"u8);
        }

        for (var i = 0; i < _columns.Length; i++)
        {
            if (i > 0)
            {
                Append((byte)',');
            }

            // Kept columns are named by the input.
            var name = Encoding.UTF8.GetBytes(_columns[i]);
            CsvCell(name, _format.CsvMode != CsvMode.Raw && SpreadsheetGuard.NeedsApostrophe(name));
        }

        Append((byte)'\n');
    }

    /// <inheritdoc/>
    public void Key(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            Missing();
        }
        else
        {
            Value(value, guard: false);
        }
    }

    /// <inheritdoc/>
    public void Key(string ascii)
    {
        Name();
        Reserve(ascii.Length + 2);
        Quote();
        _used += Encoding.ASCII.GetBytes(ascii, _buffer.AsSpan(_used));
        Quote();
    }

    /// <inheritdoc/>
    public void Text(ReadOnlySpan<byte> value) => Value(value, guard: _format.CsvMode != CsvMode.Raw);

    /// <inheritdoc/>
    public void Integer(long value)
    {
        Name();
        Reserve(20);
        value.TryFormat(_buffer.AsSpan(_used), out var length, default, CultureInfo.InvariantCulture);
        _used += length;
    }

    /// <inheritdoc/>
    public void Time(long value)
    {
        Span<byte> text = stackalloc byte[Timestamp.MaxLength];
        var length = Timestamp.Format(value, _format.Zone, text);
        if (length == 0)
        {
            Missing();
            return;
        }

        Name();
        Reserve(length + 2);
        Quote();
        text[..length].CopyTo(_buffer.AsSpan(_used));
        _used += length;
        Quote();
    }

    /// <inheritdoc/>
    public void Similarity(Similarity value)
    {
        Name();
        Reserve(16);
        var digits = _buffer.AsSpan(_used, 8);
        var (one, rest) = Math.DivRem(value.Millionths, 1_000_000);
        digits[0] = (byte)('0' + one);
        digits[1] = (byte)'.';
        rest.TryFormat(digits[2..], out _, "D6", CultureInfo.InvariantCulture);
        _used += 8;
    }

    /// <inheritdoc/>
    public void Real(double value)
    {
        Name();
        Reserve(32);
        value.TryFormat(_buffer.AsSpan(_used), out var length, "G6", CultureInfo.InvariantCulture);
        _used += length;
    }

    /// <inheritdoc/>
    public void Probability(double logarithm)
    {
        Name();
        Append(Encoding.ASCII.GetBytes(RowWriting.ProbabilityText(logarithm)));
    }

    /// <inheritdoc/>
    public void Seconds(long milliseconds)
    {
        Name();
        Reserve(24);
        if (milliseconds < 0)
        {
            _buffer[_used++] = (byte)'-';
        }

        var (seconds, rest) = Math.DivRem(Math.Abs(milliseconds), 1000);
        seconds.TryFormat(_buffer.AsSpan(_used), out var length, default, CultureInfo.InvariantCulture);
        _used += length;
        _buffer[_used++] = (byte)'.';
        rest.TryFormat(_buffer.AsSpan(_used), out length, "D3", CultureInfo.InvariantCulture);
        _used += length;
    }

    /// <inheritdoc/>
    public void Boolean(bool value)
    {
        Name();
        Append(value ? "true"u8 : "false"u8);
    }

    /// <inheritdoc/>
    public void Missing()
    {
        Name();
        if (_isJsonLines)
        {
            Append("null"u8);
        }
    }

    /// <inheritdoc/>
    public void EndRow()
    {
        if (_column != _names.Length)
        {
            throw new InvalidOperationException($"a row of {_column} values in a table of {_names.Length} columns");
        }

        _column = 0;
        if (_isJsonLines)
        {
            Append((byte)'}');
        }

        Append((byte)'\n');
    }

    /// <summary>Hands what is buffered to the stream, which is not flushed.</summary>
    public void Flush()
    {
        _output.Write(_buffer, 0, _used);
        _used = 0;
    }

    /// <summary>Returns the buffers. What was not flushed is dropped: a table that failed is not published.</summary>
    public void Dispose()
    {
        if (_buffer.Length == 0)
        {
            return;
        }

        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        if (_repaired.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_repaired);
        }

        _repaired = [];
    }

    private void Name()
    {
        var column = _column++;
        if (_isJsonLines)
        {
            Append(_names[column]);
        }
        else if (column > 0)
        {
            Append((byte)',');
        }
    }

    private void Quote()
    {
        if (_isJsonLines)
        {
            _buffer[_used++] = (byte)'"';
        }
    }

    private void Value(ReadOnlySpan<byte> value, bool guard)
    {
        Name();
        if (!Utf8.IsValid(value))
        {
            value = Repair(value);
        }

        if (_isJsonLines)
        {
            JsonString(value);
        }
        else
        {
            CsvCell(value, guard && SpreadsheetGuard.NeedsApostrophe(value));
        }
    }

    private void CsvCell(ReadOnlySpan<byte> value, bool apostrophe)
    {
        var quoted = value.ContainsAny(CsvSpecial);
        if (quoted)
        {
            Append((byte)'"');
        }

        if (apostrophe)
        {
            Append((byte)'\'');
        }

        if (!quoted)
        {
            Append(value);
            return;
        }

        for (int i; (i = value.IndexOf((byte)'"')) >= 0; value = value[(i + 1)..])
        {
            Append(value[..(i + 1)]);
            Append((byte)'"');
        }

        Append(value);
        Append((byte)'"');
    }

    private void JsonString(ReadOnlySpan<byte> value)
    {
        Append((byte)'"');
        for (int i; (i = value.IndexOfAny(JsonSpecial)) >= 0;)
        {
            Append(value[..i]);
            value = value[i..];
            var length = 1;
            switch (value[0])
            {
                case (byte)'"':
                    Append("\\\""u8);
                    break;
                case (byte)'\\':
                    Append("\\\\"u8);
                    break;
                case (byte)'\n':
                    Append("\\n"u8);
                    break;
                case (byte)'\r':
                    Append("\\r"u8);
                    break;
                case (byte)'\t':
                    Append("\\t"u8);
                    break;
                case < 0x20:
                    Escape(value[0]);
                    break;
                default:
                    Rune.DecodeFromUtf8(value, out var rune, out length);
                    if (rune.Value is 0x85 or 0x2028 or 0x2029)
                    {
                        Escape(rune.Value);
                    }
                    else
                    {
                        Append(value[..length]);
                    }

                    break;
            }

            value = value[length..];
        }

        Append(value);
        Append((byte)'"');
    }

    private void Escape(int codeUnit)
    {
        Append("\\u"u8);
        Reserve(4);
        codeUnit.TryFormat(_buffer.AsSpan(_used), out var length, "x4", CultureInfo.InvariantCulture);
        _used += length;
    }

    /// <summary>Every maximal ill-formed part becomes U+FFFD, as the Unicode Standard (3.9) and WHATWG recommend.</summary>
    private ReadOnlySpan<byte> Repair(ReadOnlySpan<byte> value)
    {
        if (_repaired.Length < value.Length * 3)
        {
            if (_repaired.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_repaired);
            }

            _repaired = ArrayPool<byte>.Shared.Rent(value.Length * 3);
        }

        var length = 0;
        while (!value.IsEmpty)
        {
            Rune.DecodeFromUtf8(value, out var rune, out var consumed);
            length += rune.EncodeToUtf8(_repaired.AsSpan(length));
            value = value[consumed..];
        }

        return _repaired.AsSpan(0, length);
    }

    private void Append(byte value)
    {
        Reserve(1);
        _buffer[_used++] = value;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _used)
        {
            Flush();
            if (bytes.Length > _buffer.Length)
            {
                _output.Write(bytes);
                return;
            }
        }

        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    private void Reserve(int bytes)
    {
        if (bytes > _buffer.Length - _used)
        {
            Flush();
        }
    }
}
