namespace Copypasta.Archives;

/// <summary>Where a value of a table may be: in one column, or in several whose values belong together.</summary>
/// <param name="Separator">What stands between the values that are not empty.</param>
/// <param name="Columns">The columns, in order.</param>
internal sealed record ColumnChoice(string Separator, params string[] Columns)
{
    public static implicit operator ColumnChoice(string column) => new("", column);

    /// <summary>The column, or the columns with a plus between them.</summary>
    public override string ToString() => string.Join('+', Columns);
}
