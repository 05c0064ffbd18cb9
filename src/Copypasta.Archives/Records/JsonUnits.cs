using System.Runtime.CompilerServices;

namespace Copypasta.Archives;

/// <summary>How the reading of a unit ended.</summary>
internal enum JsonOutcome
{
    /// <summary>All of it was read.</summary>
    Whole,

    /// <summary>The window ends inside it.</summary>
    Incomplete,

    /// <summary>The batch is full; the same unit has to be offered again.</summary>
    Full,

    /// <summary>It was read up to a fault; what cannot be read was rejected.</summary>
    Damaged,
}

/// <summary>
/// Reads units: what is checked as a whole and lies in the window as a whole. A unit is a record, or a page that holds records and what they refer to; the records of a
/// page cut off or damaged are read up to that place.
/// </summary>
[SkipLocalsInit] // Scans are large, and set what they use.
internal sealed class JsonUnits
{
    private readonly RecordCursor _cursor;
    private readonly JsonPlan _plan;
    private readonly JsonPosts _posts;
    private readonly JsonCells _cells;
    private readonly JsonWalk _record;
    private readonly JsonIndexWalk _indexed;
    private readonly JsonPattern _pattern;
    private readonly JsonWalk _unit;
    private readonly bool _isUnitRecord;
    private readonly int _maxRecordBytes;

    // Whether the posts know what lines like the one learned have.
    private bool _isExpected;

    // Where the reading of a page stands when a batch is full.
    private bool _isResuming;
    private JsonOutcome _outcome;
    private string _problem = "";
    private int _range;
    private int _inRange = -1;
    private bool _isPending;
    private int _reported;

    public JsonUnits(RecordCursor cursor, TimeReader times, FieldPlan fields, JsonMapping mapping, JsonLayout layout, int maxRecordBytes)
    {
        _cursor = cursor;
        _maxRecordBytes = maxRecordBytes;
        _isUnitRecord = layout.IsUnitRecord;
        IsPage = layout.Records.Length > 0;
        Context = new JsonContext(layout.Context.Length);
        _plan = new JsonPlan(fields, mapping, layout);
        _posts = new JsonPosts(cursor, times, fields, _plan, Context);
        _cells = new JsonCells(_plan.CellCount);
        _record = new JsonWalk(_plan.Record, _cells);
        _indexed = new JsonIndexWalk(_plan.Record, _cells);
        _pattern = new JsonPattern(_plan.Record, _cells);
        _unit = new JsonWalk(_plan.Unit, new JsonCells(_plan.UnitCellCount));
    }

    /// <summary>Whether a unit is a page.</summary>
    public bool IsPage { get; }

    /// <summary>What encloses the units.</summary>
    public JsonContext Context { get; }

    /// <summary>Field to the paths that gave a value so far.</summary>
    public IReadOnlyDictionary<string, string> Mapping => _posts.Mapping;

    /// <summary>Bytes of the unit last read, if it was whole; else where the fault is.</summary>
    public int Length { get; private set; }

    /// <summary>Where to look for what follows a damaged unit: before the fault if that lies behind a string which may have begun in the wrong place.</summary>
    public int Resume { get; private set; }

    /// <summary>Set to show times to the time reader instead of adding posts.</summary>
    public bool IsObserving { get; set; }

