namespace Copypasta.Archives;

/// <summary>
/// Bluesky's Jetstream, an event a line. Field names (from memory, to be checked): bluesky-social/jetstream, README and pkg/models; lexicon app.bsky.feed.post. Only created posts are posts: likes, follows,
/// reposts, deletions, identity and account events are not. The time is what the post says, else when the event was seen (microseconds).
/// </summary>
internal static class BlueskyJetstreamFormat
{
    private static readonly JsonMapping s_mapping = new()
    {
        Fields = new Dictionary<PostField, JsonSource[]>
        {
            [PostField.Text] = ["commit.record.text"],
            [PostField.Id] = [JsonSource.All("'at://", "did", "'/", "commit.collection", "'/", "commit.rkey")],
            [PostField.Author] = ["did"],
            [PostField.Time] = ["commit.record.createdAt", "time_us"],
            [PostField.Language] = [JsonSource.First("commit.record.langs")],
            [PostField.Hashtags] = [JsonSource.Names("commit.record.facets.features.tag", "commit.record.tags")],
            [PostField.Urls] = [JsonSource.List("commit.record.facets.features.uri", "commit.record.embed.external.uri")],
            [PostField.Mentions] = [JsonSource.List("commit.record.facets.features.did")],
            [PostField.ReplyTo] = ["commit.record.reply.parent.uri"],
            [PostField.QuoteOf] = ["commit.record.embed.record.uri", "commit.record.embed.record.record.uri"],
        },
        Only = [("kind", ["commit"]), ("commit.operation", ["create"]), ("commit.collection", ["app.bsky.feed.post"])],
    };

    public static readonly ArchiveFormat Format = JsonFormat.Create(
        "bluesky-jetstream",
        Platform.Bluesky,
        new JsonVariant { Signature = ["did", "commit.collection|time_us", "kind|commit.operation"], Mapping = s_mapping });
}
