namespace Copypasta.Archives;

/// <summary>
/// Posts and comments of Reddit as tables: of Pushshift's fields, or what github.com/Watchful1/PushshiftDumps, scripts/to_csv.py (eed0351, 2026-03) makes of its dumps: authors as "u/name", links in place of
/// ids, times to the minute in the zone of whoever ran it. A post is its title and what is below it. A crosspost is a repost. Ids are full names (t3_ submissions, t1_ comments), as parent_id and
/// the JSON of the dumps have them: without the kind they overlap. A table that has submissions and comments at once does not tell which is which, and keeps its ids, unless it has full names or links.
/// </summary>
internal static class RedditTable
{
    private const string Comment = "body";
    private const string Submission = "title";

    public static readonly ArchiveFormat Format = new TableFormat("reddit-csv", Platform.Reddit, ["author", "created_utc", "subreddit", Comment], ["author", "created_utc", "subreddit", Submission], ["author", "score", "created", "link", Comment], ["author", Submission, "score", "created", "link", "text"])
    {
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = [Comment, new("\n\n", Submission, "selftext", "text")],
            [PostField.Id] = ["name", "id", "link", "permalink"],
            [PostField.Author] = ["author"],
            [PostField.Time] = ["created_utc", "created"],
            [PostField.Repost] = ["crosspost_parent"],
            [PostField.Handle] = ["author"],
            [PostField.Urls] = ["url"],
            [PostField.ReplyTo] = ["parent_id"],
            [PostField.RepostOf] = ["crosspost_parent"],
        },
        IdForm = header => new IdentityForm((batch, id) => FullName(batch, id, KindOf(header))),
        AuthorForm = WithoutPrefix,
    }.ToArchiveFormat();

    /// <summary>What comes before the ids of a table; nothing where it may have both kinds.</summary>
    private static byte[] KindOf(TableHeader header) => (header.HasAll(Comment), header.HasAll(Submission)) switch
    {
        (true, false) => "t1_"u8.ToArray(),
        (false, true) => "t3_"u8.ToArray(),
        _ => [],
    };

    /// <summary>"t1_abc" of itself, of "abc" in a table of comments, and of ".../comments/xyz/title/abc/"; "t3_xyz" of ".../comments/xyz/title/".</summary>
    private static FieldRange FullName(PostBatch batch, FieldRange id, ReadOnlySpan<byte> kind)
    {
        var value = batch.Bytes(id);
        value = value.IndexOfAny((byte)'?', (byte)'#') is >= 0 and var query ? value[..query] : value;
        var start = value.IndexOf("/comments/"u8);
        if (start < 0)
        {
            return value.Length > 3 && value[0] == (byte)'t' && value[2] == (byte)'_' ? id : batch.Prepend(kind, id);
        }

        start += "/comments/".Length;
        var submission = Segment(value, start);
        var title = Segment(value, start + submission + 1);
        var comment = start + submission + 1 + title + 1;
        var isComment = Segment(value, comment) > 0;
        var name = isComment ? id with { Offset = id.Offset + comment, Length = Segment(value, comment) } : id with { Offset = id.Offset + start, Length = submission };
        return name.Length == 0 ? id : batch.Precede(isComment ? "t1_"u8 : "t3_"u8, name);
    }

    /// <summary>Bytes up to the next slash; 0 beyond the end.</summary>
    private static int Segment(ReadOnlySpan<byte> link, int start)
    {
        if (start >= link.Length)
        {
            return 0;
        }

        var end = link[start..].IndexOf((byte)'/');
        return end < 0 ? link.Length - start : end;
    }

    private static FieldRange WithoutPrefix(PostBatch batch, FieldRange author)
        => batch.Bytes(author).StartsWith("u/"u8) ? new FieldRange(author.Offset + 2, author.Length - 2) : author;
}
