namespace Copypasta.Archives;

/// <summary>
/// Messages of Telegram as 4CAT writes them from Telethon. A message without sender was posted in the name of its chat. A forward is a repost. The local times of the server
/// that collected them are there too; the Unix times are taken. Source: map_item in datasources/telegram/search_telegram.py of github.com/digitalmethodsinitiative/4cat.
/// </summary>
internal static class TelegramTable
{
    public static readonly ArchiveFormat Format = new TableFormat("telegram-csv", Platform.Telegram, ["id", "chat", "author", "body", "author_forwarded_from_name"], ["id", "thread_id", "body", "author_forwarded_from_username"], ["id", "thread_id", "body", "author_forwarded_from_id"])
    {
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = ["body"],
            [PostField.Id] = ["id"],
            [PostField.Author] = ["author", "author_username", "chat", "thread_id"],
            [PostField.Time] = ["unix_timestamp", "timestamp"],
            [PostField.Repost] = ["author_forwarded_from_id", "unix_timestamp_forwarded_from", "timestamp_forwarded_from", "author_forwarded_from_username", "author_forwarded_from_name"],
            [PostField.Handle] = ["author_username", "author_name", "chat"],
            [PostField.Urls] = ["link_attached"],
            [PostField.Mentions] = ["entities_mentioned"],
            [PostField.ReplyTo] = ["reply_to"],
            [PostField.RepostOf] = ["author_forwarded_from_id", "author_forwarded_from_username", "author_forwarded_from_name"],
        },
    }.ToArchiveFormat();
}
