namespace Copypasta.Archives;

/// <summary>
/// The archives of "information operations" that X (Twitter) published. Times are UTC and cut off to the minute (the release's readme). Authors by userid: the screen names
/// of small accounts are hashed, and handles change. Lists are written "[a, b]" or "['a']", what there is none of sometimes as "absent".
/// </summary>
internal static class XInformationOperationsTable
{
    public static readonly ArchiveFormat Format = new TableFormat("x-io", Platform.X, ["tweetid", "userid", "tweet_text", "tweet_time"])
    {
        Zone = TimeZoneInfo.Utc,
        HasTimesInIds = true,
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = ["tweet_text"],
            [PostField.Id] = ["tweetid"],
            [PostField.Author] = ["userid"],
            [PostField.Time] = ["tweet_time"],
            [PostField.Language] = ["tweet_language"],
            [PostField.Repost] = ["is_retweet", "retweet_tweetid"],
            [PostField.Handle] = ["user_screen_name", "user_display_name"],
            [PostField.Client] = ["tweet_client_name"],
            [PostField.Hashtags] = ["hashtags"],
            [PostField.Urls] = ["urls"],
            [PostField.Mentions] = ["user_mentions"],
            [PostField.ReplyTo] = ["in_reply_to_tweetid"],
            [PostField.QuoteOf] = ["quoted_tweet_tweetid"],
            [PostField.RepostOf] = ["retweet_tweetid"],
        },
    }.ToArchiveFormat();
}
