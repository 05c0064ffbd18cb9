using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Copypasta.Synthesis;

namespace Copypasta.Bench;

/// <summary>Invented archives in the shapes that readers meet most, with the white space that Python's <c>json.dumps</c> writes.</summary>
internal static class ReaderSamples
{
    /// <summary>Flat NDJSON with the text as UTF-8; tweets of Twitter's API v1.1, retweets among them, with the text in escapes as Twitter sends it; eight columns of CSV.</summary>
    public static readonly string[] Names = ["flat.ndjson", "v1.ndjson", "eight.csv"];

    /// <summary>Name and content of each sample, of at least so many bytes.</summary>
    public static IEnumerable<(string Name, byte[] Content)> All(int bytes)
    {
        SyntheticPost[] posts = [.. SyntheticCorpus.Generate(new SynthesisOptions { Posts = 100_000 })];
        yield return (Names[0], Repeat(bytes, posts, "", Flat));
        yield return (Names[1], Repeat(bytes, posts, "", Tweet));
        yield return (Names[2], Repeat(bytes, posts, "id,author,created_at,language,followers,content,retweet,category\n", Row));
    }

    private static byte[] Repeat(int bytes, SyntheticPost[] posts, string header, Func<SyntheticPost, string> record)
    {
        var content = new MemoryStream(bytes + (64 * 1024));
        content.Write(Encoding.UTF8.GetBytes(header));
        for (var i = 0; content.Length < bytes; i = (i + 1) % posts.Length)
        {
            content.Write(Encoding.UTF8.GetBytes(record(posts[i])));
        }

        return content.ToArray();
    }

    private static string Plain(string text) => "\"" + JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";

    private static string Escaped(string text)
    {
        var written = new StringBuilder(Plain(text).Length * 2);
        foreach (var c in Plain(text))
        {
            written.Append(c < 0x80 ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"));
        }

        return written.ToString();
    }

    private static string Flat(SyntheticPost post) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"id": "{{post.Id}}", "author": {{Plain(post.Author)}}, "created_at": "{{post.Time:yyyy-MM-ddTHH:mm:ss}}Z", "lang": "{{post.Language}}", "text": {{Plain(post.Text)}}, "is_retweet": {{(post.IsRepost ? "true" : "false")}}}

        """);

    private static string Row(SyntheticPost post) => string.Create(
        CultureInfo.InvariantCulture,
        $"{post.Id},{post.Author},{post.Time:yyyy-MM-dd HH:mm:ss},{post.Language},{post.Text.Length * 7},\"{post.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{(post.IsRepost ? 1 : 0)},{post.Kind}\n");

    private static string Tweet(SyntheticPost post) => Status(post, post.IsRepost ? Status(post, null) : null) + "\n";

    private static string Status(SyntheticPost post, string? retweeted)
    {
        var time = post.Time.ToString("ddd MMM dd HH:mm:ss '+0000' yyyy", CultureInfo.InvariantCulture);
        var text = Escaped(post.Text);
        var shown = retweeted is null ? text : $"\"RT @{post.Author}: {text[1..Math.Min(text.Length - 1, 60)].Split('\\')[0]}...\"";
        var nested = retweeted is null ? "" : $"\"retweeted_status\": {retweeted}, ";
        return $$$"""
        {"created_at": "{{{time}}}", "id": 1{{{post.Id}}}00000000, "id_str": "1{{{post.Id}}}00000000", "text": {{{shown}}}, "truncated": false,
        "entities": {"hashtags": [{"text": "today", "indices": [31, 37]}], "symbols": [], "user_mentions": [{"screen_name": "someone_else", "name": "Some One",
        "id": 2244994945, "id_str": "2244994945", "indices": [3, 16]}], "urls": [{"url": "https://t.co/XweGngmxlP",
        "expanded_url": "https://example.org/2017/news/a-page", "display_url": "example.org/2017/news/a-p\u2026", "indices": [59, 82]}]},
        "source": "<a href=\"http://twitter.com/download/android\" rel=\"nofollow\">Twitter for Android</a>", "in_reply_to_status_id": null,
        "in_reply_to_status_id_str": null, "in_reply_to_user_id": null, "in_reply_to_user_id_str": null, "in_reply_to_screen_name": null,
        "user": {"id": 77{{{post.Id}}}, "id_str": "77{{{post.Id}}}", "name": {{{Escaped(post.Author)}}}, "screen_name": {{{Escaped(post.Author)}}},
        "location": "Somewhere, Earth", "description": "A few words about an account, as people write them. \u2615 and books, opinions are my own.",
        "url": "https://t.co/abcdefghij", "entities": {"url": {"urls": [{"url": "https://t.co/abcdefghij", "expanded_url": "https://example.org/",
        "display_url": "example.org", "indices": [0, 23]}]}, "description": {"urls": []}}, "protected": false, "followers_count": 1042, "friends_count": 388,
        "listed_count": 12, "created_at": "Sat Dec 14 04:35:55 +0000 2013", "favourites_count": 4310, "utc_offset": null, "time_zone": null, "geo_enabled": true,
        "verified": false, "statuses_count": 24817, "lang": null, "contributors_enabled": false, "is_translator": false, "is_translation_enabled": false,
        "profile_background_color": "C0DEED", "profile_background_image_url": "http://abs.twimg.com/images/themes/theme1/bg.png",
        "profile_background_image_url_https": "https://abs.twimg.com/images/themes/theme1/bg.png", "profile_background_tile": false,
        "profile_image_url": "http://pbs.twimg.com/profile_images/942858479592554497/BbazLO9L_normal.jpg",
        "profile_image_url_https": "https://pbs.twimg.com/profile_images/942858479592554497/BbazLO9L_normal.jpg",
        "profile_banner_url": "https://pbs.twimg.com/profile_banners/2244994945/1498675817", "profile_link_color": "1DA1F2", "profile_sidebar_border_color": "C0DEED",
        "profile_sidebar_fill_color": "DDEEF6", "profile_text_color": "333333", "profile_use_background_image": true, "has_extended_profile": true,
        "default_profile": true, "default_profile_image": false, "following": null, "follow_request_sent": null, "notifications": null, "translator_type": "none"},
        "geo": null, "coordinates": null, "place": null, "contributors": null, {{{nested}}}"is_quote_status": false, "retweet_count": 17, "favorite_count": 0,
        "favorited": false, "retweeted": false, "possibly_sensitive": false, "lang": "{{{post.Language}}}"}
        """.Replace(",\n", ", ", StringComparison.Ordinal);
    }
}
