using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Archives;

/// <summary>A field of a record that is being parsed. It is one number: parts that are stored one by one and read together at once have to be waited for.</summary>
internal readonly record struct CsvField
{
    private readonly ulong _bits;

    /// <param name="start">First byte of its content, from the start of the record.</param>
    /// <param name="length">Bytes of its content, quotes around it left out.</param>
    /// <param name="hasDoubledQuotes">Whether quotes in it are doubled.</param>
    public CsvField(int start, int length, bool hasDoubledQuotes) => _bits = ((ulong)(uint)start << 32) | ((uint)length << 1) | (hasDoubledQuotes ? 1u : 0);

    /// <summary>First byte of its content, from the start of the record.</summary>
    public int Start => (int)(_bits >> 32);

    /// <summary>Bytes of its content, quotes around it left out.</summary>
    public int Length => (int)((uint)_bits >> 1);

    /// <summary>Whether quotes in it are doubled.</summary>
    public bool HasDoubledQuotes => (_bits & 1) != 0;
}

internal enum CsvOutcome
{
    /// <summary>A whole record.</summary>
    Record,

    /// <summary>The data ends inside the record.</summary>
    Incomplete,

    /// <summary>A quoted field is not closed before the input ends.</summary>
    Unclosed,

    /// <summary>A closing quote is not followed by a delimiter or a line end.</summary>
    TextAfterQuote,
}

