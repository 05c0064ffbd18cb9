using System.Text;

namespace Copypasta.Archives.Tests;

/// <summary>A post with its fields as text.</summary>
internal sealed record ReadPost(long Row, string Id, string Author, long Time, string Language, string Text, bool IsRepost);

/// <summary>What came of reading some bytes.</summary>
internal sealed record Reading(IReadOnlyList<ReadPost> Posts, IReadOnlyList<Reject> Rejects, InputSummary Summary, long ReportedBytes)
{
    /// <summary>Where each post stands, and its bytes there.</summary>
    public required IReadOnlyList<(long Row, long Offset, string Bytes)> Records { get; init; }

    public IEnumerable<string> Texts => Posts.Select(post => post.Text);

    public static Reading Of(string content, ReaderOptions? options = null, string path = "input", int? seed = null)
        => Of(Encoding.UTF8.GetBytes(content), options, path, seed);

    /// <summary>Reads bytes; with a seed through a stream that gives them in small random pieces.</summary>
    public static Reading Of(byte[] content, ReaderOptions? options = null, string path = "input", int? seed = null)
    {
        var read = Of(() => seed is { } s ? new ChunkedStream(content, s) : new MemoryStream(content), options, path);
        if (read.Summary is { Compression: "none", Encoding: "utf-8" })
        {
            Assert.All(read.Records, record => Assert.Equal(record.Bytes, Latin(content.AsSpan((int)record.Offset, record.Bytes.Length))));
        }

        return read;
    }

    public static Reading Of(Func<Stream> open, ReaderOptions? options = null, string path = "input")
    {
        var rejects = new List<Reject>();
        var posts = new List<ReadPost>();
        long bytes = 0;
        var records = new List<(long Row, long Offset, string Bytes)>();
        RecordBytes? onRecord = options is { Threads: > 1 } ? null : (source, row, offset, told) =>
        {
            Assert.StartsWith(path, source, StringComparison.Ordinal);
            Assert.False(told.IsEmpty);
            records.Add((row, offset, Latin(told)));
        };
        var reader = new PostReader([new InputFile(path)], options ?? new ReaderOptions(), rejects.Add, n => bytes += n, _ => open(), onRecord);
        ReadAll(reader, posts).GetAwaiter().GetResult();
        var summary = Assert.Single(reader.Summaries);
        Assert.Equal(summary.Records, summary.Posts + summary.Rejected + summary.NotPosts);
        Assert.Equal(posts.Count, summary.Posts);
        Assert.Equal(rejects.Count, summary.Rejected);
        Assert.Equal(summary.Records - summary.NotPosts, posts.Select(post => post.Row).Concat(rejects.Select(reject => reject.Row)).Distinct().LongCount());
        if (onRecord is not null && summary.Format != "parquet")
        {
            // A table's header comes first; records follow one another and do not overlap.
            Assert.Equal(posts.Select(post => post.Row), records.Select(record => record.Row).Where(row => row > 0));
            Assert.Equal(records.Any(record => record.Row == 0) ? 0 : -1, records.FindIndex(record => record.Row == 0));
            Assert.All(records.Zip(records.Skip(1)), pair => Assert.True(pair.First.Offset + pair.First.Bytes.Length <= pair.Second.Offset));
        }

        return new Reading(posts, rejects, summary, bytes) { Records = records };
    }

    // A character for each byte, whatever the encoding.
    private static string Latin(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    public static string Error(string content, ReaderOptions? options = null, string path = "input")
        => Error(Encoding.UTF8.GetBytes(content), options, path);

    public static string Error(byte[] content, ReaderOptions? options = null, string path = "input")
    {
        var e = Assert.Throws<ArchiveException>(() => { Of(content, options, path); });
        Assert.DoesNotContain('\n', e.Message);
        Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
        return e.Message;
    }

    public static ReaderOptions Options(string format, params (string Field, string Column)[] map)
        => new() { Format = format, Map = map.ToDictionary(entry => entry.Field, entry => entry.Column) };

    private static async Task ReadAll(PostReader reader, List<ReadPost> posts)
    {
        await foreach (var batch in reader.ReadAsync())
        {
            foreach (var post in batch.Posts)
            {
                posts.Add(new ReadPost(
                    post.Row,
                    Encoding.UTF8.GetString(batch.Bytes(post.Id)),
                    Encoding.UTF8.GetString(batch.Bytes(post.Author)),
                    post.Time,
                    Encoding.UTF8.GetString(batch.Bytes(post.Language)),
                    Encoding.UTF8.GetString(batch.Bytes(post.Text)),
                    (post.Flags & PostFlags.Repost) != 0));
            }

            batch.Return();
        }
    }
}
