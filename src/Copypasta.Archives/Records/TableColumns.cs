using System.Text;

namespace Copypasta.Archives;

/// <summary>Which columns each slot of a <see cref="FieldPlan"/> is read from: one, or in each record the first choice that is not empty.</summary>
internal sealed class TableColumns
{
    /// <summary>No column.</summary>
    public const int None = -1;

    /// <summary>Longest separator of joined values.</summary>
    public const int MaxSeparatorBytes = 4;

    private readonly int[] _single;
    private readonly Choice[]?[] _choices;

    public TableColumns(int slots)
    {
        _single = new int[slots];
        _choices = new Choice[]?[slots];
        Array.Fill(_single, None);
    }

    public int Slots => _single.Length;

    /// <summary>The column of each slot that has one; <see cref="None"/> where it has several, and where it has none.</summary>
    public ReadOnlySpan<int> Single => _single;

    /// <summary>Whether any slot has several.</summary>
    public bool HasChoices { get; private set; }

    /// <summary>The choices of a slot that has several; null where it has one or none.</summary>
    public Choice[]? Choices(int slot) => _choices[slot];

    public void Set(int slot, int column) => _single[slot] = column;

    /// <summary>Takes of some choices those that the header has; of a choice of several columns those of them.</summary>
    public void Set(int slot, TableHeader header, ColumnChoice[] choices)
    {
        var found = new List<Choice>();
        foreach (var choice in choices)
        {
            int[] columns = [.. choice.Columns.Select(header.Find).Where(column => column >= 0)];
            // "Comment" and "comment" are one column where the header has but one of them.
            if (columns.Length > 0 && !found.Exists(other => other.Columns.AsSpan().SequenceEqual(columns)))
            {
                found.Add(new Choice(columns, Encoding.UTF8.GetBytes(choice.Separator)));
            }
        }

        if (found is [{ Columns: [var only] }])
        {
            _single[slot] = only;
        }
        else if (found.Count > 0)
        {
            _choices[slot] = [.. found];
            HasChoices = true;
        }
    }

    public bool IsMissing(int slot) => _single[slot] < 0 && _choices[slot] is null;

    /// <summary>The choices of a slot, be they several, one or none.</summary>
    public Choice[] AllChoices(int slot) => _choices[slot] ?? (_single[slot] >= 0 ? [new Choice([_single[slot]], [])] : []);

    /// <summary>The columns of a slot in words.</summary>
    public string Describe(int slot, TableHeader header)
        => _choices[slot] is { } choices
            ? string.Join('|', choices.Select(choice => string.Join('+', choice.Columns.Select(column => header.Columns[column]))))
            : header.Columns[_single[slot]];

    /// <summary>Columns whose values belong together.</summary>
    /// <param name="Columns">Their indices.</param>
    /// <param name="Separator">What stands between the values that are not empty.</param>
    internal sealed record Choice(int[] Columns, byte[] Separator);
}
