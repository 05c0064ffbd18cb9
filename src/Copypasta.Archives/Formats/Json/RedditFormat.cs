namespace Copypasta.Archives;

/// <summary>
/// Reddit submissions and comments, as Pushshift's dumps and API have them (Baumgartner et al. 2020, "The Pushshift Reddit Dataset"; names as in Watchful1/PushshiftDumps, scripts, eed0351, 2026-03). A submission's text is its
/// title and, below an empty line, its selftext. Ids are full names (t3_ submissions, t1_ comments), as parent_id and crosspost_parent name them: without the kind they overlap.
/// </summary>
internal static class RedditFormat
{
    private static readonly JsonMapping s_mapping = new()
    {
        Fields = new Dictionary<PostField, JsonSource[]>
        {
            [PostField.Text] = ["body", JsonSource.Join("\n\n", "title", "selftext")],
            [PostField.Id] = ["name", JsonSource.All("?body", "'t1_", "id"), JsonSource.All("?title", "'t3_", "id"), "id"],
            [PostField.Author] = ["author"],
            [PostField.Time] = ["created_utc"],
            [PostField.Repost] = ["crosspost_parent"],
            [PostField.Handle] = ["author"],
            [PostField.Urls] = ["url_overridden_by_dest", "url"],
            [PostField.ReplyTo] = ["parent_id"],
            [PostField.RepostOf] = ["crosspost_parent"],
        },
        Placeholders = ["[removed]", "[deleted]"],
    };

    private static readonly string[] s_signature = ["id", "author", "created_utc", "body|selftext|title", "subreddit|subreddit_id|link_id|parent_id|permalink"];

    public static readonly ArchiveFormat Format = JsonFormat.Create(
        "reddit",
        Platform.Reddit,
        new JsonVariant { Base = "data", Signature = s_signature, Mapping = s_mapping, Layout = new JsonLayout { Units = ["data[]"] } },
        new JsonVariant { Signature = s_signature, Mapping = s_mapping });
}
