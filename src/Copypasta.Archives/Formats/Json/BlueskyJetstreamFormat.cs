namespace Copypasta.Archives;

/// <summary>
/// Bluesky's Jetstream, an event a line, as /subscribe gives it and, in frames with a payload, network.bsky.jetstream.subscribeEvents. Field names: bluesky-social/jetstream, docs/README.md, 5.1 and 5.2
/// (9a30def, 2026-08); lexicon app.bsky.feed.post. Only created posts are posts: likes, follows,
/// reposts, deletions, identity and account events are not. The time is what the post says, else when the event was seen (microseconds).
/// </summary>
internal static class BlueskyJetstreamFormat
{
    private const string Post = "app.bsky.feed.post";

    public static readonly ArchiveFormat Format = JsonFormat.Create(
        "bluesky-jetstream",
        Platform.Bluesky,
        new JsonVariant
        {
            Signature = ["did", "commit.collection|time_us", "kind|commit.operation"],
            Mapping = Mapping("", "commit.", "time_us") with { Only = [("kind", ["commit"]), ("commit.operation", ["create"]), ("commit.collection", [Post])] },
        },
        new JsonVariant
        {
            Base = "payload",
            Signature = ["did", "seq", "collection|operation|time"],
            Mapping = Mapping("payload.", "payload.", "payload.time") with
            {
                Only = [("payload.$type", ["network.bsky.jetstream.subscribeEvents#commit"]), ("payload.operation", ["create"]), ("payload.collection", [Post])],
            },
        });

    /// <param name="at">Where the event is.</param>
    /// <param name="commit">Where its commit is.</param>
    /// <param name="seen">When it was seen.</param>
    private static JsonMapping Mapping(string at, string commit, string seen) => new()
    {
        Fields = new Dictionary<PostField, JsonSource[]>
        {
            [PostField.Text] = [commit + "record.text"],
            [PostField.Id] = [JsonSource.All("'at://", at + "did", "'/", commit + "collection", "'/", commit + "rkey")],
            [PostField.Author] = [at + "did"],
            [PostField.Time] = [commit + "record.createdAt", seen],
            [PostField.Language] = [JsonSource.First(commit + "record.langs")],
            [PostField.Hashtags] = [JsonSource.Names(commit + "record.facets.features.tag", commit + "record.tags")],
            [PostField.Urls] = [JsonSource.List(commit + "record.facets.features.uri", commit + "record.embed.external.uri")],
            [PostField.LinkTitle] = [commit + "record.embed.external.title", commit + "record.embed.media.external.title"],
            [PostField.Mentions] = [JsonSource.List(commit + "record.facets.features.did")],
            [PostField.ReplyTo] = [commit + "record.reply.parent.uri"],
            [PostField.QuoteOf] = [commit + "record.embed.record.uri", commit + "record.embed.record.record.uri"],
        },
    };
}
