namespace Copypasta.Archives;

/// <summary>Releases with a documented header.</summary>
internal static class NamedTables
{
    /// <summary>
    /// The archives of "information operations" that X (Twitter) published. Times are UTC (the release's readme). Authors by userid: the screen names of
    /// small accounts are hashed, and handles change.
    /// </summary>
    public static readonly ArchiveFormat XInformationOperations = Named(
        "x-io",
        new Dictionary<PostField, string>
        {
            [PostField.Text] = "tweet_text",
            [PostField.Id] = "tweetid",
            [PostField.Author] = "userid",
            [PostField.Time] = "tweet_time",
            [PostField.Language] = "tweet_language",
            [PostField.Repost] = "is_retweet",
        },
        ["tweetid", "userid", "tweet_text", "tweet_time"],
        documentedOrder: null);

    /// <summary>
    /// FiveThirtyEight's release of tweets. Times are M/D/YYYY H:MM in UTC. Authors by handle: external_author_id went through a spreadsheet
    /// and is rounded (9.06E+17).
    /// </summary>
    public static readonly ArchiveFormat FiveThirtyEight = Named(
        "fivethirtyeight",
        new Dictionary<PostField, string>
        {
            [PostField.Text] = "content",
            [PostField.Id] = "tweet_id",
            [PostField.Author] = "author",
            [PostField.Time] = "publish_date",
            [PostField.Language] = "language",
            [PostField.Repost] = "retweet",
        },
        ["external_author_id", "author", "content", "publish_date"],
        documentedOrder: DateOrder.Mdy);

    private static ArchiveFormat Named(string name, Dictionary<PostField, string> columns, string[] signature, DateOrder? documentedOrder)
    {
        return new ArchiveFormat(name, Platform.X, start => Header(start) is null ? null : $"the header has {string.Join(", ", signature)}", Open);

        TableHeader? Header(InputStart start)
        {
            foreach (var delimiter in ",\t;"u8)
            {
                if (TableHeader.Read(start, delimiter) is { } header && header.HasAll(signature))
                {
                    return header;
                }
            }

            return null;
        }

        OpenedFormat Open(InputStart start, RecordCursor cursor)
        {
            var header = Header(start)
                ?? throw new ArchiveException($"{start.Path}: not a table of format {name}; its header has the columns {string.Join(", ", signature)}");
            // A user who names an order or maps another time column knows better than the documentation.
            var documented = !start.Map.ContainsKey(PostField.Time);
            var times = documented
                ? start.TimesOf(TimeZoneInfo.Utc, start.Options.DateOrder ?? documentedOrder)
                : start.TimesOf();
            return DelimitedFormat.Open(start, cursor, header, columns, times);
        }
    }
}
