namespace Copypasta.Archives;

/// <summary>
/// Telegram Desktop's export in JSON: one chat (<c>messages</c>) or all (<c>chats.list</c>). Field names: telegramdesktop/tdesktop,
/// Telegram/SourceFiles/export/output/export_output_json.cpp (SerializeMessage, writeDialogStart; a copy of 2023; forwarded_from_id is of later versions). A message's number counts within its chat, so that its id here is chat_number; a text is a string or an array of
/// strings and formatted pieces. Service messages are no posts. A channel is its own author; <c>date</c> has no zone, <c>date_unixtime</c> needs none.
/// </summary>
internal static class TelegramDesktopFormat
{
    private static readonly JsonMapping s_mapping = new()
    {
        Fields = new Dictionary<PostField, JsonSource[]>
        {
            [PostField.Text] = [JsonSource.Mixed("text")],
            [PostField.Id] = [JsonSource.All("$chat", "'_", "id"), "id"],
            [PostField.Author] = ["from_id", JsonSource.All("'channel", "$chat")],
            [PostField.Time] = ["date_unixtime", "date"],
            [PostField.Repost] = [JsonSource.Present("forwarded_from"), JsonSource.Present("forwarded_from_id")],
            [PostField.Handle] = ["from"],
            [PostField.Hashtags] = [JsonSource.Names("text_entities[type=hashtag].text")],
            [PostField.Urls] = [JsonSource.List("text_entities[type=link].text", "text_entities[type=text_link].href")],
            [PostField.Mentions] = [JsonSource.Names("text_entities[type=mention].text", "text_entities[type=mention_name].user_id")],
            [PostField.ReplyTo] = [JsonSource.All("$chat", "'_", "reply_to_message_id"), "reply_to_message_id"],
            [PostField.RepostOf] = ["forwarded_from_id", "forwarded_from"],
        },
        Only = [("type", ["message"])],
    };

    private static readonly string[] s_signature = ["id", "type", "date|date_unixtime", "text"];

    private static readonly JsonLayout s_layout = new()
    {
        Units = ["messages[]", "chats.list[].messages[]", "left_chats.list[].messages[]"],
        Context = [("chat", "id"), ("chat", "chats.list[].id"), ("chat", "left_chats.list[].id")],
    };

    public static readonly ArchiveFormat Format = JsonFormat.Create(
        "telegram-desktop",
        Platform.Telegram,
        new JsonVariant { Base = "messages", Frame = ["messages", "type", "id"], Signature = s_signature, Mapping = s_mapping, Layout = s_layout },
        new JsonVariant { Base = "chats.list.messages", Frame = ["chats.list|personal_information.user_id", "about"], Signature = s_signature, Mapping = s_mapping, Layout = s_layout },
        new JsonVariant { Base = "left_chats.list.messages", Frame = ["left_chats.list", "about"], Signature = s_signature, Mapping = s_mapping, Layout = s_layout });
}
