using System.Globalization;
using System.Text;
using System.Text.Json;
using Copypasta.Archives;

namespace Copypasta.Reports;

/// <summary>What an export holds beside the records: tables of them, the comparison page, the method. Records stand in files of their own: <see cref="RecordFile"/>.</summary>
public static class EvidenceFiles
{
    /// <summary>The exact table of the records; a check finds by it which record of a file has changed.</summary>
    public const string Records = "records.jsonl";

    private static readonly string[] s_columns =
    [
        "record", "input", "input_name", "input_sha256", "row", "offset", "length", "form", "file", "file_offset", "file_length", "sha256",
        "platform", "id", "author", "time", "cluster", "similarity", "permalink", "text",
    ];

    private static readonly string[] s_coPostColumns = ["occasion", "a_record", "b_record", "similarity", "lag_s", "label"];

    /// <summary>Writes all of them.</summary>
    public static void Write(PublicationFolder folder, RecordedRun run, EvidenceSelection selection)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(selection);
        Table(folder, Records, Posts(selection, TableFormat.JsonLines));
        Table(folder, "records.csv", Posts(selection, TableFormat.Csv(CsvMode.Safe)));
        if (selection.CoPosts.Count > 0)
        {
            Table(folder, "co-posts.csv", CoPosts(selection, TableFormat.Csv(CsvMode.Safe)));
        }

