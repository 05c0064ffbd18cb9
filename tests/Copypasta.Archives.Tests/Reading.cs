using System.Text;

namespace Copypasta.Archives.Tests;

/// <summary>A post with its fields as text.</summary>
internal sealed record ReadPost(long Row, string Id, string Author, long Time, string Language, string Text, bool IsRepost);

/// <summary>What came of reading some bytes.</summary>
internal sealed record Reading(IReadOnlyList<ReadPost> Posts, IReadOnlyList<Reject> Rejects, InputSummary Summary, long ReportedBytes)
{
    public IEnumerable<string> Texts => Posts.Select(post => post.Text);

    public static Reading Of(string content, ReaderOptions? options = null, string path = "input", int? seed = null)
        => Of(Encoding.UTF8.GetBytes(content), options, path, seed);

    /// <summary>Reads bytes; with a seed through a stream that gives them in small random pieces.</summary>
    public static Reading Of(byte[] content, ReaderOptions? options = null, string path = "input", int? seed = null)
        => Of(() => seed is { } s ? new ChunkedStream(content, s) : new MemoryStream(content), options, path);

    public static Reading Of(Func<Stream> open, ReaderOptions? options = null, string path = "input")
    {
        var rejects = new List<Reject>();
        var posts = new List<ReadPost>();
        long bytes = 0;
        var reader = new PostReader([new InputFile(path)], options ?? new ReaderOptions(), rejects.Add, n => bytes += n, _ => open());
        ReadAll(reader, posts).GetAwaiter().GetResult();
        var summary = Assert.Single(reader.Summaries);
        Assert.Equal(summary.Records, summary.Posts + summary.Rejected + summary.NotPosts);
        Assert.Equal(posts.Count, summary.Posts);
        Assert.Equal(rejects.Count, summary.Rejected);
        Assert.Equal(summary.Records - summary.NotPosts, posts.Select(post => post.Row).Concat(rejects.Select(reject => reject.Row)).Distinct().LongCount());
        return new Reading(posts, rejects, summary, bytes);
    }

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