/// <summary>
/// RFC 4180 for any one-byte delimiter: fields in double quotes may hold delimiters, line ends and doubled quotes; a quote inside an unquoted field is a
/// character as any other. Records end with LF or CR LF; if the header ends with CR alone, with CR too, otherwise a lone CR is content.
/// </summary>
internal readonly struct CsvSyntax(byte delimiter, bool endsWithCarriageReturn)
{
    public byte Delimiter => delimiter;

    /// <summary>Whether a CR alone ends a record.</summary>
    public bool EndsWithCarriageReturn => endsWithCarriageReturn;

    /// <summary>Finds the fields of the record that the data begins with.</summary>
    /// <param name="data">The input from the record's first byte.</param>
    /// <param name="isFinal">Whether the input ends where the data ends.</param>
    /// <param name="quoting">Whether quotes have a meaning.</param>
    /// <param name="fields">Receives the fields, as many as it has room for.</param>
    /// <param name="count">Number of fields of the record, also those beyond the room.</param>
    /// <param name="length">Bytes of the record with its line end.</param>
    [MethodImpl(Jit.AtOnce)]
    public CsvOutcome Parse(ReadOnlySpan<byte> data, bool isFinal, bool quoting, Span<CsvField> fields, out int count, out int length)
    {
        count = 0;
        length = 0;
        var position = 0;
        while (true)
        {
            CsvField field;
            if (quoting && position < data.Length && data[position] == (byte)'"')
            {
                var quote = Find(data, position + 1, (byte)'"', (byte)'"');
                if (quote >= 0 && quote + 1 < data.Length && data[quote + 1] != (byte)'"')
                {
                    field = new CsvField(position + 1, quote - position - 1, false);
                }
                else
                {
                    var outcome = ParseQuoted(data, isFinal, position + 1, out field);
                    if (outcome != CsvOutcome.Record)
                    {
                        return outcome;
                    }
                }

                position = field.Start + field.Length + 1;
            }
            else
            {
                var end = endsWithCarriageReturn ? FindAny(data, position) : Find(data, position, delimiter, (byte)'\n');
                if (end < 0)
                {
                    if (!isFinal)
                    {
                        return CsvOutcome.Incomplete;
                    }

                    end = data.Length;
                }

                // The CR of a CR LF is found by its LF: a search for two bytes is faster than one for three.
                var isLineEnd = end == data.Length || data[end] == (byte)'\n';
                var content = isLineEnd && end > position && data[end - 1] == (byte)'\r' ? end - 1 : end;
                field = new CsvField(position, content - position, false);
                position = end;
            }

            if (count < fields.Length)
            {
                fields[count] = field;
            }

            count++;

            if (position == data.Length)
            {
                length = position;
                return isFinal ? CsvOutcome.Record : CsvOutcome.Incomplete;
            }

            var next = data[position];
            if (next == delimiter)
            {
                position++;
                continue;
            }

            if (next == (byte)'\n')
            {
                length = position + 1;
                return CsvOutcome.Record;
            }

            if (next != (byte)'\r')
            {
                return CsvOutcome.TextAfterQuote;
            }

            if (position + 1 == data.Length)
            {
                length = position + 1;
                return isFinal ? CsvOutcome.Record : CsvOutcome.Incomplete;
            }

            var lineFeedFollows = data[position + 1] == (byte)'\n';
            if (!lineFeedFollows && !endsWithCarriageReturn)
            {
                return CsvOutcome.TextAfterQuote;
            }

            length = position + (lineFeedFollows ? 2 : 1);
            return CsvOutcome.Record;
        }
    }

    /// <summary>Index after the first line's end, or -1 if the data holds none.</summary>
    public int LineLength(ReadOnlySpan<byte> data, bool isFinal)
    {
        var end = endsWithCarriageReturn ? data.IndexOfAny((byte)'\r', (byte)'\n') : data.IndexOf((byte)'\n');
        if (end < 0 || data[end] == (byte)'\n')
        {
            return end + 1 > 0 ? end + 1 : -1;
        }

        if (end + 1 == data.Length)
        {
            return isFinal ? end + 1 : -1;
        }

        return data[end + 1] == (byte)'\n' ? end + 2 : end + 1;
    }

    /// <summary>Line ends in a record as read.</summary>
    public int CountLines(ReadOnlySpan<byte> record)
        => endsWithCarriageReturn
            ? record.Count((byte)'\r') + record.Count((byte)'\n') - record.Count("\r\n"u8)
            : record.Count((byte)'\n');

    /// <summary>
    /// Index of the first of two bytes, -1 if there is none. Most fields are shorter than a vector, and for these the call of a general search costs
    /// more than the search: the first 32 bytes are compared in place.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Find(ReadOnlySpan<byte> data, int position, byte a, byte b)
    {
        if (Vector256.IsHardwareAccelerated && data.Length - position >= Vector256<byte>.Count)
        {
            Vector256<byte> block = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(data), (nuint)position);
            var hits = (Vector256.Equals(block, Vector256.Create(a)) | Vector256.Equals(block, Vector256.Create(b))).ExtractMostSignificantBits();
            if (hits != 0)
            {
                return position + BitOperations.TrailingZeroCount(hits);
            }

            position += Vector256<byte>.Count;
        }

        var found = data[position..].IndexOfAny(a, b);
        return found < 0 ? -1 : position + found;
    }

    private int FindAny(ReadOnlySpan<byte> data, int position)
    {
        var found = data[position..].IndexOfAny(delimiter, (byte)'\n', (byte)'\r');
        return found < 0 ? -1 : position + found;
    }

    /// <summary>Copies a field's content, doubled quotes made single.</summary>
    /// <returns>Bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> content, Span<byte> destination)
    {
        var written = 0;
        while (true)
        {
            var quote = content.IndexOf((byte)'"');
            if (quote < 0)
            {
                content.CopyTo(destination[written..]);
                return written + content.Length;
            }

            content[..(quote + 1)].CopyTo(destination[written..]);
            written += quote + 1;
            content = content[(quote + 2)..];
        }
    }

    [MethodImpl(Jit.AtOnce)]
    private static CsvOutcome ParseQuoted(ReadOnlySpan<byte> data, bool isFinal, int start, out CsvField field)
    {
        var doubled = false;
        var position = start;
        while (true)
        {
            var quote = data[position..].IndexOf((byte)'"');
            if (quote < 0)
            {
                field = default;
                return isFinal ? CsvOutcome.Unclosed : CsvOutcome.Incomplete;
            }

            position += quote + 1;
            if (position < data.Length && data[position] == (byte)'"')
            {
                doubled = true;
                position++;
                continue;
            }

            field = new CsvField(start, position - 1 - start, doubled);
            return position < data.Length || isFinal ? CsvOutcome.Record : CsvOutcome.Incomplete;
        }
    }
}
