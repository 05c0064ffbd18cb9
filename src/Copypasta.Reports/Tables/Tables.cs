using System.Text;
using Copypasta.Campaigns;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>
/// The tables of a run, each in the order in which <see cref="DetectionResult"/> holds it, so that the same result gives the
/// same bytes. In CSV, texts and accounts pass the <see cref="SpreadsheetGuard"/>; ids and keys are never changed. Nothing is allocated
/// per row.
/// </summary>
public static class Tables
{
    private static readonly string[] PostColumns =
    [
        "source", "row", "id", "author", "time", "cluster", "family", "similarity", "text",
    ];

    private static readonly string[] ClusterColumns =
    [
        "cluster", "family", "posts", "texts", "accounts", "first", "last", "min_similarity", "mean_similarity", "labels", "exemplar_source", "exemplar_row", "exemplar",
    ];

    private static readonly string[] FamilyColumns =
    [
        "family", "clusters", "posts", "texts", "accounts", "first", "last", "lowest_similarity",
    ];

    /// <summary>The column, where there is a background, that says what is of it.</summary>
    internal const string Background = "background";

    private static readonly string[] PairColumns =
    [
        "a_source", "a_row", "b_source", "b_row", "similarity",
    ];


    /// <summary>The name of the column of posts that a kept column of the inputs becomes: its own or, where posts have a column of that name or tables one that is no text, with <c>input_</c> before it.</summary>
    public static string KeptName(string column) => IsOwnOfPosts(column) || SchemaJson.TypeOf(column) != "string" ? "input_" + column : column;

