using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Copypasta.Archives;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>The records of a run's posts, read from its inputs again: only from files that have the digest they had then, and only where what is read is the post that the run has.</summary>
internal sealed class InputRecords
{
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly RecordedRun _run;
    private readonly string _path;
    private readonly Dictionary<string, Wanted> _wanted;
    private readonly List<string> _columns = [];
    private int _left;

    private InputRecords(RecordedRun run, string path, Dictionary<string, Wanted> wanted)
    {
        (_run, _path, _wanted) = (run, path, wanted);
        _left = wanted.Values.Sum(input => input.Posts.Count);
    }

    private sealed record Wanted(EvidenceInput Input, RecordFile File, Dictionary<long, EvidencePost> Posts);

    /// <summary>Reads the records into files of an export. Inputs that are gone are told by <see cref="EvidenceInput.Missing"/>.</summary>
    /// <exception cref="UsageException">An input is there and not the one that the run has read.</exception>
    public static async Task ReadAsync(PublicationFolder folder, RecordedRun run, EvidenceSelection selection, CancellationToken cancellation)
    {
        foreach (var file in selection.Inputs.GroupBy(input => input.Recorded.File, StringComparer.Ordinal))
        {
            if (WhyMissing(file.First().Recorded, cancellation) is { } missing)
            {
                foreach (var input in file)
                {
                    input.Missing = missing;
                }

                continue;
            }

            var wanted = file.ToDictionary(
                input => input.Recorded.Path,
                input => new Wanted(input, new RecordFile(folder, input), selection.Posts.Where(post => post.Input == input).ToDictionary(post => post.Row)),
                StringComparer.Ordinal);
            try
            {
                await new InputRecords(run, file.Key, wanted).ReadAsync(cancellation).ConfigureAwait(false);
            }
            finally
            {
                foreach (var input in wanted.Values)
                {
                    input.File.Dispose();
                }
            }
        }
    }

    /// <summary>Why an input's file cannot be had, in words to publish, without its folder; null where it can.</summary>
    private static string? WhyMissing(RecordedInput input, CancellationToken cancellation)
    {
        if (input.File == InputFile.StandardInput)
        {
            return "it came from standard input, which is not kept";
        }

        if (!File.Exists(input.File))
        {
            return IsSample(input) ? null : "its file was not found where the run had read it";
        }

        var digest = DigestList.DigestOf(input.File, cancellation);
        return digest == input.FileSha256
            ? null
            : throw new UsageException($"{input.File}: changed since the run was made (SHA-256 {digest}, in the run {input.FileSha256}); bring back the file as it was, or make the run again");
    }

    /// <summary>Whether it is the built-in sample, which this version makes as the run's did.</summary>
    private static bool IsSample(RecordedInput input)
    {
        if (input.File != DetectCommand.SampleName)
        {
            return false;
        }

        using var sample = DetectCommand.OpenSample();
        return DigestList.Digest(sample.ToArray()) == input.FileSha256;
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        foreach (var (input, _, _) in _wanted.Values)
        {
            input.Form = input.Recorded.Format == "parquet" ? RecordForm.Columns : input.Recorded.Encoding == "utf-8" ? RecordForm.Verbatim : RecordForm.Decoded;
        }

        if (_wanted.Values.Any(wanted => wanted.Input.Form == RecordForm.Columns))
        {
            // All that there is of a row; which columns there are has to be looked up first.
            var first = Reader(Options() with { MaxRecords = 1 });
            await foreach (var batch in first.ReadAsync(cancellation).ConfigureAwait(false))
            {
                batch.Return();
            }

            _columns.AddRange(first.Summaries.Where(summary => _wanted.ContainsKey(summary.Path)).SelectMany(summary => summary.Columns).Distinct(StringComparer.Ordinal));
        }

        var reader = Reader(Options(), OnRecord);
        await foreach (var batch in reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            Take(batch, reader.Sources[batch.Source]);
            batch.Return();
            if (_left == 0)
            {
                return;
            }
        }

        var lost = _wanted.Values.SelectMany(wanted => wanted.Posts.Values).First(post => !post.IsRead);
        throw Changed(lost);
    }

