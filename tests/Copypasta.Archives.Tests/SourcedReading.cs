using System.Text;

namespace Copypasta.Archives.Tests;

/// <summary>What came of several inputs, or of containers: every post and reject with its source's path, in the order delivered.</summary>
internal sealed record SourcedReading(IReadOnlyList<string> Posts, IReadOnlyList<string> Rejects, PostReader Reader, long ReportedBytes)
{
    public IReadOnlyList<string> Sources => Reader.Sources;

    public static SourcedReading Of(params (string Path, byte[] Content)[] inputs) => Of(1, inputs);

    public static SourcedReading Of(int threads, params (string Path, byte[] Content)[] inputs) => Of(new ReaderOptions { Threads = threads }, inputs);

    public static SourcedReading Of(ReaderOptions options, params (string Path, byte[] Content)[] inputs)
    {
        var posts = new List<string>();
        var rejects = new List<string>();
        long bytes = 0;
        PostReader? reader = null;
        reader = new PostReader(
            [.. inputs.Select(input => new InputFile(input.Path))],
            options,
            reject => rejects.Add($"{reader!.Sources[reject.Source]}:{reject.Row}"),
            n => Interlocked.Add(ref bytes, n),
            file => new MemoryStream(inputs.First(input => input.Path == file.Path).Content));
        foreach (var batch in reader.ReadAsync(TestContext.Current.CancellationToken).ToBlockingEnumerable(TestContext.Current.CancellationToken))
        {
            foreach (var post in batch.Posts)
            {
                posts.Add($"{reader.Sources[batch.Source]}:{post.Row}:{Encoding.UTF8.GetString(batch.Bytes(post.Text))}");
            }

            batch.Return();
        }

        Assert.Equal(reader.Sources, reader.Summaries.Select(summary => summary.Path));
        Assert.Equal(posts.Count, reader.Summaries.Sum(summary => summary.Posts));
        Assert.Equal(rejects.Count, reader.Summaries.Sum(summary => summary.Rejected));
        return new SourcedReading(posts, rejects, reader, bytes);
    }

    public static string Error(ReaderOptions options, params (string Path, byte[] Content)[] inputs)
    {
        var e = Assert.Throws<ArchiveException>(() => { Of(options, inputs); });
        Assert.DoesNotContain('\n', e.Message);
        return e.Message;
    }

    public static string Error(params (string Path, byte[] Content)[] inputs) => Error(new ReaderOptions(), inputs);
}
