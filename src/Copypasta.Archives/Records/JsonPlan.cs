using System.Text;

namespace Copypasta.Archives;

/// <summary>A mapping made ready: all paths in one tree, a cell for each.</summary>
internal sealed class JsonPlan
{
    private readonly Dictionary<string, int> _cells = [];
    private readonly JsonLayout _layout;

    public JsonPlan(FieldPlan plan, JsonMapping mapping, JsonLayout layout)
    {
        _layout = layout;
        Tables = [.. layout.Tables.Select(_ => new JsonTable())];
        Slots = new JsonSlotSource[plan.Count][];
        for (var i = 0; i < Slots.Length; i++)
        {
            var sources = i < plan.Fields.Length ? mapping.Fields.GetValueOrDefault(plan.Fields[i], []) : [plan.Name(i)];
            Slots[i] = [.. sources.Where(IsPossible).Select(source => Compile(source, i == (int)PostField.Repost, i >= plan.Fields.Length))];
        }

        Only = [.. mapping.Only.Select(only => (CellOf(only.Path, JsonTaking.First), only.Values.Select(Encoding.UTF8.GetBytes).ToArray()))];
        NotPosts = [.. mapping.NotPosts.Select(path => CellOf(path, JsonTaking.First))];
        Placeholders = [.. mapping.Placeholders.Select(Encoding.UTF8.GetBytes)];
        IsTextOptional = mapping.IsTextOptional;
        CellCount = _cells.Count;

        _cells.Clear();
        foreach (var path in layout.Records)
        {
            Node(Unit, path.Replace("[]", "", StringComparison.Ordinal)).HoldsRecords = true;
        }

        for (var i = 0; i < layout.Tables.Length; i++)
        {
            (_, var path, var key, var value) = layout.Tables[i];
            var node = Node(Unit, path);
            var values = value.Split('|');
            node.Stage = new JsonStage { KeyCell = NewCell(), ValueCells = [.. values.Select(_ => NewCell())], Table = Tables[i] };
            node.Stage.Cells.AddRange([node.Stage.KeyCell, .. node.Stage.ValueCells]);
            Node(node, key).AddTarget(new JsonTarget(node.Stage.KeyCell, JsonTaking.First));
            for (var j = 0; j < values.Length; j++)
            {
                Node(node, values[j]).AddTarget(new JsonTarget(node.Stage.ValueCells[j], JsonTaking.First));
            }
        }

        UnitCellCount = _cells.Count;
    }

    /// <summary>The tree of a record's paths.</summary>
    public JsonPathNode Record { get; } = new();

    public int CellCount { get; }

    /// <summary>The tree of a unit's records and tables.</summary>
    public JsonPathNode Unit { get; } = new();

    public int UnitCellCount { get; }

    /// <summary>Sources by slot of <see cref="FieldPlan"/>.</summary>
    public JsonSlotSource[][] Slots { get; }

    public JsonTable[] Tables { get; }

    public (int Cell, byte[][] Values)[] Only { get; }

    public int[] NotPosts { get; }

    public byte[][] Placeholders { get; }

    public bool IsTextOptional { get; }

    /// <summary>Whether the layout has what the source names: records outside pages have no tables.</summary>
    private bool IsPossible(JsonSource source)
        => (source.Table is null || Array.Exists(_layout.Tables, table => table.Name == source.Table))
            && Array.TrueForAll(source.Parts, part => part[0] != '$' || Array.Exists(_layout.Context, context => context.Name == part[1..]));

    private JsonSlotSource Compile(JsonSource source, bool isRepost, bool isRaw)
    {
        // Any of several values can say that a post is a repost, and a column is carried whole.
        var taking = isRepost || source.Shape is JsonShape.List or JsonShape.Names or JsonShape.First ? JsonTaking.Elements : isRaw ? JsonTaking.Each : JsonTaking.First;
        JsonPart[] parts =
        [
            .. source.Parts.Select(part => part[0] switch
            {
                '\'' => new JsonPart(Encoding.UTF8.GetBytes(part[1..]), -1, -1, false),
                '$' => new JsonPart([], -1, Array.FindIndex(_layout.Context, context => context.Name == part[1..]), false),
                '?' => new JsonPart([], CellOf(part[1..], taking), -1, true),
                _ => new JsonPart([], CellOf(part, taking), -1, false),
            }),
        ];
        return new JsonSlotSource
        {
            Source = source,
            IsRaw = isRaw,
            Separator = isRaw ? ", "u8.ToArray() : Encoding.UTF8.GetBytes(source.Separator),
            Table = source.Table is null ? null : Tables[Array.FindIndex(_layout.Tables, table => table.Name == source.Table)],
            Parts = parts,
            PlainCell = parts is [{ IsTest: false } only] && source is { Table: null, Shape: JsonShape.Plain } ? only.Cell : -1,
        };
    }

    private int CellOf(string path, JsonTaking taking)
    {
        var name = $"{path} {taking}";
        if (_cells.TryGetValue(name, out var cell))
        {
            return cell;
        }

        _cells.Add(name, cell = _cells.Count);
        var condition = path.IndexOf('[', StringComparison.Ordinal);
        if (condition < 0)
        {
            Node(Record, path).AddTarget(new JsonTarget(cell, taking));
            // twarc and spreadsheets flatten "user.id_str" into one name with a dot in it.
            if (path.Contains('.', StringComparison.Ordinal))
            {
                Record.Child(path).AddTarget(new JsonTarget(cell, taking));
            }

            return cell;
        }

        // path[key=value].rest
        var close = path.IndexOf(']', condition);
        var node = Node(Record, path[..condition]);
        var test = path[(condition + 1)..close].Split('=');
        if (node.Stage is null)
        {
            node.Stage = new JsonStage { KeyCell = NewCell() };
            node.Stage.Cells.Add(node.Stage.KeyCell);
            Node(node, test[0]).AddTarget(new JsonTarget(node.Stage.KeyCell, JsonTaking.First));
        }

        var staged = NewCell();
        node.Stage.Cells.Add(staged);
        Node(node, path[(close + 2)..]).AddTarget(new JsonTarget(staged, JsonTaking.First));
        node.Stage.Moves.Add((Encoding.UTF8.GetBytes(test[1]), staged, new JsonTarget(cell, taking)));
        return cell;
    }

    private int NewCell()
    {
        var cell = _cells.Count;
        _cells.Add($"[{cell}]", cell);
        return cell;
    }

    private static JsonPathNode Node(JsonPathNode node, string path)
    {
        foreach (var name in path.Split('.'))
        {
            node = node.Child(name);
        }

        return node;
    }
}

/// <summary>A part of a source: a literal, a cell, or an index into the context.</summary>
internal readonly record struct JsonPart(byte[] Literal, int Cell, int Context, bool IsTest);

/// <summary>A source made ready.</summary>
internal sealed class JsonSlotSource
{
    public required JsonSource Source { get; init; }

    public required JsonPart[] Parts { get; init; }

    public required byte[] Separator { get; init; }

    public required JsonTable? Table { get; init; }

    /// <summary>Whether objects and arrays are taken as they are: those of <see cref="FieldPlan.Columns"/>.</summary>
    public required bool IsRaw { get; init; }

    /// <summary>The cell of a source that is one path to a plain value; -1 for any other.</summary>
    public required int PlainCell { get; init; }

    /// <summary>The cell of the first part, which is a path.</summary>
    public int FirstCell => Parts[0].Cell;

    /// <summary>Whether it gave a value so far.</summary>
    public bool IsUsed { get; set; }
}