    /// <summary>Reads the object at the start of the data.</summary>
    /// <param name="data">The window from the unit on, at most one byte more than a unit may have.</param>
    /// <param name="isLine">Whether the unit ends with its line.</param>
    /// <param name="isFinal">Whether the input ends where the data ends.</param>
    /// <param name="batch">Where posts go.</param>
    [MethodImpl(Jit.AtOnce)]
    public JsonOutcome Read(ReadOnlySpan<byte> data, bool isLine, bool isFinal, PostBatch batch)
    {
        if (_isResuming)
        {
            return ReadPage(data, batch);
        }

        if (IsPage)
        {
            foreach (var table in _plan.Tables)
            {
                table.Clear();
            }
        }

        var scan = new JsonScan(data, 0, isLine, stackalloc int[JsonTokens.Room]);
        var walk = IsPage ? _unit : _record;
        var isWhole = walk.Read(ref scan, data) && EndsWell(ref scan, isLine);
        Length = scan.At;
        Resume = Math.Max(1, scan.StringStart);
        // A line that ends where the window ends may go on.
        if (isWhole ? isLine && Length == data.Length && Length <= _maxRecordBytes && !isFinal : scan.Fault == JsonFault.End)
        {
            if (data.Length > _maxRecordBytes)
            {
                _cursor.Reject(Reasons.TooLong(_maxRecordBytes));
                return JsonOutcome.Damaged;
            }

            if (!isFinal || isWhole)
            {
                return JsonOutcome.Incomplete;
            }
        }

        if (isWhole && Length > _maxRecordBytes)
        {
            _cursor.Reject(Reasons.TooLong(_maxRecordBytes));
            return JsonOutcome.Damaged;
        }

        _outcome = isWhole ? JsonOutcome.Whole : JsonOutcome.Damaged;
        if (IsPage)
        {
            _problem = isWhole ? "" : JsonReasons.Of(scan, isLine) + JsonReasons.OfPage;
            (_range, _inRange, _reported) = (0, -1, 0);
            return ReadPage(data, batch);
        }

        if (!isWhole)
        {
            _cursor.Reject(JsonReasons.Of(scan, isLine));
            return _outcome;
        }

        return Add(data, isExpected: false, batch) ? _outcome : JsonOutcome.Full;
    }

    /// <summary>Reads a line that is in an index, if it is a record without a fault.</summary>
    /// <param name="data">The piece that was indexed.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="token">The number of the line's first token, which becomes that of the token behind its line feed.</param>
    /// <param name="batch">Where posts go.</param>
    /// <returns>Bytes of the line; 0 if it is no such record, negative if the batch is full.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadIndexed(ReadOnlySpan<byte> data, ReadOnlySpan<int> tokens, ref int token, PostBatch batch)
    {
        var start = tokens[token] & ~JsonIndex.IsEscaped;
        var end = data[start] == (byte)'{' ? _indexed.Read(data, tokens, token) : -1;
        if (end < 0 || data[tokens[end] & ~JsonIndex.IsEscaped] != (byte)'\n')
        {
            return 0;
        }

        var length = tokens[end] - start;
        if (length > _maxRecordBytes)
        {
            return 0;
        }

        if (!Add(data, isExpected: false, batch))
        {
            return -1;
        }

        token = end + 1;
        return length + 1;
    }

    /// <summary>Has the next lines compared with a line that was read from an index.</summary>
    /// <param name="data">The piece that was indexed.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="token">The number of the line's first token.</param>
    public void Learn(ReadOnlySpan<byte> data, ReadOnlySpan<int> tokens, int token)
    {
        _pattern.Learn(data, tokens, token);
        _isExpected = false;
    }

    /// <summary>Whether there is a line that others are compared with.</summary>
    public bool HasLearned => _pattern.HasLearned;

    /// <summary>Reads a line if it is a record like the one learned.</summary>
    /// <returns>Bytes of the line with its end; 0 if it is no such record, negative if the batch is full.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadAlike(ReadOnlySpan<byte> data, PostBatch batch)
    {
        var length = _pattern.Read(data);
        if (length == 0 || length - 1 > _maxRecordBytes)
        {
            return 0;
        }

        if (!_isExpected)
        {
            _posts.Expect(_pattern.IsFilled);
            _isExpected = true;
        }

        return Add(data, isExpected: true, batch) ? length : -1;
    }

    /// <summary>Whether nothing but the end of the line follows, if the unit ends with it.</summary>
    private static bool EndsWell(ref JsonScan scan, bool isLine)
    {
        if (!isLine)
        {
            return true;
        }

        scan.SkipWhite();
        return scan.Peek() is '\n' or -1 || scan.Refuse();
    }

    private bool Add(ReadOnlySpan<byte> data, bool isExpected, PostBatch batch)
    {
        if (IsObserving)
        {
            _posts.Observe(data, _cells);
            return true;
        }

        return _posts.TryAdd(data, _cells, isExpected, batch);
    }

