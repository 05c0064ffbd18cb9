namespace Copypasta.Archives;

/// <summary>JSON of no known origin, by what its properties are called: an object a line, or a document with its records in an array.</summary>
internal static class GenericJsonFormats
{
    public static readonly ArchiveFormat Lines = new("ndjson", Platform.Unknown, start => start.Json.IsJson && AreLines(start) ? "a JSON object a line" : null, Open);

    public static readonly ArchiveFormat Document = new(
        "json",
        Platform.Unknown,
        start => !start.Json.IsJson || AreLines(start) ? null : PlacesOf(start) is [{ Length: > 0 }, ..] places ? $"JSON with records in {string.Join(" and ", places)}" : start.Json.IsArray ? "a JSON array" : "a JSON document",
        Open);

    /// <summary>Known paths per field, the preferred first. Texts and repost marks are looked for in every record, the others in the first records only.</summary>
    private static readonly Dictionary<PostField, string[]> s_paths = new()
    {
        [PostField.Text] =
        [
            "extended_tweet.full_text", "full_text", "text", "content", "body", "message", "post_text", "post_message", "message_text", "comment", "comment_text", "tweet_text",
            "video_description", "text_data", "textOriginal", "tweet", "caption", "selftext",
        ],
        [PostField.Id] = ["id_str", "id", "tweet_id", "tweetid", "post_id", "message_id", "status_id", "comment_id", "commentId", "object_id", "id_submission", "uri"],
        [PostField.Author] =
        [
            "user.id_str", "author_id", "user_id", "userid", "account_id", "user.screen_name", "author.username", "account.acct", "post_owner.username", "from_id", "author", "username",
            "screen_name", "account", "user", "channel", "from", "sender",
        ],
        [PostField.Time] =
        [
            "created_at", "created_utc", "createdAt", "creation_time", "create_time", "timestamp", "time", "date_unixtime", "date", "publishedAt", "published_at", "datetime",
            "posted_at", "postedDate",
        ],
        [PostField.Language] = ["lang", "language"],
        [PostField.Repost] =
        [
            "retweeted_status", "retweeted_status_id_str", "referenced_tweets[type=retweeted].type", "referenced_tweets.retweeted.id", "is_retweet", "retweet", "is_repost",
            "repost", "reblog",
        ],
        [PostField.Handle] = ["user.screen_name", "author.username", "username", "screen_name", "account.acct"],
        [PostField.Client] = ["source", "client", "application.name"],
        [PostField.Hashtags] = ["entities.hashtags.text", "entities.hashtags.tag", "hashtags", "tags.name"],
        [PostField.Urls] = ["entities.urls.expanded_url", "urls"],
        [PostField.Mentions] = ["entities.user_mentions.screen_name", "entities.mentions.username", "mentions.acct", "mentions"],
        [PostField.ReplyTo] = ["in_reply_to_status_id_str", "in_reply_to_id", "reply_to_message_id", "parent_id"],
        [PostField.QuoteOf] = ["quoted_status_id_str", "referenced_tweets.quoted.id"],
        [PostField.RepostOf] = ["retweeted_status.id_str", "referenced_tweets.retweeted.id", "crosspost_parent", "reblog.id"],
        [PostField.LinkTitle] = ["link_title", "entities.urls.title", "card.title", "link_attachment.name", "embed.external.title", "url_title", "page_title", "article_title"],
    };

    private static OpenedFormat Open(InputStart start, RecordCursor cursor)
    {
        var outline = start.Json;
        var places = PlacesOf(start);
        var prefixes = places.Select(place => place.Length == 0 ? "" : place + ".").ToArray();
        var fields = s_paths.ToDictionary(entry => entry.Key, entry => SourcesOf(entry.Key, entry.Value, path => prefixes.Any(prefix => entry.Key == PostField.Text ? HoldsText(outline, prefix + path) : outline.Paths.Contains(prefix + path))));
        if (fields[PostField.Text].Length == 0 && !start.Map.ContainsKey(PostField.Text))
        {
            // No record at all, as in a file of blank lines, is no missing field.
            if (outline.Paths.Count > 0)
            {
                throw new ArchiveException($"{start.Path}: no text field found; the fields are {DelimitedFormat.List(outline.Paths)}; name one with --map text=FIELD, dots for nested ones") { IsForeign = true };
            }

            fields[PostField.Text] = ["text"];
        }

        return JsonFormat.Open(start, cursor, new JsonVariant
        {
            Signature = [],
            Mapping = new JsonMapping { Fields = fields },
            Layout = new JsonLayout { Units = [.. places.Select(place => UnitOf(outline, place))] },
        });
    }

    private static JsonSource[] SourcesOf(PostField field, string[] known, Predicate<string> isThere)
    {
        var best = Array.Find(known, isThere);
        if (field == PostField.Repost)
        {
            return [.. known.Select(path => (JsonSource)path)];
        }

        if (best is null)
        {
            return [];
        }

        // A record without the best text may have a lesser one: short tweets have no extended_tweet.
        return field == PostField.Text && best is "extended_tweet.full_text" or "full_text" or "text"
            ? [known[0], known[1], known[2]]
            : [field.IsList() ? JsonSource.List(best) : best];
    }

    private static bool AreLines(InputStart start) => start.Json.IsLines && PlacesOf(start) is [""];

    /// <summary>Where records are: the root, or the arrays whose objects have a text and that lie in none of one another, those nearest to the root first.</summary>
    private static List<string> PlacesOf(InputStart start)
    {
        var outline = start.Json;
        var places = new List<string>();
        if (!start.Map.ContainsKey(PostField.Text) && !s_paths[PostField.Text].Any(path => HoldsText(outline, path)))
        {
            foreach (var array in outline.Arrays.OrderBy(path => path.Count(c => c == '.')).ThenBy(path => path, StringComparer.Ordinal))
            {
                if (!places.Any(place => array.StartsWith(place + ".", StringComparison.Ordinal)) && s_paths[PostField.Text].Any(name => HoldsText(outline, array + "." + name)))
                {
                    places.Add(array);
                }
            }
        }

        return places.Count == 0 ? [""] : places;
    }

    /// <summary>Whether there is such a field, and it is not an object around others, as in <c>{"tweet": {"body": "…"}}</c>. One that is called a text is meant for one, whatever the first record has there.</summary>
    private static bool HoldsText(JsonOutline outline, string path)
        => outline.Paths.Contains(path) && (path.EndsWith("text", StringComparison.Ordinal) || outline.Arrays.Contains(path) || outline.Strings.Contains(path) || outline.Paths.GetViewBetween(path + ".", path + "/").Count == 0);

    private static string UnitOf(JsonOutline outline, string place)
    {
        var names = place.Split('.');
        return string.Join('.', names.Select((name, i) => outline.Arrays.Contains(string.Join('.', names[..(i + 1)])) ? name + "[]" : name));
    }
}
