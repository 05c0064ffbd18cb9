using System.Runtime.CompilerServices;
using Copypasta.Archives;
using Copypasta.Detection;

namespace Copypasta.Cli;

/// <summary>Refuses a column that no input has: before reading where headers tell, else as soon as everything has been read, before anything is searched.</summary>
/// <param name="options">What asks for columns.</param>
/// <param name="groupBy">The one of them that makes campaigns; null for none.</param>
internal sealed class ColumnCheck(DetectionOptions options, string? groupBy = null)
{
    private const int MaxListed = 100;

    private readonly IReadOnlyList<string> _columns = options.Columns;
    private readonly bool[] _seen = new bool[options.Columns.Count];

    /// <summary>The columns that are asked for.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>Looks at the beginning of each input.</summary>
    /// <exception cref="UsageException">All inputs have a header, and none names a column that is asked for.</exception>
    /// <exception cref="ArchiveException">An input cannot be read.</exception>
    public async Task LookAsync(IReadOnlyList<InputFile> inputs, ReaderOptions reader, CancellationToken cancellation)
    {
        if (_columns.Count == 0 || inputs.Count == 0 || inputs.Any(input => input.Path == InputFile.StandardInput))
        {
            return;
        }

        var beginning = new PostReader(inputs, reader with { MaxRecords = 1 }, _ => { });
        await foreach (var batch in beginning.ReadAsync(cancellation).ConfigureAwait(false))
        {
            batch.Return();
        }

        beginning.ThrowIfAllSkipped();
        if (beginning.Summaries.All(summary => summary.HasHeader))
        {
            Check(beginning.Summaries);
        }
    }

    /// <summary>Passes posts on and, when there are no more, has seen which columns hold a value.</summary>
    /// <exception cref="UsageException">A column is in no header and holds no value.</exception>
    public async IAsyncEnumerable<PostBatch> WatchAsync(PostReader posts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var missing = _columns.Count;
        await foreach (var batch in posts.ReadAsync(cancellation).ConfigureAwait(false))
        {
            for (var post = 0; missing > 0 && post < batch.Posts.Length; post++)
            {
                missing -= Look(batch.Carried(post)[^_columns.Count..]);
            }

            yield return batch;
        }

        posts.ThrowIfAllSkipped();
        Check(posts.Summaries);
    }

    private int Look(ReadOnlySpan<FieldRange> values)
    {
        var found = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!_seen[i] && values[i].Length > 0)
            {
                _seen[i] = true;
                found++;
            }
        }

        return found;
    }

    private void Check(IReadOnlyList<InputSummary> inputs)
    {
        for (var i = 0; i < _columns.Count; i++)
        {
            var column = _columns[i];
            if (_seen[i] || inputs.Any(input => input.Columns.Contains(column, StringComparer.OrdinalIgnoreCase)))
            {
                continue;
            }

            var all = inputs.SelectMany(input => input.Columns).Distinct().Take(MaxListed + 1).ToList();
            var columns = all.Count == 0 ? "the inputs have no columns" : $"the columns are {string.Join(", ", all.Take(MaxListed))}{(all.Count > MaxListed ? ", …" : "")}";
            throw new UsageException($"{(column == groupBy ? "--group-by" : options.Keep.Contains(column) ? "--keep" : "--where")}: no input has a column '{column}'{NearestName.Hint(column, inputs.SelectMany(input => input.Columns))}; {columns}");
        }
    }
}
