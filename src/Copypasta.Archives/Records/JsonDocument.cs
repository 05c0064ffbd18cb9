using System.Buffers;
using System.Runtime.CompilerServices;

namespace Copypasta.Archives;

/// <summary>
/// Reads documents of JSON whose records lie in arrays, one after the other, with or without line ends between. Behind a fault the reader goes on where the next record begins
/// as the first one did; where no record has shown how one begins, behind the brackets of the damaged one. Closing brackets that miss at the end are one reject, unless a reject
/// before them has said so; so are objects behind the last damage of which none begins as the first record did.
/// </summary>
[SkipLocalsInit] // Scans are large, and set what they use.
internal sealed class JsonDocument : IRecordReader
{
    private const int MaxSignatureBytes = 256;
    private const int MaxRoute = 32;

    private static readonly SearchValues<byte> s_white = SearchValues.Create(" \t\r\n"u8);
    private static readonly SearchValues<byte> s_nested = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> s_scalarEnd = SearchValues.Create(",]} \t\r\n"u8);

    private readonly RecordCursor _cursor;
    private readonly JsonUnits _units;
    private readonly JsonRoute _root;
    private readonly int _maxRecordBytes;
    private State _state = State.Value;
    private readonly Level[] _levels = new Level[MaxRoute];
    private int _depth;
    private JsonRoute? _route;

    // Where the last unit was, to go on there after damage.
    private readonly Level[] _unitLevels = new Level[MaxRoute];
    private int _unitDepth = -1;
    private JsonRoute? _unitRoute;
    private byte[] _signature = [];
    private bool _hasGivenUp;

    // Of a search: whether it has passed an object behind the fault, which may be a record that begins in another way, and how many bytes there are to the fault.
    private bool _hasPassedObject;
    private int _toFault;

    // The last byte passed that is no white space.
    private byte _before;

    // Inside a value that nobody wants.
    private int _skipDepth;
    private bool _isSkippingString;
    private bool _isSkippingScalar;

    public JsonDocument(RecordCursor cursor, JsonUnits units, JsonLayout layout, int maxRecordBytes)
    {
        _cursor = cursor;
        _units = units;
        _maxRecordBytes = maxRecordBytes;
        _route = _root = JsonRoute.Of(layout);
    }

    private enum State
    {
        /// <summary>A value begins, whose place is <see cref="_route"/>; at the root, after white space, or nothing more.</summary>
        Value,

        /// <summary>In a container, before its first item or after an item.</summary>
        Next,

        /// <summary>In a value that nobody wants.</summary>
        Skip,

        /// <summary>Behind damage, before the next record.</summary>
        Search,

        /// <summary>The end of the input has been seen to.</summary>
        Ended,
    }

    public IReadOnlyList<string> Columns { get; init; } = [];

    public IReadOnlyDictionary<string, string> Mapping => _units.Mapping;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    public int Read(ReadOnlySpan<byte> window, bool isFinal, PostBatch batch)
    {
        var position = 0;
        while (position < window.Length)
        {
            var taken = Step(window[position..], isFinal, batch);
            if (taken < 0)
            {
                return position;
            }

            position += taken;
        }

        if (isFinal && _state != State.Ended)
        {
            if (_state == State.Search ? _hasPassedObject : _depth > 0 || _state == State.Skip)
            {
                _cursor.Reject(_state == State.Search ? JsonReasons.Passed : JsonReasons.Unclosed);
            }

            _state = State.Ended;
        }

        return position;
    }

    /// <summary>Takes one step through a document; returns its bytes, -1 if more are needed or the batch is full.</summary>
    private int Step(ReadOnlySpan<byte> rest, bool isFinal, PostBatch batch)
    {
        if (_state == State.Skip)
        {
            return SkipValue(rest, isFinal);
        }

        if (_state == State.Search)
        {
            return Search(rest, isFinal);
        }

        var white = rest.IndexOfAnyExcept(s_white);
        if (white != 0)
        {
            return Pass(white < 0 ? rest : rest[..white]);
        }

        var data = rest[..(int)Math.Min(rest.Length, _maxRecordBytes + 1L)];
        var isEnd = isFinal && data.Length == rest.Length;
        return _state == State.Next ? ReadNext(data, isEnd) : ReadValue(data, isEnd, batch);
    }