    private PostReader Reader(ReaderOptions options, RecordBytes? onRecord = null) =>
        new([new InputFile(_path)], options, _ => { }, open: File.Exists(_path) ? null : _ => DetectCommand.OpenSample(), onRecord: onRecord);

    /// <summary>As the run has read it, but for what changes neither rows nor texts. Limits of size were kept then, by the same bytes.</summary>
    private ReaderOptions Options()
    {
        var formats = _wanted.Values.Select(wanted => wanted.Input.Recorded.Format).Distinct().ToArray();
        var defaults = new ReaderOptions();
        return defaults with
        {
            Format = _run.Parameter("format")?.GetString() ?? (formats.Length == 1 ? formats[0] : ArchiveFormats.Auto),
            Map = _run.Parameter("map") is { } map ? map.EnumerateArray().Select(field => field.GetString()!.Split('=', 2)).ToDictionary(field => field[0], field => field[1]) : defaults.Map,
            Encoding = _run.Parameter("encoding")?.GetString(),
            MaxRecordBytes = _run.Parameter("max_record_bytes")?.GetInt64() ?? defaults.MaxRecordBytes,
            DateOrder = DateOrder.Ymd,
            MaxDecompressedBytes = null,
            MaxRatio = null,
            Columns = _columns,
        };
    }

    private void OnRecord(string source, long row, long offset, ReadOnlySpan<byte> bytes)
    {
        if (!_wanted.TryGetValue(source, out var wanted))
        {
            return;
        }

        if (row == 0)
        {
            wanted.File.Header(bytes);
        }
        else if (wanted.Posts.TryGetValue(row, out var post))
        {
            (post.Offset, post.Length) = (offset, bytes.Length);
            wanted.File.Add(post, bytes);
        }
    }

    private void Take(PostBatch batch, string source)
    {
        if (!_wanted.TryGetValue(source, out var wanted))
        {
            return;
        }

        for (var i = 0; i < batch.Posts.Length; i++)
        {
            ref readonly var read = ref batch.Posts[i];
            if (!wanted.Posts.TryGetValue(read.Row, out var post))
            {
                continue;
            }

            var text = batch.Bytes(read.Text);
            if (Encoding.UTF8.GetString(batch.Bytes(read.Id)) != post.Id || !IsSame(Encoding.UTF8.GetString(batch.Bytes(read.Author)), post.Author) || !IsSame(Encoding.UTF8.GetString(text), Encoding.UTF8.GetString(post.Text)))
            {
                throw Changed(post);
            }

            post.Text = text.ToArray();
            post.IsRead = true;
            _left--;
            if (wanted.Input.Form == RecordForm.Columns)
            {
                wanted.File.Add(post, Columns(batch, i));
            }
        }
    }

    // The run's table may have been written without apostrophes, and then has lost one that was the text's own.
    private static bool IsSame(string read, string inTable) => read == inTable || SpreadsheetGuard.Unguarded(read) == inTable;

    private byte[] Columns(PostBatch batch, int post)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line, s_json))
        {
            json.WriteStartObject();
            for (var i = 0; i < _columns.Count; i++)
            {
                if (batch.Bytes(batch.Carried(post)[i]) is { IsEmpty: false } value)
                {
                    json.WriteString(_columns[i], Encoding.UTF8.GetString(value));
                }
            }

            json.WriteEndObject();
        }

        return [.. line.WrittenSpan, (byte)'\n'];
    }

    private UsageException Changed(EvidencePost post) =>
        new($"{post.Input.Recorded.Path}: row {post.Row} is not the post that the run has, though the file is the same: {_run.Version} read it in another way than this version does; make the run again");
}
