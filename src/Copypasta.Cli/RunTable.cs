using System.Text;
using Copypasta.Archives;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>A row of a run's table: its fields, and the columns asked for, as strings.</summary>
internal sealed record RunRow(string Id, string Author, long Time, byte[] Text, string[] Columns);

/// <summary>The tables of a run, whichever of their formats it wrote.</summary>
internal static class RunTable
{
    private static readonly (string Extension, string Format, bool IsGuarded)[] s_formats = [(".jsonl", "ndjson", false), (".parquet", "parquet", false), (".csv", "csv", true)];

    /// <summary>Whether a run has a table.</summary>
    public static bool Exists(string folder, string name) => s_formats.Any(format => File.Exists(Path.Combine(folder, name + format.Extension)));

    /// <summary>Reads a table, the exact formats first; texts and accounts of CSV lose the apostrophe against spreadsheets.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="run">Its <c>run.json</c>, by which the table is checked.</param>
    /// <param name="name">The table's, without an ending.</param>
    /// <param name="map">Which columns are fields; the text is to be one.</param>
    /// <param name="columns">Further columns.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async IAsyncEnumerable<RunRow> ReadAsync(
        string folder, RecordedRun run, string name, Dictionary<string, string> map, string[] columns, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var (extension, format, isGuarded) = s_formats.FirstOrDefault(format => File.Exists(Path.Combine(folder, name + format.Extension)));
        if (extension is null)
        {
            throw new UsageException($"{folder}: no table {name} in it, in csv, jsonl or parquet; make the run again with --outputs csv");
        }

        var path = Path.Combine(folder, name + extension);
        run.Check(folder, name + extension, cancellation);
        var options = new ReaderOptions { Format = format, Map = map, Columns = columns, DateOrder = DateOrder.Ymd, MaxRecordBytes = ReaderOptions.MaxRecordBytesLimit };
        var reader = new PostReader(
            [new InputFile(path)], options, reject => throw new ArchiveException($"{path}: row {reject.Row}: {reject.Reason}; a run's table must be read whole: make the run again"));
        await foreach (var batch in reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            for (var post = 0; post < batch.Posts.Length; post++)
            {
                yield return Row(batch, post, isGuarded);
            }

            batch.Return();
        }
    }

    private static RunRow Row(PostBatch batch, int index, bool isGuarded)
    {
        ref readonly var post = ref batch.Posts[index];
        var columns = new string[batch.CarriedCount];
        var carried = batch.Carried(index);
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Encoding.UTF8.GetString(batch.Bytes(carried[i]));
        }

        var (author, text) = (Encoding.UTF8.GetString(batch.Bytes(post.Author)), Encoding.UTF8.GetString(batch.Bytes(post.Text)));
        (author, text) = isGuarded ? (SpreadsheetGuard.Unguarded(author), SpreadsheetGuard.Unguarded(text)) : (author, text);
        return new RunRow(Encoding.UTF8.GetString(batch.Bytes(post.Id)), author, post.Time, Encoding.UTF8.GetBytes(text), columns);
    }
}