    private JsonOutcome ReadPage(ReadOnlySpan<byte> data, PostBatch batch)
    {
        _isResuming = true;
        var isRejected = false;
        if (_unit.Records.Count == 0 && _problem.Length == 0)
        {
            if (!_isUnitRecord)
            {
                _cursor.CountNotPost();
            }
            else if (!ReadRecord(data, 0, batch, out _, ref isRejected))
            {
                return JsonOutcome.Full;
            }
        }

        for (; _range < _unit.Records.Count; _range++, _inRange = -1)
        {
            (var start, var end) = _unit.Records[_range];
            if (data[start] != (byte)'[')
            {
                if (!ReadRecord(data, start, batch, out _, ref isRejected))
                {
                    return JsonOutcome.Full;
                }

                continue;
            }

            while (_isPending || NextElement(data, start, end))
            {
                _isPending = !ReadRecord(data, _inRange, batch, out var length, ref isRejected);
                if (_isPending)
                {
                    return JsonOutcome.Full;
                }

                _inRange = isRejected ? end : _inRange + length;
            }
        }

        if (_problem.Length > 0 && !isRejected)
        {
            Report(data, Length);
            _cursor.Reject(_problem);
        }

        _isResuming = false;
        Resume = Math.Max(Resume, _reported);
        return _outcome;
    }

    /// <summary>Moves to the next element of an array of records, which has been checked up to its end.</summary>
    private bool NextElement(ReadOnlySpan<byte> data, int start, int end)
    {
        if (_inRange >= end)
        {
            return false;
        }

        var isFirst = _inRange < 0;
        var scan = new JsonScan(data[..end], isFirst ? start + 1 : _inRange, isLine: false, stackalloc int[JsonTokens.Room]);
        if (scan.NextElement(isFirst) != JsonStep.Item || scan.At >= end)
        {
            return false;
        }

        _inRange = scan.At;
        return true;
    }

    /// <summary>Reads a record of a page; false if the batch is full.</summary>
    private bool ReadRecord(ReadOnlySpan<byte> data, int start, PostBatch batch, out int length, ref bool isRejected)
    {
        Report(data, start);
        var scan = new JsonScan(data, start, isLine: false, stackalloc int[JsonTokens.Room]);
        if (scan.Peek() != '{')
        {
            var isValue = scan.SkipValue() && scan.At <= Length;
            length = scan.At - start;
            isRejected |= !isValue;
            _cursor.Reject(isValue ? JsonReasons.NotAnObject : _problem.Length > 0 ? _problem : JsonReasons.Of(scan, isLine: false));
            return true;
        }

        var isWhole = _record.Read(ref scan, data) && scan.At <= Length;
        length = scan.At - start;
        if (!isWhole)
        {
            isRejected = true;
            _cursor.Reject(_problem.Length > 0 ? _problem : JsonReasons.Of(scan, isLine: false));
            return true;
        }

        if (!Add(data, isExpected: false, batch))
        {
            return false;
        }

        // The cursor moves on when the next record is at hand, and past what stands between, too.
        _cursor.Places?.End(length);
        return true;
    }

    /// <summary>Moves the cursor, so that rejects tell where in a page they are.</summary>
    private void Report(ReadOnlySpan<byte> data, int at)
    {
        if (at > _reported)
        {
            var passed = data[_reported..at];
            _cursor.Skip(passed.Length, passed.Count((byte)'\n'));
            _reported = at;
        }
    }

    /// <summary>Moves the cursor behind a whole line, of which some may have been reported.</summary>
    public void SkipLine(int bytes)
    {
        _cursor.Skip(bytes - _reported, 1);
        _reported = 0;
    }

    /// <summary>Moves the cursor behind bytes of which some may have been reported.</summary>
    public void Skip(ReadOnlySpan<byte> passed)
    {
        var rest = passed[Math.Min(passed.Length, _reported)..];
        _cursor.Skip(passed.Length - _reported, rest.Count((byte)'\n'));
        _reported = 0;
    }
}

/// <summary>The reasons that readers of JSON give.</summary>
internal static class JsonReasons
{
    public const string NotAnObject = "not a JSON object";

    public const string Lost = "not read, nor what follows it: behind damage, and no record before it shows how records begin";

    public const string Passed = "not read, nor what follows it: behind damage, up to where a record begins as the first one did";

    public const string OfPage = "; the rest of its page is not read";

    public const string Unclosed = "the input ends before its brackets are closed: it may be cut off";

    public static string Of(in JsonScan scan, bool isLine)
    {
        var place = isLine ? "line" : "record";
        return scan.Fault switch
        {
            JsonFault.TooDeep => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"nested deeper than {JsonScan.MaxDepth} levels at byte {scan.At} of the {place}"),
            JsonFault.End => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"not valid JSON at byte {scan.At} of the {place}: cut off at {Reasons.EndOfInput}"),
            _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"not valid JSON at byte {scan.At} of the {place}"),
        };
    }
}
