namespace Copypasta.Archives;

/// <summary>
/// Telegram messages as Telethon's to_json and 4CAT write them. Field names: digitalmethodsinitiative/4cat, datasources/telegram/search_telegram.py (serialize_obj, map_item).
/// Ids of messages and accounts take the form of Telegram Desktop's exports (chat_number, user1, channel1): as numbers alone those of users and channels overlap.
/// </summary>
internal static class TelethonFormat
{
    private static readonly JsonMapping s_mapping = new()
    {
        Fields = new Dictionary<PostField, JsonSource[]>
        {
            [PostField.Text] = ["message"],
            [PostField.Id] =
            [
                JsonSource.All("peer_id.channel_id", "'_", "id"), JsonSource.All("peer_id.chat_id", "'_", "id"), JsonSource.All("peer_id.user_id", "'_", "id"),
                JsonSource.All("to_id.channel_id", "'_", "id"), JsonSource.All("_chat.id", "'_", "id"), "id",
            ],
            [PostField.Author] =
            [
                JsonSource.All("'user", "from_id.user_id"), JsonSource.All("'channel", "from_id.channel_id"), JsonSource.All("'user", "_sender[_type=User].id"),
                JsonSource.All("'channel", "_sender[_type=Channel].id"), "_sender.id", JsonSource.All("'channel", "peer_id.channel_id"), JsonSource.All("'user", "from_id"),
                JsonSource.All("'channel", "to_id.channel_id"), JsonSource.All("'user", "peer_id.user_id"), "_chat.id",
            ],
            [PostField.Time] = ["date"],
            [PostField.Repost] = ["fwd_from"],
            [PostField.Handle] = ["_sender.username", "_chat.username"],
            [PostField.ReplyTo] =
            [
                JsonSource.All("peer_id.channel_id", "'_", "reply_to.reply_to_msg_id"), JsonSource.All("peer_id.chat_id", "'_", "reply_to.reply_to_msg_id"),
                "reply_to.reply_to_msg_id", "reply_to_msg_id",
            ],
            [PostField.RepostOf] =
            [
                JsonSource.All("'channel", "fwd_from.from_id.channel_id"), JsonSource.All("'user", "fwd_from.from_id.user_id"), JsonSource.All("'channel", "fwd_from.channel_id"),
                "fwd_from.from_id", "fwd_from.from_name",
            ],
        },
        Only = [("_", ["Message"]), ("_type", ["Message"])],
        NotPosts = ["action"],
    };

    public static readonly ArchiveFormat Format = JsonFormat.Create(
        "telegram-telethon",
        Platform.Telegram,
        new JsonVariant
        {
            Signature = ["id", "message", "date", "peer_id.channel_id|peer_id.user_id|peer_id.chat_id|to_id.channel_id|_chat.id|_chat.username|_sender.id|fwd_from"],
            Mapping = s_mapping,
        });
}
