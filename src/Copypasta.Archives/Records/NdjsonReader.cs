using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Copypasta.Archives;

/// <summary>
/// Reads one JSON object a line; blank lines are none. Strings lose their escapes, numbers are taken as they are written (64-bit ids never become doubles), null is
/// empty. Paths go through arrays; the first value counts.
/// </summary>
internal sealed class NdjsonReader : IRecordReader
{
    private readonly RecordCursor _cursor;
    private readonly TimeReader _times;
    private readonly string[][] _paths;
    private readonly bool[][] _used;
    private readonly PathNode _root = new();
    private readonly FieldPlan _plan;
    private readonly Value[] _values;
    private readonly int _maxRecordBytes;
    private bool _skipping;

    public NdjsonReader(RecordCursor cursor, TimeReader times, FieldPlan plan, string[][] paths, IReadOnlyCollection<string> found, int maxRecordBytes)
    {
        Columns = [.. found];
        _cursor = cursor;
        _times = times;
        _plan = plan;
        _paths = paths;
        _values = new Value[paths.Length];
        _used = [.. paths.Select(list => new bool[list.Length])];
        _maxRecordBytes = maxRecordBytes;
        for (var field = 0; field < paths.Length; field++)
        {
            for (var rank = 0; rank < paths[field].Length; rank++)
            {
                // twarc and spreadsheets flatten "user.id_str" into one name with a dot in it.
                _root.Add(paths[field][rank].Split('.'), (PostField)field, rank);
                if (paths[field][rank].Contains('.'))
                {
                    _root.Add([paths[field][rank]], (PostField)field, rank);
                }
            }
        }
    }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>The paths that held a value so far; of fields with one path that path.</summary>
    public IReadOnlyDictionary<string, string> Mapping
    {
        get
        {
            var mapping = new Dictionary<string, string>();
            for (var i = 0; i < _paths.Length; i++)
            {
                string[] used = [.. _paths[i].Where((_, rank) => _paths[i].Length == 1 || _used[i][rank])];
                if (used.Length > 0)
                {
                    mapping.TryAdd(_plan.Name(i), string.Join('|', used));
                }
            }

            return mapping;
        }
    }

    /// <summary>Shows the times of the first records to the time reader, so that it knows their order when it reads them.</summary>
    public void Observe(ReadOnlySpan<byte> sample, bool isWhole)
    {
        while (!sample.IsEmpty)
        {
            var end = sample.IndexOf((byte)'\n');
            if (end < 0 && !isWhole)
            {
                return;
            }

            var line = end < 0 ? sample : sample[..end];
            if (TryParse(line) is null && _values[(int)PostField.Time] is { IsPresent: true } time)
            {
                _times.Observe(line.Slice(time.Start, time.Length));
            }

            sample = end < 0 ? default : sample[(end + 1)..];
        }

        foreach (var used in _used)
        {
            Array.Clear(used);
        }
    }

    public int Read(ReadOnlySpan<byte> window, bool isFinal, PostBatch batch)
    {
        var position = 0;
        while (position < window.Length)
        {
            var rest = window[position..];
            if (_skipping)
            {
                position += SkipLine(rest);
                continue;
            }

            var line = rest[..Math.Min(rest.Length, _maxRecordBytes + 1)];
            var end = line.IndexOf((byte)'\n');
            var consumed = end + 1;
            if (end < 0)
            {
                if (line.Length > _maxRecordBytes)
                {
                    _cursor.Reject(Reasons.TooLong(_maxRecordBytes));
                    _skipping = true;
                    continue;
                }

                if (!isFinal)
                {
                    break;
                }

                end = consumed = line.Length;
            }

            line = line[..end];
            if (!line.Trim(" \t\r"u8).IsEmpty && !TryAdd(line, batch))
            {
                break;
            }

            _cursor.Skip(consumed, 1);
            position += consumed;
        }

        return position;
    }

    /// <summary>Adds the line's post or rejects it; false if the batch is full.</summary>
    private bool TryAdd(ReadOnlySpan<byte> line, PostBatch batch)
    {
        var problem = TryParse(line);
        if (problem is null && !_values[(int)PostField.Text].IsPresent)
        {
            problem = $"no field '{string.Join("' or '", _paths[(int)PostField.Text])}'";
        }

        if (problem is not null)
        {
            _cursor.Reject(problem);
            return true;
        }

        var bytes = 0;
        foreach (var value in _values)
        {
            bytes += value.Length;
        }

        if (!batch.TryReserve(bytes))
        {
            return false;
        }

        var carried = batch.NextCarried;
        for (var i = 0; i < carried.Length; i++)
        {
            carried[i] = Write(line, PostFields.AlwaysRead + i, batch);
        }

        var flags = _values[(int)PostField.Repost].IsPresent ? PostFlags.Repost : PostFlags.None;
        var time = _values[(int)PostField.Time];
        batch.Add(new PostRecord
        {
            Time = _times.Read(line.Slice(time.Start, time.Length)),
            Id = _cursor.KeepId(batch, Write(line, (int)PostField.Id, batch)),
            Author = _cursor.KeepAuthor(batch, Write(line, (int)PostField.Author, batch)),
            Language = Write(line, (int)PostField.Language, batch),
            Text = Write(line, (int)PostField.Text, batch),
            Flags = flags,
            Row = _cursor.CountPost(flags),
        });
        return true;
    }

