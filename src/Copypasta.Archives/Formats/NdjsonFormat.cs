using System.Text.Json;

namespace Copypasta.Archives;

/// <summary>One JSON object a line.</summary>
internal static class NdjsonFormat
{
    public static readonly ArchiveFormat Format = new("ndjson", Platform.Unknown, start => Fits(start) ? "a JSON object a line" : null, Open);

    private const int SampleRecords = 100;

    /// <summary>Known paths per field, the preferred first. Texts and repost marks are looked for in every record, the others in the first records only.</summary>
    private static readonly string[][] s_paths =
    [
        ["extended_tweet.full_text", "full_text", "text", "content", "body", "message", "post_text", "comment", "tweet_text", "video_description"],
        ["id_str", "id", "tweet_id", "tweetid", "post_id", "message_id", "status_id", "uri"],
        [
            "user.id_str", "author_id", "user_id", "userid", "user.screen_name", "author.username", "account.acct", "post_owner.username", "from_id", "author", "username",
            "screen_name", "account", "user", "channel", "from", "sender",
        ],
        ["created_at", "created_utc", "createdAt", "creation_time", "create_time", "timestamp", "time", "date_unixtime", "date", "publishedAt", "published_at", "datetime"],
        ["lang", "language"],
        ["retweeted_status", "retweeted_status_id_str", "referenced_tweets.type", "referenced_tweets.retweeted.id", "is_retweet", "retweet", "is_repost", "repost", "reblog"],
        ["user.screen_name", "author.username", "username", "screen_name", "account.acct"],
        ["source", "client", "application.name"],
        ["entities.hashtags.text", "entities.hashtags.tag", "hashtags", "tags.name"],
        ["entities.urls.expanded_url", "urls"],
        ["entities.user_mentions.screen_name", "entities.mentions.username", "mentions.acct"],
        ["in_reply_to_status_id_str", "in_reply_to_id", "reply_to_message_id", "parent_id"],
        ["quoted_status_id_str", "referenced_tweets.quoted.id"],
        ["retweeted_status.id_str", "referenced_tweets.retweeted.id", "crosspost_parent", "reblog.id"],
    ];

    private static bool Fits(InputStart start)
    {
        var sample = start.Sample.Span.TrimStart(" \t\r\n"u8);
        if (sample.StartsWith("["u8) && sample[1..].TrimStart(" \t\r\n"u8).StartsWith("{\""u8) && LooksLikeDocument(sample, start.IsWhole))
        {
            throw new ArchiveException($"{start.Path}: a JSON array; NDJSON, one object a line, can be read (jq -c '.[]' makes it)");
        }

        if (!sample.StartsWith("{"u8) || !sample[1..].TrimStart(" \t\r\n"u8).StartsWith("\""u8) && !sample[1..].TrimStart(" \t\r\n"u8).StartsWith("}"u8))
        {
            return false;
        }

        var end = sample.IndexOf((byte)'\n');
        var line = end < 0 ? sample : sample[..end];
        if (end < 0 && !start.IsWhole)
        {
            return true;
        }

        if (JsonLine.Problem(line) is null || start.IsNamed(".ndjson") || start.IsNamed(".jsonl"))
        {
            return true;
        }

        if (LooksLikeDocument(sample, start.IsWhole))
        {
            throw new ArchiveException($"{start.Path}: a JSON document over several lines; NDJSON, one object a line, can be read (jq -c . makes it)");
        }

        // One bad line among good ones is a reject, not another format.
        return end >= 0 && Lines(sample[(end + 1)..], start.IsWhole) > 0;
    }

    private static int Lines(ReadOnlySpan<byte> rest, bool isWhole)
    {
        var good = 0;
        for (var i = 0; i < SampleRecords && TakeLine(ref rest, isWhole, out var line); i++)
        {
            good += line.StartsWith("{"u8) && JsonLine.Problem(line) is null ? 1 : 0;
        }

        return good;
    }

    /// <summary>Whether the bytes are the beginning of a JSON value that goes on over line ends.</summary>
    private static bool LooksLikeDocument(ReadOnlySpan<byte> sample, bool isWhole)
    {
        var reader = new Utf8JsonReader(sample, isWhole, default);
        try
        {
            var tokens = 0;
            while (tokens < 1000 && reader.Read())
            {
                tokens++;
            }

            return tokens > 1;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static OpenedFormat Open(InputStart start, RecordCursor cursor)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var rest = start.Sample.Span;
        for (var i = 0; i < SampleRecords && TakeLine(ref rest, start.IsWhole, out var line); i++)
        {
            JsonLine.AddPaths(line, found);
        }

        var plan = start.Plan;
        var paths = new string[plan.Count][];
        for (var i = 0; i < paths.Length; i++)
        {
            paths[i] = i < plan.Fields.Length ? PathsOf(start, plan.Fields[i], found) : [plan.Name(i)];
        }

        if (paths[(int)PostField.Text].Length == 0)
        {
            // No record at all, as in a file of blank lines, is no missing field.
            if (found.Count > 0)
            {
                throw new ArchiveException($"{start.Path}: no text field found; the fields are {DelimitedFormat.List(found)}; name one with --map text=FIELD, dots for nested ones");
            }

            paths[(int)PostField.Text] = ["text"];
        }

        var times = start.TimesOf();
        var reader = new NdjsonReader(cursor, times, plan, paths, found, start.MaxRecordBytes);
        reader.Observe(start.Sample.Span, start.IsWhole);
        return new OpenedFormat(reader, times, plan.Carried);
    }

    private static string[] PathsOf(InputStart start, PostField field, SortedSet<string> found)
    {
        if (start.Map.TryGetValue(field, out var wanted))
        {
            // Reposts may be rare, and only they have the mark.
            if (field != PostField.Repost && found.Count > 0 && !found.Contains(wanted))
            {
                throw new ArchiveException($"{start.Path}: no field '{wanted}' in the first records (--map {field.Name()}={wanted}); the fields are {DelimitedFormat.List(found)}");
            }

            return [wanted];
        }

        var known = s_paths[(int)field];
        var best = Array.Find(known, found.Contains);
        return field switch
        {
            PostField.Repost => known,
            // A record without the best text may have a lesser one: short tweets have no extended_tweet.
            PostField.Text => best is null ? [] : best is "extended_tweet.full_text" or "full_text" or "text" ? known[..3] : [best],
            _ => best is null ? [] : [best],
        };
    }

    private static bool TakeLine(ref ReadOnlySpan<byte> rest, bool isWhole, out ReadOnlySpan<byte> line)
    {
        var end = rest.IndexOf((byte)'\n');
        line = end < 0 ? rest : rest[..end];
        var taken = end >= 0 || (isWhole && !rest.IsEmpty);
        rest = end < 0 ? default : rest[(end + 1)..];
        return taken;
    }
}