    private int ReadNext(ReadOnlySpan<byte> data, bool isEnd)
    {
        ref var level = ref _levels[_depth - 1];
        var scan = new JsonScan(data, 0, isLine: false, stackalloc int[JsonTokens.Room]);
        var step = level.IsArray ? scan.NextElement(level.IsFirst) : scan.NextProperty(level.IsFirst);
        if (step == JsonStep.Item && scan.At == data.Length && !isEnd && data.Length <= _maxRecordBytes)
        {
            // White space may go on.
            return -1;
        }

        switch (step)
        {
            case JsonStep.Close:
                _depth--;
                EndValue();
                return Pass(data[..scan.At]);
            case JsonStep.Item:
                _route = level.IsArray ? level.Route.Elements : level.Route.Find(data.Slice(scan.StringStart, scan.NameLength));
                level.IsFirst = false;
                _state = State.Value;
                return Pass(data[..scan.At]);
            default:
                if (scan.Fault == JsonFault.End && !isEnd && data.Length <= _maxRecordBytes)
                {
                    return -1;
                }

                _units.Context.Clear();
                _cursor.Reject(ReasonOf(scan, data));
                return Damaged(data, Math.Max(level.IsArray ? 0 : 1, scan.StringStart), scan.At);
        }
    }

    private int ReadValue(ReadOnlySpan<byte> data, bool isEnd, PostBatch batch)
    {
        var route = _route;
        var isObject = data[0] == (byte)'{';
        if (route is { IsUnit: true } && isObject)
        {
            return ReadUnit(data, isEnd, batch);
        }

        if (route is not null && (isObject ? route.HasChildren : data[0] == (byte)'[' && route.Elements is not null) && _depth < MaxRoute)
        {
            if (isObject && route.HoldsContext)
            {
                _units.Context.Clear();
            }

            _levels[_depth++] = new Level(route, !isObject);
            _state = State.Next;
            return Pass(data[..1]);
        }

        if (route is { IsUnit: true } or { Context: >= 0 } || _depth == 0)
        {
            return ReadOther(data, isEnd, route);
        }

        _state = State.Skip;
        return 0;
    }

    private int ReadUnit(ReadOnlySpan<byte> data, bool isEnd, PostBatch batch)
    {
        var outcome = _units.Read(data, isLine: false, isEnd, batch);
        if (outcome is JsonOutcome.Incomplete or JsonOutcome.Full)
        {
            return -1;
        }

        if (_signature.Length == 0)
        {
            // Of the record up to its end or its fault alone: how much of the input is there behind is chance.
            _signature = SignatureOf(data[..Math.Min(data.Length, _units.Length)]);
        }

        _unitRoute = _route;
        _unitDepth = _depth;
        _levels.AsSpan(0, _depth).CopyTo(_unitLevels);
        if (outcome == JsonOutcome.Damaged)
        {
            if (_signature.Length == 0 && (_units.Length < data.Length || !isEnd))
            {
                // Nothing has shown how records begin, and its brackets alone tell where this one ends.
                _state = State.Skip;
                return 0;
            }

            return Damaged(data, _units.Resume, _units.Length);
        }

        EndValue();
        return Pass(data[.._units.Length]);
    }

    /// <summary>A value where a record should be, or one that encloses records.</summary>
    private int ReadOther(ReadOnlySpan<byte> data, bool isEnd, JsonRoute? route)
    {
        var scan = new JsonScan(data, 0, isLine: false, stackalloc int[JsonTokens.Room]);
        var isWhole = scan.SkipValue();
        // A number that ends where the data ends may go on.
        if (scan.At == data.Length && !isEnd && data.Length <= _maxRecordBytes)
        {
            return -1;
        }

        if (!isWhole)
        {
            _cursor.Reject(ReasonOf(scan, data));
            return Damaged(data, Math.Max(1, scan.StringStart), scan.At);
        }

        if (route is { Context: >= 0 })
        {
            var isString = data[0] == (byte)'"';
            _units.Context.Set(route.Context, isString ? data.Slice(scan.StringStart, scan.StringLength) : data[..scan.At], isString && scan.IsEscaped);
        }
        else
        {
            _cursor.Reject(JsonReasons.NotAnObject);
        }

        EndValue();
        return Pass(data[..scan.At]);
    }

    /// <summary>Why a scan stopped; data longer than a record may be ends there, not the input.</summary>
    private string ReasonOf(in JsonScan scan, ReadOnlySpan<byte> data)
        => scan.Fault == JsonFault.End && data.Length > _maxRecordBytes ? Reasons.TooLong(_maxRecordBytes) : JsonReasons.Of(scan, isLine: false);

    private void EndValue()
    {
        _state = _depth == 0 ? State.Value : State.Next;
        _route = _root;
    }

    /// <summary>Goes over to the search for the next record, from a place behind the beginning of what was rejected, and perhaps before its fault.</summary>
    private int Damaged(ReadOnlySpan<byte> data, int resume, int fault)
    {
        resume = Math.Min(data.Length, resume);
        (_state, _hasPassedObject, _toFault) = (State.Search, false, Math.Max(0, fault - resume));
        return Pass(data[..resume]);
    }

