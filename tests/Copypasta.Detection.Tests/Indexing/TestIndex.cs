using System.Text;
using Copypasta.Archives;

namespace Copypasta.Detection.Tests;

/// <summary>An index in a folder of a test's own.</summary>
internal sealed class TestIndex : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("copypasta-");

    public string Path => System.IO.Path.Combine(_parent.FullName, "index");

    public static IndexSettings Settings(DetectionOptions options) => IndexSettings.For(options, 1_000);

    public TestIndex Create(DetectionOptions options)
    {
        using var writer = IndexWriter.Create(Path, Settings(options), IndexBudget.Unlimited);
        writer.Publish([]);
        return this;
    }

    /// <summary>Adds files of posts in one addition.</summary>
    /// <param name="files">Name and posts.</param>
    public Task<ClusterChange[]> AddAsync(params (string Name, TestPost[] Posts)[] files) => AddAsync(new IndexFolder(Path), IndexBudget.Unlimited, SegmentMerge.Factor, files);

    /// <param name="folder">The index's folder, perhaps on a failing disk.</param>
    /// <param name="budget">Bytes that there are.</param>
    /// <param name="mergeFactor">Segments of one size from which on they are merged, 2 or more.</param>
    /// <param name="files">Name and posts.</param>
    public static async Task<ClusterChange[]> AddAsync(IndexFolder folder, IndexBudget budget, int mergeFactor, params (string Name, TestPost[] Posts)[] files)
    {
        using var writer = IndexWriter.Open(folder, budget);
        writer.MergeFactor = mergeFactor;
        var inputs = files.Select(file => new InputFile(file.Name)).ToArray();
        var reader = new PostReader(
            inputs,
            new ReaderOptions { Columns = writer.Settings.ToOptions(2).Columns },
            reject => Assert.Fail(reject.Reason),
            open: input => new MemoryStream(Corpus.Csv(files[Array.IndexOf(inputs, input)].Posts)));
        await writer.AddAsync(reader.ReadAsync(), reader.Sources, 2, new StageClock(), null, CancellationToken.None);
        var changes = writer.Changes();
        writer.Merge(CancellationToken.None);
        writer.Publish([.. reader.Summaries.Select(IndexInput.From)]);
        return changes;
    }

    /// <summary>Works a file of posts in, without publishing it.</summary>
    public static async Task AddAsync(IndexWriter writer, (string Name, TestPost[] Posts) file)
    {
        var reader = new PostReader([new InputFile(file.Name)], new ReaderOptions(), reject => Assert.Fail(reject.Reason), open: _ => new MemoryStream(Corpus.Csv(file.Posts)));
        await writer.AddAsync(reader.ReadAsync(), reader.Sources, 2, new StageClock(), null, CancellationToken.None);
    }

    /// <summary>All that the index says of its families.</summary>
    public string Families()
    {
        using var index = IndexReader.Open(Path, IndexBudget.Unlimited);
        return Text(index.ReadFamilies(2, CancellationToken.None));
    }

    /// <summary>All that tables are written from.</summary>
    public static string Text(DetectionResult result)
    {
        var text = new StringBuilder();
        string Place(int post) => $"{result.Sources[result.Posts[post].Source]}:{result.Posts[post].Row}";
        string Post(int post) => $"{Place(post)} {Encoding.UTF8.GetString(result.Posts.Id(post))} {Encoding.UTF8.GetString(result.Posts.Author(post))} {result.Posts[post].Time} {result.Posts[post].Flags} "
            + $"{result.Posts[post].Platform} {Encoding.UTF8.GetString(result.Posts.RawText(post))} {Encoding.UTF8.GetString(result.Posts.NormalizedText(post))}"
            + string.Concat(Enumerable.Range(0, result.KeptColumns.Count).Select(column => $" {Encoding.UTF8.GetString(result.Posts.Kept(post, column))}"));
        text.AppendJoin('\n', result.Families.Select(family => family.ToString())).AppendLine();
        text.AppendJoin('\n', result.Clusters.Select(cluster => (cluster with { ExemplarPost = 0 }).ToString() + Place(cluster.ExemplarPost))).AppendLine();
        text.AppendJoin('\n', result.Members.Select(member => $"{member.Cluster} {member.Similarity} {Post(member.Post)}")).AppendLine();
        return text.ToString();
    }

    public string[] Files() => [.. Directory.GetFiles(Path).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public void Dispose() => _parent.Delete(recursive: true);
}
