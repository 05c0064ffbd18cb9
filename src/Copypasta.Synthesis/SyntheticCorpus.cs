using System.Globalization;
using System.Text;

namespace Copypasta.Synthesis;

/// <summary>
/// A labelled corpus of invented posts in many languages: ordinary posts, planted campaigns with every evasion that normalisation undoes, and
/// organic posts that look alike. The label says which posts were made from one text; it does not say why anyone posted them.
/// </summary>
public static class SyntheticCorpus
{
    // Ten digits for any number of posts, and too small to be taken for a platform's id.
    private const long FirstId = 1_000_000_001;

    /// <summary>ISO 639-1 codes of the languages, the largest first.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. Language.All.Select(l => l.Code)];

    /// <summary>
    /// Generates <see cref="SynthesisOptions.Posts"/> posts in time order, as they are asked for; memory does not grow with their number. A pure function
    /// of the options: the generator and every choice are in integers, free of culture and platform.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static IEnumerable<SyntheticPost> Generate(SynthesisOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return Merge(options);
    }

    /// <summary>
    /// Writes the corpus as CSV (RFC 4180 quoting, line feeds, UTF-8 without a byte order mark), header
    /// <c>id,author,created_at,lang,retweet,text,group,kind</c>; times as ISO 8601 in UTC, <c>retweet</c> 0 or 1. The stream stays open.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static void WriteCsv(Stream output, SynthesisOptions options)
    {
        ArgumentNullException.ThrowIfNull(output);
        var posts = Generate(options);
        using var writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        writer.Write("id,author,created_at,lang,retweet,text,group,kind\n");
        Span<char> time = stackalloc char[32];
        foreach (var post in posts)
        {
            writer.Write(post.Id);
            writer.Write(',');
            writer.Write(post.Author);
            writer.Write(',');
            post.Time.TryFormat(time, out var length, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            writer.Write(time[..length]);
            writer.Write(',');
            writer.Write(post.Language);
            writer.Write(post.IsRepost ? ",1," : ",0,");
            WriteField(writer, post.Text);
            writer.Write(',');
            writer.Write(post.Group);
            writer.Write(',');
            writer.Write(post.Kind);
            writer.Write('\n');
        }
    }

    private static void WriteField(StreamWriter writer, string field)
    {
        if (field.AsSpan().IndexOfAny(",\"\r\n") < 0)
        {
            writer.Write(field);
            return;
        }
        writer.Write('"');
        writer.Write(field.Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }

    private static IEnumerable<SyntheticPost> Merge(SynthesisOptions options)
    {
        // Ties in time go to the stream with the smaller number: the order is total.
        var next = new PriorityQueue<(PostStream Stream, IEnumerator<Draft> Posts, int Number), (long Seconds, int Number)>();
        var plan = new CorpusPlan(options).Streams;
        var pools = Language.All.ToDictionary(l => l, l => Accounts.PoolSize(plan.Where(s => s.Language == l).Sum(s => s.Posts)));
        for (var i = 0; i < plan.Count; i++)
        {
            (var sort, var language, var posts) = plan[i];
            var stream = new PostStream(sort, language, posts, pools[language], i, options);
            var drafts = stream.Posts().GetEnumerator();
            if (drafts.MoveNext())
            {
                next.Enqueue((stream, drafts, i), (drafts.Current.Seconds, i));
            }
        }
        var start = options.Start.ToUnixTimeSeconds();
        var id = FirstId;
        while (next.TryPeek(out var head, out _))
        {
            var draft = head.Posts.Current;
            var language = head.Stream.Language;
            yield return new SyntheticPost(
                (id++).ToString(CultureInfo.InvariantCulture), Accounts.Handle(language, draft.Author), DateTimeOffset.FromUnixTimeSeconds(start + draft.Seconds),
                language.Code, draft.IsRepost, draft.Text, draft.Group, draft.Kind);
            if (head.Posts.MoveNext())
            {
                next.DequeueEnqueue(head, (head.Posts.Current.Seconds, head.Number));
            }
            else
            {
                next.Dequeue();
            }
        }
    }
}
