using System.Runtime.CompilerServices;

namespace Copypasta.Archives;

/// <summary>
/// Reads documents of JSON whose records lie in arrays, one after the other, with or without line ends between. Behind a damaged record the reader goes on where its brackets end it
/// (<see cref="JsonDamage"/>); where they do not tell, where the next record begins as the first one did; where none has shown how one begins, behind as many closing brackets as
/// were opened. What is passed over that may be a record is one reject, and so are closing brackets that miss at the end, unless a reject before them has said so.
/// </summary>
[SkipLocalsInit] // Scans are large, and set what they use.
internal sealed class JsonDocument : IRecordReader
{
    private const int MaxRoute = 32;

    // Times that bytes are looked at for ends of damaged records, on average; without a bound the same bytes could be looked at for each of many.
    private const int MaxLooked = 4;

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
    private JsonBeginning _beginning = JsonBeginning.Unknown;
    private bool _hasGivenUp;

    // Of damage, from where the reader stands: bytes to where a search for a record begins, which may be before the fault, and to the fault.
    private int _toResume;
    private int _toFault;

    // Whether a search has told of an object behind the fault, which may be a record that begins in another way.
    private bool _hasPassedObject;

    // Bytes looked at for ends of damaged records and not passed over.
    private long _lookedAt;

    // The last byte passed that is no white space.
    private byte _before;

    // Over the value that nobody wants.
    private JsonSkip _skip;

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

        /// <summary>At the beginning of a damaged record, which has been rejected.</summary>
        Damaged,

        /// <summary>In what stands between records and has been rejected.</summary>
        Between,

        /// <summary>Behind damage, before the next record.</summary>
        Search,

