using System.Runtime.CompilerServices;

namespace Copypasta.Archives;

/// <summary>
/// Reads lines of JSON, an object each: a record, or a page of records. A damaged line costs that line. Lines without a fault are read by an index of all there are in the
/// window, or, if they are like one before them, by comparing them with that; <see cref="JsonScan"/> defines what they are, and tells what is wrong with the others.
/// </summary>
[SkipLocalsInit] // Scans are large, and set what they use.
internal sealed class JsonLines(RecordCursor cursor, JsonUnits units, int maxRecordBytes) : IRecordReader
{
    private const int MaxPatience = 63;

    private readonly JsonIndex? _index = units.IsPage ? null : new JsonIndex();

    // Pieces in which no line is learned, and how many there were after the last attempt: where one cannot be, the next ones seldom can.
    private int _pause;
    private int _patience;

    // Behind a fault, before the end of its line.
    private bool _isSkipping;

    public IReadOnlyList<string> Columns { get; init; } = [];

    public IReadOnlyDictionary<string, string> Mapping => units.Mapping;

    [MethodImpl(Jit.AtOnce)]
    public int Read(ReadOnlySpan<byte> window, bool isFinal, PostBatch batch)
    {
        var position = 0;
        while (position < window.Length && !cursor.HasManyRejects)
        {
            var rest = window[position..];
            var taken = 0;
            if (_index is not null && !_isSkipping)
            {
                taken = ReadAlike(rest, batch);
                if (taken == 0 && units.HasLearned && !isFinal && rest.Length < Math.Min(maxRecordBytes, JsonIndex.MaxBytes) && !rest.Contains((byte)'\n'))
                {
                    // It may be like the others once there is more of it, and need not be looked at until then; one much longer than they are is, for it may be damaged from the start.
                    break;
                }

                taken = taken != 0 ? taken : ReadIndexed(_index, rest, isFinal, batch);
            }

            taken = taken != 0 ? taken : ReadLine(rest, isFinal, batch);

            if (taken < 0)
            {
                break;
            }

            position += taken;
        }

        return position;
    }

    /// <summary>Reads those of the lines that the data begins with which are like the line learned.</summary>
    /// <returns>Their bytes; 0 if the first is none, -1 if the batch is full.</returns>
    [MethodImpl(Jit.AtOnce)]
    private int ReadAlike(ReadOnlySpan<byte> rest, PostBatch batch)
    {
        var position = 0;
        while (true)
        {
            var taken = units.ReadAlike(rest[position..], batch);
            if (taken <= 0)
            {
                return position > 0 ? position : taken;
            }

            cursor.Skip(taken, 1);
            position += taken;
        }
    }

    /// <summary>Reads what the index has of the lines that the data begins with.</summary>
    /// <returns>Their bytes; 0 if the first is not in the index or the batch is full.</returns>
    [MethodImpl(Jit.AtOnce)]
    private int ReadIndexed(JsonIndex index, ReadOnlySpan<byte> rest, bool isFinal, PostBatch batch)
    {
        index.Find(rest);
        var tokens = index.Tokens;
        var position = 0;
        var isLearning = _pause-- <= 0;
        for (var token = 0; token < tokens.Length;)
        {
            // White space may stand before the token.
            var brace = token;
            var taken = (tokens[token] & ~JsonIndex.IsEscaped) == position ? units.ReadIndexed(rest, tokens, ref token, batch) : 0;
            if (taken > 0)
            {
                if (isLearning)
                {
                    units.Learn(rest, tokens, brace);
                    _pause = _patience = units.HasLearned ? 0 : Math.Min((_patience * 2) + 1, MaxPatience);
                    isLearning = false;
                }

                cursor.Skip(taken, 1);
                position += taken;
                continue;
            }

            do
            {
                taken = taken < 0 ? taken : ReadLine(rest[position..], isFinal, batch);
                if (taken < 0)
                {
                    return position;
                }

                position += taken;
            }
            while (_isSkipping);
            while (token < tokens.Length && (tokens[token] & ~JsonIndex.IsEscaped) < position)
            {
                token++;
            }
        }

        return position;
    }

    /// <summary>Reads a line, or white space before a record; returns its bytes, -1 if more are needed or the batch is full.</summary>
    [MethodImpl(Jit.AtOnce)]
    private int ReadLine(ReadOnlySpan<byte> rest, bool isFinal, PostBatch batch)
    {
        if (_isSkipping)
        {
            var end = rest.IndexOf((byte)'\n');
            _isSkipping = end < 0;
            return Pass(rest[..(end < 0 ? rest.Length : end + 1)]);
        }

        var data = rest[..(int)Math.Min(rest.Length, maxRecordBytes + 1L)];
        var isEnd = isFinal && data.Length == rest.Length;
        if (data[0] != (byte)'{')
        {
            return ReadOther(rest, data, isEnd);
        }

        switch (units.Read(data, isLine: true, isEnd, batch))
        {
            case JsonOutcome.Whole when units.Length < rest.Length:
                units.SkipLine(units.Length + 1);
                return units.Length + 1;
            case JsonOutcome.Whole when isEnd:
                return Pass(rest);
            case JsonOutcome.Damaged:
                _isSkipping = true;
                return Pass(rest[..units.Length]);
            default:
                return -1;
        }
    }

    /// <summary>A blank line, white space before a record, or something else.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadOther(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> data, bool isEnd)
    {
        var white = data.IndexOfAnyExcept(JsonSigns.White);
        if (white != 0)
        {
            return Pass(white < 0 ? data : data[..white]);
        }

        var scan = new JsonScan(data, 0, isLine: true, stackalloc int[JsonTokens.Room]);
        if (scan.SkipValue())
        {
            scan.SkipWhite();
            _ = scan.Peek() is '\n' or -1 || scan.Refuse();
        }

        if (scan.Peek() < 0 && !isEnd)
        {
            if (data.Length <= maxRecordBytes)
            {
                return -1;
            }

            cursor.Reject(Reasons.TooLong(maxRecordBytes));
        }
        else
        {
            cursor.Reject(scan.Fault == JsonFault.None ? JsonReasons.NotAnObject : JsonReasons.Of(scan, isLine: true));
        }

        _isSkipping = true;
        return Pass(rest[..scan.At]);
    }

    private int Pass(ReadOnlySpan<byte> bytes)
    {
        units.Skip(bytes);
        return bytes.Length;
    }
}