        Text(folder, "evidence.html", EvidencePage.Write(run, selection));
        Text(folder, "method.txt", Method(run, selection));
    }

    /// <summary>Which records of a file are not as the table of records has them, in words; empty where that cannot be told.</summary>
    /// <param name="folder">The export's.</param>
    /// <param name="file">The file, as the table names it.</param>
    public static IReadOnlyList<string> ChangedRecords(string folder, string file)
    {
        var changed = new List<string>();
        try
        {
            if (new FileInfo(Path.Combine(folder, file)).Length == 0 || new FileInfo(Path.Combine(folder, Records)).Length == 0)
            {
                return [];
            }

            using var stream = File.OpenRead(Path.Combine(folder, file));
            foreach (var line in File.ReadLines(Path.Combine(folder, Records)))
            {
                using var json = JsonDocument.Parse(line);
                var record = json.RootElement;
                if (record.GetProperty("file").GetString() != file)
                {
                    continue;
                }

                var (offset, length) = (record.GetProperty("file_offset").GetInt64(), record.GetProperty("file_length").GetInt64());
                var bytes = new byte[Math.Max(0, Math.Min(length, stream.Length - offset))];
                stream.Position = offset;
                stream.ReadExactly(bytes);
                if (DigestList.Digest(bytes) != record.GetProperty("sha256").GetString())
                {
                    changed.Add(string.Create(
                        CultureInfo.InvariantCulture,
                        $"record {record.GetProperty("record").GetInt64()} (row {record.GetProperty("row").GetInt64()} of input {record.GetProperty("input").GetInt64()}), bytes {offset} to {offset + length - 1}: {(bytes.Length < length ? "cut off" : "changed")}"));
                }
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }

        return changed;
    }

    private static Table Posts(EvidenceSelection selection, TableFormat format) => new(format, s_columns, selection.Posts.Count, (rows, row) =>
    {
        var post = selection.Posts[row];
        var input = post.Input;
        rows.Integer(post.Number);
        rows.Integer(input.Recorded.Number);
        rows.Text(Encoding.UTF8.GetBytes(input.Recorded.Name));
        rows.Key(input.Recorded.Sha256);
        rows.Integer(post.Row);
        IntegerOrMissing(rows, post.Offset);
        IntegerOrMissing(rows, post.Length);
        rows.Key(Name(input.Form));
        rows.Codes(post.FileOffset < 0 ? "" : input.File!);
        IntegerOrMissing(rows, post.FileOffset);
        IntegerOrMissing(rows, post.FileLength);
        rows.Codes(post.Sha256);
        rows.Key(input.Recorded.Platform);
        rows.Key(Encoding.UTF8.GetBytes(post.Id));
        rows.TextOrMissing(Encoding.UTF8.GetBytes(post.Author));
        rows.Time(post.Time);
        rows.Key(post.Cluster);
        rows.Real(post.Similarity);
        rows.Codes(post.Permalink ?? "");
        rows.Text(post.Text);
    });

    private static Table CoPosts(EvidenceSelection selection, TableFormat format) => new(format, s_coPostColumns, selection.CoPosts.Count, (rows, row) =>
    {
        var coPost = selection.CoPosts[row];
        rows.Integer(coPost.Occasion);
        rows.Integer(coPost.A.Number);
        rows.Integer(coPost.B.Number);
        rows.Real(coPost.Similarity);
        rows.Codes(coPost.Lag);
        rows.Codes(coPost.Labels);
    });

    private static void IntegerOrMissing(IRowWriter rows, long value)
    {
        if (value < 0)
        {
            rows.Missing();
        }
        else
        {
            rows.Integer(value);
        }
    }

    private static string Method(RecordedRun run, EvidenceSelection selection)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Posts of {selection.Title}\n\n{MethodsText.Paragraph(run)}\n\nWhat the run's tables say of it\n");
        foreach (var (name, value) in selection.Facts)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {name} = {value.ReplaceLineEndings(" ")}\n");
        }

        text.Append(selection.Reference is null ? $"  {MethodsText.PairNote}\n\n" : "\n");
        text.Append("How to read this folder\n");
        text.Append("  records/        the record of every post: the bytes as they stand in the input, decompressed; see the inputs below.\n                  What encloses a record in a document of JSON (a chat's name, the accounts that a page lists) is no part of it\n");
        text.Append("  records.jsonl   an object a record: input, SHA-256 of the input, row, offset and length in it (bytes, from 0, after decompression), file and place here, SHA-256 of the record, and the post as read\n");
        text.Append("  records.csv     the same for spreadsheets: cells that one would run as a formula have an apostrophe before them\n");
        text.Append(selection.CoPosts.Count > 0 ? "  co-posts.csv    each two posts that the pair rests on, by the numbers of their records, with their own exact similarity; lag_s counts the seconds from a_record to b_record, negative where b's is the earlier\n" : "");
        text.Append("  evidence.html   the posts for reading, each compared word by word ").Append(selection.Reference is null ? "with the other account's\n" : "with the cluster's exemplar\n");
        text.Append("  SHA256SUMS      the SHA-256 of every other file: copypasta verify DIR, or sha256sum -c SHA256SUMS in it, checks them. Whoever changes a file can change that list, too: publish its own SHA-256 in another place\n");
        text.Append("  Permalinks are built from the posts' ids and were not fetched: they do not show that a post is there, or was.\n");
        text.Append("  The texts are quoted as posted. What they say about people may be wrong, and publishing it may need a reason in law.\n\n");
        text.Append("Inputs of these posts\n");
        foreach (var input in selection.Inputs)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {input.Recorded.Number}. {input.Recorded.Name.ReplaceLineEndings(" ")}, SHA-256 {input.Recorded.Sha256}: {Words(input)}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nThe run\n  SHA-256 of its run.json: {run.Sha256}\n\n{MethodsText.Lists(run)}");

        // Read in a terminal as well as in an editor: nothing of it may act there.
        return VisibleText.Show(Encoding.UTF8.GetBytes(text.ToString()), int.MaxValue, out _);
    }

    /// <summary>What there is of an input's records, in words.</summary>
    public static string Words(EvidenceInput input) => (input.Recorded.IsBackground ? "other people's posts, given as background; " : "") + input.Form switch
    {
        RecordForm.Verbatim when input.Recorded.Compression == "none" => "records are its bytes, and offsets count them",
        RecordForm.Verbatim => $"records are its decompressed bytes ({input.Recorded.Compression}), and offsets count those",
        RecordForm.Decoded => $"it is in {input.Recorded.Encoding}: records are decoded to UTF-8, and offsets count the bytes of that form, without a byte order mark",
        RecordForm.Columns => "a row of Parquet stands in no one place: records are objects made of the values of its columns, those without a value left out; there are no offsets",
        _ => $"NO RECORDS: {input.Missing}; texts are as the run's table of posts has them",
    };

    private static string Name(RecordForm form) => form.ToString().ToLowerInvariant();

    private static void Table(PublicationFolder folder, string name, Table table)
    {
        using var file = folder.OpenFile(name);
        table.Write(file);
    }

    private static void Text(PublicationFolder folder, string name, string text)
    {
        using var file = folder.OpenFile(name);
        file.Write(Encoding.UTF8.GetBytes(text));
    }
}
