namespace Copypasta.Archives;

/// <summary>
/// What a reader takes from each record: slots 0 to 5 are the fields that are always read (<see cref="PostFields.AlwaysRead"/>), the slots after them are carried
/// along, first the known fields asked for, then input columns by name, in the order of <see cref="ReaderOptions.Fields"/> and <see cref="ReaderOptions.Columns"/>.
/// </summary>
internal sealed class FieldPlan
{
    private readonly PostField[] _fields;

    public FieldPlan(ReaderOptions options)
    {
        _fields = [.. Enum.GetValues<PostField>().Take(PostFields.AlwaysRead), .. options.Fields];
        Columns = [.. options.Columns];
    }

    /// <summary>Slots in all.</summary>
    public int Count => _fields.Length + Columns.Length;

    /// <summary>Slots that are carried: those from <see cref="PostFields.AlwaysRead"/> on.</summary>
    public int Carried => Count - PostFields.AlwaysRead;

    /// <summary>Columns (or dotted paths) that are carried as they are.</summary>
    public string[] Columns { get; }

    /// <summary>The known fields among the slots, in order: slot i is field i of this list; the slots after them are <see cref="Columns"/>.</summary>
    public ReadOnlySpan<PostField> Fields => _fields;

    /// <summary>The name of a slot: of its field, or its column.</summary>
    public string Name(int slot) => slot < _fields.Length ? _fields[slot].Name() : Columns[slot - _fields.Length];
}