    private FieldRange Write(ReadOnlySpan<byte> line, int slot, PostBatch batch)
    {
        var value = _values[slot];
        var content = line.Slice(value.Start, value.Length);
        return value.IsEscaped ? batch.Commit(JsonLine.Unescape(content, batch.Free)) : batch.Write(content);
    }

    /// <summary>Finds the values of the line; returns what is wrong with it, or null.</summary>
    private string? TryParse(ReadOnlySpan<byte> line)
    {
        Array.Clear(_values);
        var reader = new Utf8JsonReader(line, JsonLine.Options);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return JsonLine.NotAnObject;
            }

            var problem = WalkObject(ref reader, _root);
            // Reads on to see that nothing follows the object.
            while (reader.Read())
            {
            }

            return problem;
        }
        catch (JsonException e)
        {
            return JsonLine.Problem(e);
        }
    }

    private string? WalkObject(ref Utf8JsonReader reader, PathNode node)
    {
        string? problem = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var child = node.Find(ref reader);
            reader.Read();
            if (child is null)
            {
                reader.Skip();
            }
            else
            {
                problem = WalkValue(ref reader, child) ?? problem;
            }
        }

        return problem;
    }

    private string? WalkValue(ref Utf8JsonReader reader, PathNode node)
    {
        string? problem = null;
        foreach ((var field, var rank) in node.Targets)
        {
            problem = Take(ref reader, field, rank) ?? problem;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when node.HasChildren:
                return WalkObject(ref reader, node) ?? problem;
            case JsonTokenType.StartArray when node.HasChildren:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (reader.TokenType == JsonTokenType.StartObject)
                    {
                        problem = WalkObject(ref reader, node) ?? problem;
                    }
                    else
                    {
                        reader.Skip();
                    }
                }

                return problem;
            default:
                reader.Skip();
                return problem;
        }
    }

    private string? Take(ref Utf8JsonReader reader, PostField field, int rank)
    {
        ref var value = ref _values[(int)field];
        if (field == PostField.Repost)
        {
            var repost = reader.TokenType switch
            {
                JsonTokenType.StartObject => true,
                JsonTokenType.True => true,
                JsonTokenType.String or JsonTokenType.Number => RepostValue.IsRepost(reader.ValueSpan),
                _ => false,
            };
            _used[(int)field][rank] = true;
            value = value with { IsPresent = value.IsPresent || repost };
            return null;
        }

        if (value.IsPresent && value.Rank <= rank)
        {
            return null;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                value = new Value(true, rank, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped);
                break;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                value = new Value(true, rank, (int)reader.TokenStartIndex, reader.ValueSpan.Length, false);
                break;
            case JsonTokenType.Null:
                // Present, but any other path's value is better.
                if (!value.IsPresent)
                {
                    value = new Value(true, int.MaxValue, 0, 0, false);
                }

                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray when field == PostField.Text:
                return $"field '{_paths[(int)field][rank]}' is not a string";
            default:
                return null;
        }

        _used[(int)field][rank] = true;
        return null;
    }

    private int SkipLine(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        _skipping = end < 0;
        var consumed = end < 0 ? rest.Length : end + 1;
        _cursor.Skip(consumed, end < 0 ? 0 : 1);
        return consumed;
    }

    /// <summary>Where a field's value lies in the line.</summary>
    private readonly record struct Value(bool IsPresent, int Rank, int Start, int Length, bool IsEscaped);

    /// <summary>The properties that lead to fields.</summary>
    private sealed class PathNode
    {
        private readonly List<(byte[] Name, PathNode Node)> _children = [];
        private readonly List<(PostField Field, int Rank)> _targets = [];

        public bool HasChildren => _children.Count > 0;

        public ReadOnlySpan<(PostField Field, int Rank)> Targets => CollectionsMarshal.AsSpan(_targets);

        public void Add(ReadOnlySpan<string> path, PostField field, int rank)
        {
            if (path.IsEmpty)
            {
                _targets.Add((field, rank));
                return;
            }

            var name = Encoding.UTF8.GetBytes(path[0]);
            var child = _children.Find(entry => entry.Name.AsSpan().SequenceEqual(name)).Node;
            if (child is null)
            {
                _children.Add((name, child = new PathNode()));
            }

            child.Add(path[1..], field, rank);
        }

        public PathNode? Find(ref Utf8JsonReader reader)
        {
            foreach ((var name, var node) in CollectionsMarshal.AsSpan(_children))
            {
                // Names with escapes are rare, and the slow comparison is for them.
                if (reader.ValueIsEscaped ? reader.ValueTextEquals(name) : reader.ValueSpan.SequenceEqual(name))
                {
                    return node;
                }
            }

            return null;
        }
    }
}