    /// <summary>Whether posts have a column of that name which is none of the inputs'.</summary>
    internal static bool IsOwnOfPosts(string column) => PostColumns.Append(Background).Contains(column, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether these are the columns of posts.</summary>
    internal static bool IsOfPosts(IReadOnlyList<string> columns) => columns.Take(PostColumns.Length).SequenceEqual(PostColumns);

    /// <summary>
    /// The posts of the families: one row a post, by (family, cluster, time, id, source, row). Where there is a background a column says which are of it. Kept columns stand last, by <see cref="KeptName"/>, and are treated as texts.
    /// </summary>
    public static Table Posts(DetectionResult result, TableFormat format, Background? background = null) => Posts(result, format, [], background);

    /// <summary>
    /// As <see cref="Posts(DetectionResult, TableFormat, Background?)"/>, and after them the posts of no family by (time, id, source, row), with no cluster,
    /// family and similarity.
    /// </summary>
    /// <remarks>Costs 12 bytes a post of no family and one bit a post.</remarks>
    public static Table AllPosts(DetectionResult result, TableFormat format, Background? background = null) => Posts(result, format, PostsOfNoFamily(result, EncodeSources(result)), background);

    /// <summary>The clusters, by (posts descending, cluster). The column <c>exemplar</c> is the raw text of the exemplar's first post.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="format">The file's format.</param>
    /// <param name="labels">By cluster, the codes of its labels; null where none were looked for.</param>
    /// <param name="background">What is of the background: a last column then says how many of the posts are; null where there is none.</param>
    public static Table Clusters(DetectionResult result, TableFormat format, IReadOnlyList<string>? labels = null, Background? background = null)
    {
        var sources = EncodeSources(result);
        return new Table(format, background is null ? ClusterColumns : [.. ClusterColumns, "background_posts"], result.Clusters.Length, (rows, row) =>
        {
            var cluster = result.Clusters[row];
            ref readonly var exemplar = ref result.Posts[cluster.ExemplarPost];
            rows.Key(cluster.Id);
            rows.Key(result.Families[cluster.Family].Id);
            rows.Integer(cluster.Posts);
            rows.Integer(cluster.Texts);
            rows.Integer(cluster.Accounts);
            rows.Time(cluster.First);
            rows.Time(cluster.Last);
            rows.Similarity(cluster.MinSimilarity);
            rows.Similarity(cluster.MeanSimilarity);
            rows.Codes(labels?[row] ?? "");
            rows.Key(sources[exemplar.Source]);
            rows.Integer(exemplar.Row);
            rows.Text(result.Posts.RawText(cluster.ExemplarPost));
            if (background is not null)
            {
                rows.Integer(background.PostsOfCluster(row));
            }
        });
    }

    /// <summary>The families, by (posts descending, family).</summary>
    public static Table Families(DetectionResult result, TableFormat format) =>
        new(format, FamilyColumns, result.Families.Length, (rows, row) =>
        {
            var family = result.Families[row];
            rows.Key(family.Id);
            rows.Integer(family.Clusters);
            rows.Integer(family.Posts);
            rows.Integer(family.Texts);
            rows.Integer(family.Accounts);
            rows.Time(family.First);
            rows.Time(family.Last);
            rows.Similarity(family.LowestSimilarity);
        });

    /// <summary>The verified pairs of distinct normalised texts, each named by its first post, by (a source, a row, b source, b row).</summary>
    /// <exception cref="ArgumentException">The result holds no pairs because they were not asked for.</exception>
    public static Table Pairs(DetectionResult result, TableFormat format)
    {
        var pairs = result.Pairs ?? throw new ArgumentException("the result holds no pairs", nameof(result));
        var sources = EncodeSources(result);
        return new Table(format, PairColumns, pairs.Length, (rows, row) =>
        {
            ref readonly var pair = ref pairs[row];
            ref readonly var a = ref result.Posts[pair.A];
            ref readonly var b = ref result.Posts[pair.B];
            rows.Key(sources[a.Source]);
            rows.Integer(a.Row);
            rows.Key(sources[b.Source]);
            rows.Integer(b.Row);
            rows.Similarity(pair.Similarity);
        });
    }

    private static Table Posts(DetectionResult result, TableFormat format, int[] postsOfNoFamily, Background? background)
    {
        var sources = EncodeSources(result);
        var members = result.Members;
        var kept = result.KeptColumns.Count;
        return new Table(format, [.. PostColumns, .. background is null ? Array.Empty<string>() : [Background], .. result.KeptColumns.Select(KeptName)], members.Length + postsOfNoFamily.Length, (rows, row) =>
        {
            var post = row < members.Length ? members[row].Post : postsOfNoFamily[row - members.Length];
            Identity(rows, result.Posts, sources, post);
            if (row < members.Length)
            {
                var cluster = result.Clusters[members[row].Cluster];
                rows.Key(cluster.Id);
                rows.Key(result.Families[cluster.Family].Id);
                rows.Similarity(members[row].Similarity);
            }
            else
            {
                rows.Missing();
                rows.Missing();
                rows.Missing();
            }

            rows.Text(result.Posts.RawText(post));
            if (background is not null)
            {
                rows.Boolean(background.HasSource(result.Posts[post].Source));
            }

            for (var column = 0; column < kept; column++)
            {
                rows.TextOrMissing(result.Posts.Kept(post, column));
            }
        });
    }

    private static void Identity(IRowWriter rows, PostStore posts, byte[][] sources, int index)
    {
        ref readonly var post = ref posts[index];
        rows.Key(sources[post.Source]);
        rows.Integer(post.Row);
        rows.Key(posts.Id(index));
        if (post.Author < 0)
        {
            rows.Missing();
        }
        else
        {
            rows.Text(posts.Author(index));
        }

        rows.Time(post.Time);
    }

    private static int[] PostsOfNoFamily(DetectionResult result, byte[][] sources)
    {
        var store = result.Posts;
        var inFamily = new System.Collections.BitArray(store.Count);
        foreach (ref readonly var member in result.Members.AsSpan())
        {
            inFamily[member.Post] = true;
        }

        var posts = new int[store.Count - result.Members.Length];
        var times = new long[posts.Length];
        for (int i = 0, n = 0; i < store.Count; i++)
        {
            if (inFamily[i])
            {
                continue;
            }

            posts[n] = i;
            times[n++] = store[i].Time;
        }

        // By time alone first, over plain numbers; only posts of the same millisecond are compared further.
        Array.Sort(times, posts);
        for (int start = 0, end; start < posts.Length; start = end)
        {
            end = start + 1;
            while (end < posts.Length && times[end] == times[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                posts.AsSpan(start, end - start).Sort((a, b) => CompareIdentity(store, sources, a, b));
            }
        }

        return posts;
    }

    private static int CompareIdentity(PostStore store, byte[][] sources, int a, int b)
    {
        var order = store.Id(a).SequenceCompareTo(store.Id(b));
        if (order == 0)
        {
            order = sources[store[a].Source].AsSpan().SequenceCompareTo(sources[store[b].Source]);
        }

        return order != 0 ? order : store[a].Row.CompareTo(store[b].Row);
    }

    private static byte[][] EncodeSources(DetectionResult result) => [.. result.Sources.Select(Encoding.UTF8.GetBytes)];
}
