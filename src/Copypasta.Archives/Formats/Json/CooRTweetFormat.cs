namespace Copypasta.Archives;

/// <summary>
/// Records in the form that the R package CooRTweet works on (nicolarighetti/CooRTweet, R/prep_data.R, d31a008, 2025-06): what was shared, by whom, in which post, when. Where no text is kept,
/// what was shared stands for it.
/// </summary>
internal static class CooRTweetFormat
{
    public static readonly ArchiveFormat Format = JsonFormat.Create(
        "coortweet",
        Platform.Unknown,
        new JsonVariant
        {
            Signature = ["object_id", "account_id", "content_id", "timestamp_share"],
            Mapping = new JsonMapping
            {
                Fields = new Dictionary<PostField, JsonSource[]>
                {
                    [PostField.Text] = ["text", "full_text", "content", "message", "object_id"],
                    [PostField.Id] = ["content_id"],
                    [PostField.Author] = ["account_id"],
                    [PostField.Time] = ["timestamp_share"],
                },
            },
        });
}