        /// <summary>The end of the input has been seen to.</summary>
        Ended,
    }

    public IReadOnlyList<string> Columns { get; init; } = [];

    public IReadOnlyDictionary<string, string> Mapping => _units.Mapping;

    /// <summary>Whether the innermost container is an array of units.</summary>
    private bool IsAmongUnits => _depth > 0 && _levels[_depth - 1] is { IsArray: true, Route.Elements.IsUnit: true };

    [MethodImpl(Jit.AtOnce)]
    public int Read(ReadOnlySpan<byte> window, bool isFinal, PostBatch batch)
    {
        var position = 0;
        while (position < window.Length)
        {
            if (_cursor.HasManyRejects)
            {
                return position;
            }

            var taken = Step(window[position..], isFinal, batch);
            if (taken < 0)
            {
                return position;
            }

            position += taken;
        }

        if (isFinal && _state != State.Ended)
        {
            if (_state is not State.Search and not State.Between && (_depth > 0 || _state == State.Skip))
            {
                _cursor.Reject(JsonReasons.Unclosed);
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
            var skipped = _skip.Over(rest, isFinal, out var hasEnded);
            if (hasEnded)
            {
                EndValue();
            }

            return skipped == 0 && !hasEnded ? -1 : Pass(rest[..skipped]);
        }

        if (_state == State.Search)
        {
            return Search(rest, isFinal);
        }

        if (_state == State.Between)
        {
            return SkipBetween(rest);
        }

        var data = rest[..(int)Math.Min(rest.Length, _maxRecordBytes + 1L)];
        var isEnd = isFinal && data.Length == rest.Length;
        if (_state == State.Damaged)
        {
            return SkipDamaged(data, isEnd);
        }

        var white = rest.IndexOfAnyExcept(JsonSigns.White);
        if (white != 0)
        {
            return Pass(white < 0 ? rest : rest[..white]);
        }

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

                _cursor.Reject(ReasonOf(scan, data));
                if (IsAmongUnits)
                {
                    _state = State.Between;
                    return Pass(data[..scan.At]);
                }

                _units.Context.Clear();
                return Damaged(data, Math.Max(1, scan.StringStart), scan.At);
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

        if (!_beginning.IsKnown)
        {
            // Of the record up to its end or its fault alone: how much of the input is there behind is chance.
            _beginning = JsonBeginning.Of(data[..Math.Min(data.Length, _units.Length)]);
        }

        _unitRoute = _route;
        _unitDepth = _depth;
        _levels.AsSpan(0, _depth).CopyTo(_unitLevels);
        if (outcome == JsonOutcome.Damaged)
        {
            (_state, _toResume, _toFault) = (State.Damaged, _units.Resume, _units.Length);
            return 0;
        }

        EndValue();
        return Pass(data[.._units.Length]);
    }

    /// <summary>Goes behind a record that is damaged, or over to what else there is.</summary>
    private int SkipDamaged(ReadOnlySpan<byte> data, bool isEnd)
    {
        if (_lookedAt <= MaxLooked * _cursor.Offset)
        {
            Span<byte> parents = stackalloc byte[_depth];
            for (var i = 0; i < _depth; i++)
            {
                parents[i] = (byte)(_levels[i].IsArray ? ']' : '}');
            }

            var end = JsonDamage.EndOf(data, _toFault, _toResume, parents, isEnd || data.Length > _maxRecordBytes, out var seen);
            if (end == JsonDamage.Incomplete)
            {
                return -1;
            }

            _lookedAt += seen - end;
            if (end > 0)
            {
                EndValue();
                return Pass(data[..end]);
            }
        }

        if (!_beginning.IsKnown && (_toFault < data.Length || !isEnd))
        {
            // Nothing has shown how records begin.
            _state = State.Skip;
            return 0;
        }

        return Damaged(data, _toResume, _toFault);
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
            if (IsAmongUnits && scan.At == 0)
            {
                _state = State.Between;
                return 0;
            }

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

    /// <summary>Goes over to the object that is the next thing, if there is one.</summary>
    private int SkipBetween(ReadOnlySpan<byte> rest)
    {
        var next = rest.IndexOfAny(JsonSigns.Nested);
        if (next >= 0 && rest[next] == (byte)'{')
        {
            ref var level = ref _levels[_depth - 1];
            level.IsFirst = false;
            (_state, _route) = (State.Value, level.Route.Elements);
        }
        else if (next >= 0 && rest[next] == (byte)'"' && _beginning.IsKnown)
        {
            // The rest of a record without its brace.
            (_state, _toResume, _toFault) = (State.Damaged, 1, 0);
        }
        else if (next >= 0)
        {
            _units.Context.Clear();
            return Damaged(rest, next, next);
        }

        return Pass(next < 0 ? rest : rest[..next]);
    }

    private int Search(ReadOnlySpan<byte> rest, bool isFinal)
    {
        if (!_beginning.IsKnown)
        {
            return GiveUp(rest);
        }

        var next = _beginning.IndexIn(rest, _before);
        // A record may begin in the last bytes.
        var passed = rest[..(next >= 0 ? next : isFinal ? rest.Length : Math.Max(0, rest.Length - _beginning.Length + 1))];
        var other = _hasPassedObject ? -1 : JsonBeginning.IndexOfObject(passed, _before, from: Math.Min(passed.Length, _toFault));
        if (other == 0)
        {
            _hasPassedObject = true;
            _cursor.Reject(JsonReasons.Passed);
        }
        else if (other > 0)
        {
            passed = passed[..other];
        }
        else if (next >= 0)
        {
            (_route, _depth) = (_unitRoute, _unitDepth);
            _unitLevels.AsSpan(0, _depth).CopyTo(_levels);
            _state = State.Value;
        }
        else if (passed.IsEmpty)
        {
            return -1;
        }

        _toFault = Math.Max(0, _toFault - passed.Length);
        return Pass(passed);
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

    private int Pass(ReadOnlySpan<byte> bytes)
    {
        _units.Skip(bytes);
        var solid = bytes.LastIndexOfAnyExcept(JsonSigns.White);
        _before = solid < 0 ? _before : bytes[solid];
        return bytes.Length;
    }

    /// <summary>A container that encloses records.</summary>
    private record struct Level(JsonRoute Route, bool IsArray)
    {
        public bool IsFirst = true;
    }
}
