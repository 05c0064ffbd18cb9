namespace Copypasta.Archives;

/// <summary>
/// Statuses of Mastodon's API: arrays, search results with <c>statuses</c>, the <c>ancestors</c> and <c>descendants</c> of one, or a status a line. Field names: docs.joinmastodon.org, entities Status, Account, Tag, Mention, Quote and ShallowQuote (Mastodon 4.5).
/// Contents are HTML; a boost has its text in <c>reblog</c>. Accounts go by acct: their numbers count within one server.
/// </summary>
internal static class MastodonFormat
{
    private static readonly JsonMapping s_mapping = new()
    {
        Fields = new Dictionary<PostField, JsonSource[]>
        {
            [PostField.Text] = [JsonSource.Html("reblog.content"), JsonSource.Html("content")],
            [PostField.Id] = ["id"],
            [PostField.Author] = ["account.acct", "account.username", "account.id"],
            [PostField.Time] = ["created_at"],
            [PostField.Language] = ["language"],
            [PostField.Repost] = ["reblog"],
            [PostField.Handle] = ["account.acct"],
            [PostField.Client] = ["application.name"],
            [PostField.Hashtags] = [JsonSource.Names("tags.name")],
            [PostField.Urls] = ["card.url"],
            [PostField.LinkTitle] = ["card.title"],
            [PostField.Mentions] = [JsonSource.Names("mentions.acct")],
            [PostField.ReplyTo] = ["in_reply_to_id"],
            [PostField.QuoteOf] = ["quote.quoted_status.id", "quote.quoted_status_id", "quote.id", "quote_id"],
            [PostField.RepostOf] = ["reblog.id"],
        },
    };

    private static readonly string[] s_signature = ["id", "content", "account.acct|account.username", "created_at"];

    public static readonly ArchiveFormat Format = JsonFormat.Create(
        "mastodon",
        Platform.Mastodon,
        new JsonVariant { Base = "statuses", Frame = ["statuses", "accounts", "hashtags"], Signature = s_signature, Mapping = s_mapping, Layout = new JsonLayout { Units = ["statuses[]"] } },
        Thread("descendants"),
        Thread("ancestors"),
        new JsonVariant { Signature = s_signature, Mapping = s_mapping });

    /// <summary>The statuses around one, entity Context; either side may have none.</summary>
    private static JsonVariant Thread(string side)
        => new() { Base = side, Frame = ["ancestors", "descendants"], Signature = s_signature, Mapping = s_mapping, Layout = new JsonLayout { Units = ["ancestors[]", "descendants[]"] } };
}
