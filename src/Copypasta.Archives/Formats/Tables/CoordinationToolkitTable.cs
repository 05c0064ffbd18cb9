namespace Copypasta.Archives;

/// <summary>
/// The input table of the Coordination Network Toolkit. Times are Unix seconds. Source: "CSV (All other platforms)" in the readme of
/// github.com/QUT-Digital-Observatory/coordination-network-toolkit.
/// </summary>
internal static class CoordinationToolkitTable
{
    public static readonly ArchiveFormat Format = new TableFormat("qut", Platform.Unknown, ["message_id", "user_id", "repost_id", "reply_id", "message"])
    {
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = ["message"],
            [PostField.Id] = ["message_id"],
            [PostField.Author] = ["user_id", "username"],
            [PostField.Time] = ["timestamp"],
            [PostField.Repost] = ["repost_id"],
            [PostField.Handle] = ["username"],
            [PostField.Urls] = ["urls"],
            [PostField.ReplyTo] = ["reply_id"],
            [PostField.RepostOf] = ["repost_id"],
        },
    }.ToArchiveFormat();
}