    private int Search(ReadOnlySpan<byte> rest, bool isFinal)
    {
        if (_signature.Length == 0)
        {
            return GiveUp(rest);
        }

        var at = 0;
        while (true)
        {
            var next = rest[at..].IndexOf(_signature);
            if (next < 0)
            {
                break;
            }

            at += next;
            if (SolidBefore(rest, at) is (byte)',' or (byte)'[' or (byte)'}')
            {
                (_route, _depth) = (_unitRoute, _unitDepth);
                _unitLevels.AsSpan(0, _depth).CopyTo(_levels);
                _state = State.Value;
                return Pass(rest[..at]);
            }

            at++;
        }

        // A signature may begin in the last bytes.
        var passed = rest[..(isFinal ? rest.Length : Math.Max(0, rest.Length - _signature.Length + 1))];
        if (passed.IsEmpty)
        {
            return -1;
        }

        _hasPassedObject = _hasPassedObject || HasObject(passed, from: Math.Min(passed.Length, _toFault));
        _toFault = Math.Max(0, _toFault - passed.Length);
        return Pass(passed);
    }

    /// <summary>Whether an object begins behind a comma or another object, from a place on.</summary>
    private bool HasObject(ReadOnlySpan<byte> passed, int from)
    {
        while (true)
        {
            var next = passed[from..].IndexOf((byte)'{');
            if (next < 0 || SolidBefore(passed, from + next) is (byte)',' or (byte)'}')
            {
                return next >= 0;
            }

            from += next + 1;
        }
    }

    /// <summary>The last byte before a place that is no white space.</summary>
    private byte SolidBefore(ReadOnlySpan<byte> rest, int at)
    {
        var solid = rest[..at].LastIndexOfAnyExcept(s_white);
        return solid < 0 ? _before : rest[solid];
    }

    /// <summary>Passes what lies behind damage before any record; if there are objects, which may be records, the first has a reject that says so.</summary>
    private int GiveUp(ReadOnlySpan<byte> rest)
    {
        var brace = _hasGivenUp ? -1 : rest.IndexOf((byte)'{');
        if (brace == 0)
        {
            _hasGivenUp = true;
            _cursor.Reject(JsonReasons.Lost);
        }

        return Pass(brace > 0 ? rest[..brace] : rest);
    }

    /// <summary>What a record begins with, up to its first name: with its white space it tells records from objects inside them.</summary>
    private static byte[] SignatureOf(ReadOnlySpan<byte> unit)
    {
        var quote = unit.IndexOf((byte)'"');
        var close = quote < 0 ? -1 : unit[(quote + 1)..].IndexOf((byte)'"');
        var length = quote + close + 2;
        return close < 0 || length > MaxSignatureBytes || unit[1..quote].ContainsAnyExcept(s_white) || !unit[length..].TrimStart(" \t\r\n"u8).StartsWith(":"u8) ? [] : unit[..length].ToArray();
    }

    /// <summary>Steps over what it can of a value that nobody wants; such values can be larger than any window, and only their brackets and strings are looked at.</summary>
    private int SkipValue(ReadOnlySpan<byte> rest, bool isFinal)
    {
        var at = 0;
        while (at < rest.Length)
        {
            if (_isSkippingString)
            {
                var end = rest[at..].IndexOfAny((byte)'"', (byte)'\\');
                if (end < 0)
                {
                    at = rest.Length;
                    break;
                }

                at += end;
                if (rest[at] == (byte)'\\')
                {
                    if (at + 2 > rest.Length && !isFinal)
                    {
                        break;
                    }

                    at = Math.Min(rest.Length, at + 2);
                    continue;
                }

                _isSkippingString = false;
                at++;
            }
            else if (!_isSkippingScalar && (_skipDepth > 0 || rest[at] is (byte)'"' or (byte)'{' or (byte)'['))
            {
                var next = rest[at..].IndexOfAny(s_nested);
                if (next < 0)
                {
                    at = rest.Length;
                    break;
                }

                at += next;
                var special = rest[at++];
                _isSkippingString = special == (byte)'"';
                _skipDepth += special is (byte)'{' or (byte)'[' ? 1 : _isSkippingString ? 0 : -1;
            }
            else
            {
                // A number or a word; the signs of containers end it.
                var end = rest[at..].IndexOfAny(s_scalarEnd);
                at = end < 0 ? rest.Length : at + end;
                _isSkippingScalar = end < 0;
                if (!_isSkippingScalar)
                {
                    EndValue();
                }

                break;
            }

            if (_skipDepth == 0 && !_isSkippingString)
            {
                EndValue();
                break;
            }
        }

        return at == 0 && _state == State.Skip ? -1 : Pass(rest[..at]);
    }

    private int Pass(ReadOnlySpan<byte> bytes)
    {
        _units.Skip(bytes);
        var solid = bytes.LastIndexOfAnyExcept(s_white);
        _before = solid < 0 ? _before : bytes[solid];
        return bytes.Length;
    }

    /// <summary>A container that encloses records.</summary>
    private record struct Level(JsonRoute Route, bool IsArray)
    {
        public bool IsFirst = true;
    }
}
