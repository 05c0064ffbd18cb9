using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>The table <c>changes</c> of an addition to an index.</summary>
public static class ChangeTable
{
    private static readonly string[] Columns = ["old", "new", "relation"];

    /// <summary>One row a change, in the order given; <c>old</c> is missing where a cluster is new.</summary>
    public static Table Of(IReadOnlyList<ClusterChange> changes, TableFormat format)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return new Table(format, Columns, changes.Count, (rows, row) =>
        {
            if (changes[row].Old is { } old)
            {
                rows.Key(old);
            }
            else
            {
                rows.Missing();
            }

            rows.Key(changes[row].New);
            rows.Key(changes[row].Kind switch
            {
                ChangeKind.New => "new",
                ChangeKind.Grown => "grown",
                ChangeKind.Joined => "joined",
                ChangeKind.Split => "split",
                _ => "renamed",
            });
        });
    }
}
