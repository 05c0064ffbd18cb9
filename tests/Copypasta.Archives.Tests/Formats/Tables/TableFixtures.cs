using System.IO.Compression;
using System.Text;

namespace Copypasta.Archives.Tests;

/// <summary>A small archive of invented posts.</summary>
/// <param name="Name">Format and variant.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Format">What it is to be recognised as.</param>
internal sealed record Fixture(string Name, byte[] Content, string Format);

/// <summary>A table as its tool writes it, and what is to be read of it.</summary>
/// <param name="Format">What it is to be recognised as.</param>
/// <param name="Header">Column names, separated by bars.</param>
/// <param name="Optional">Columns that may be missing, separated by bars.</param>
/// <param name="Rows">Cells, separated by bars.</param>
/// <param name="Posts">Of each post id, author, time (ISO 8601, or empty), R if it is a repost, and text, separated by bars.</param>
internal sealed record FixtureTable(string Format, string Header, string Optional, string[] Rows, string[] Posts)
{
    public IEnumerable<ReadPost> Expected => Posts.Select((post, i) =>
    {
        var parts = post.Split('|');
        var time = parts[2].Length == 0 ? PostRecord.NoTime : DateTimeOffset.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        return new ReadPost(i + 1, parts[0], parts[1], time, "", parts[4], parts[3] == "R");
    });
}

/// <summary>Every table format in honest variants: columns in another order, further ones, optional ones missing, a byte order mark, compressed, other separators.</summary>
internal static class TableFixtures
{
    public static IReadOnlyList<FixtureTable> Tables { get; } =
    [
        new(
            "x-io",
            "tweetid|userid|user_display_name|user_screen_name|user_reported_location|tweet_language|tweet_text|tweet_time|tweet_client_name|in_reply_to_tweetid|quoted_tweet_tweetid|is_retweet|retweet_userid|retweet_tweetid|latitude|hashtags|urls|user_mentions",
            "user_reported_location|tweet_client_name|retweet_tweetid|latitude|hashtags|urls",
            [
                "877919995476496385|u1|Lamp|lamp|Wiscombe|en|Lamps for the ferry, \"cheap\"\nand bright|2017-06-22 16:03|Web|absent||False|||absent|[lamps, ferry]|['https://a.example/1,2', 'https://b.example']|[]",
                "500|u2|Tea|tea||en|RT @lamp: Lamps for the ferry|2017-06-22 16:04|Phone|877919995476496385||True|u1|877919995476496385|absent|[]||['lamp']",
                "877919995476496999|u2|Tea|tea||en||2017-06-23 00:00|Phone|||false|||absent|absent||",
            ],
            [
                "877919995476496385|u1|2017-06-22T16:03:32Z||Lamps for the ferry, \"cheap\"\nand bright",
                "500|u2|2017-06-22T16:04:00Z|R|RT @lamp: Lamps for the ferry",
                "877919995476496999|u2|2017-06-23T00:00:00Z||",
            ]),
        new(
            "fivethirtyeight",
            "external_author_id|author|content|region|language|publish_date|harvested_date|following|followers|updates|post_type|account_type|retweet|account_category|new_june_2018|alt_external_id|tweet_id|article_url|tco1_step1|tco2_step1|tco3_step1",
            "region|harvested_date|updates|post_type|article_url|tco2_step1|tco3_step1",
            [
                "9.06E+17|BAKER|Fresh bread at noon|Unknown|English|10/1/2017 19:58|10/1/2017 19:59|1052|9636|253||Right|0|x|0|905874659358453760|914580356430536707|http://t.example/1|https://t.example/2||",
                "9.06E+17|BAKER|More bread|Unknown|English|10/1/2017 22:43|10/1/2017 22:43|1054|9637|254|RETWEET|Right|1|x|0|905874659358453760|9.15E+17||||",
            ],
            ["914580356430536707|BAKER|2017-10-01T19:58:43Z||Fresh bread at noon", "|BAKER|2017-10-01T22:43:00Z|R|More bread"]),
        new(
            "twarc-csv",
            "id|conversation_id|referenced_tweets.replied_to.id|referenced_tweets.retweeted.id|referenced_tweets.quoted.id|author_id|created_at|text|lang|source|entities.hashtags|entities.mentions|entities.urls|author.id|author.username|__twarc.version",
            "conversation_id|referenced_tweets.replied_to.id|referenced_tweets.quoted.id|source|entities.hashtags|author.id|author.username|__twarc.version",
            [
                "1212092628029698048|1||||77|2019-12-31T19:26:16.000Z|The tide is early today|en|Web|[\"#tide\", \"#sea\"]|[\"@harbour\"]|[\"https://a.example\"]|77|harbour|2",
                "1212092628029698049|1||1212092628029698048||78|2019-12-31T19:27:16.000Z|RT @harbour: The tide is early today, and it is a long one this time|en|Web||||78|quay|2",
            ],
            ["1212092628029698048|77|2019-12-31T19:26:16Z||The tide is early today", "1212092628029698049|78|2019-12-31T19:27:16Z|R|RT @harbour: The tide is early today, and it is a long one this time"]),
        new(
            "twarc1-csv",
            "id|tweet_url|created_at|parsed_created_at|user_screen_name|text|tweet_type|coordinates|hashtags|media|urls|in_reply_to_screen_name|in_reply_to_status_id|lang|retweet_or_quote_id|source|user_id|user_name",
            "tweet_url|parsed_created_at|coordinates|media|urls|in_reply_to_status_id|source|retweet_or_quote_id",
            [
                "1178002121445679104|https://x.example/1|Sat Sep 28 18:05:23 +0000 2019|2019-09-28 18:05:23+00:00|oak|Acorns, again|original||acorns autumn||https://a.example|||en||Web|9|Oak",
                "1178002121445679105|https://x.example/2|Sat Sep 28 18:05:24 +0000 2019|2019-09-28 18:05:24+00:00|elm|Acorns, again|retweet||||||1178002121445679104|en|1178002121445679104|Web|10|Elm",
                "1178002121445679106|https://x.example/3|Sat Sep 28 18:05:25 +0000 2019|2019-09-28 18:05:25+00:00|ash|See this|quote|||||||en|1178002121445679104|Web|11|Ash",
            ],
            ["1178002121445679104|9|2019-09-28T18:05:23Z||Acorns, again", "1178002121445679105|10|2019-09-28T18:05:24Z|R|Acorns, again", "1178002121445679106|11|2019-09-28T18:05:25Z||See this"]),
        new(
            "telegram-csv",
            "id|thread_id|chat|author|author_username|author_name|body|is_reply|reply_to|views|timestamp|unix_timestamp|author_forwarded_from_name|author_forwarded_from_username|author_forwarded_from_id|entities_mentioned|link_attached",
            "is_reply|reply_to|views|unix_timestamp|author_forwarded_from_id|link_attached|author_name",
            [
                "cooks-11|cooks|cooks|501|ann|Ann Pan|Soup: peel, boil, stir|False||12|2021-03-04 10:00:00|1614852000||||pan|",
                "cooks-12|cooks|cooks|||Cooks|Soup: peel, boil, stir|False||9|2021-03-04 10:01:00|1614852060|Spoons|spoons|777||",
            ],
            ["cooks-11|501|2021-03-04T10:00:00Z||Soup: peel, boil, stir", "cooks-12|cooks|2021-03-04T10:01:00Z|R|Soup: peel, boil, stir"]),
        new(
            "crowdtangle",
            "Page Name|User Name|Facebook Id|Page Category|Post Created|Type|Total Interactions|URL|Message|Link|Final Link|Image Text|Link Text|Description",
            "Page Category|Type|Total Interactions|Image Text|Final Link",
            [
                "Garden Club|gardenclub|1001|HOBBY|2021-01-05 13:45:00 EST|Photo|12|https://f.example/1001/posts/1|Sow the peas, now|https://f.example/1||||",
                "Garden Club|gardenclub|1001|HOBBY|2021-06-05 13:45:00 CEST|Link|1,204|https://f.example/1001/posts/2||https://f.example/2|https://g.example||Ten ways to prune|Prune in June",
            ],
            ["https://f.example/1001/posts/1|1001|2021-01-05T18:45:00Z||Sow the peas, now", "https://f.example/1001/posts/2|1001|2021-06-05T11:45:00Z||Ten ways to prune"]),
        new(
            "crowdtangle-instagram",
            "Account|User Name|Followers at Posting|Post Created|Type|Likes|Comments|Views|URL|Link|Photo|Title|Description",
            "Followers at Posting|Type|Views|Photo|Title",
            ["Potters|potters|500|2020-11-01 08:00:00 CET|Photo|4|1|0|https://i.example/p/B1/|https://i.example/p/B1/|https://i.example/1.jpg||A new glaze #clay"],
            ["https://i.example/p/B1/|potters|2020-11-01T07:00:00Z||A new glaze #clay"]),
        new(
            "meta-csv",
            "id|mcl_url|content_type|creation_time|modified_time|lang|post_owner.type|post_owner.id|post_owner.name|post_owner.username|shared_post_id|text|link_attachment.link|link_attachment.name|hashtags|statistics.views",
            "content_type|modified_time|shared_post_id|statistics.views|post_owner.type|link_attachment.link",
            ["700000000000000001|https://m.example/1|photos|2023-05-01T12:00:00+0000|2023-05-01T12:00:00+0000|en|PAGE|31|Chess Club|chessclub||Rook takes pawn||||9", "700000000000000002|https://m.example/2|links|2023-05-01T12:00:30+0000||en|PAGE|31|Chess Club|chessclub|||https://l.example|An opening explained||3"],
            ["700000000000000001|31|2023-05-01T12:00:00Z||Rook takes pawn", "700000000000000002|31|2023-05-01T12:00:30Z||"]),
        new(
            "youtube-csv",
            "id|replyCount|likeCount|publishedAt|authorName|text|authorChannelId|authorChannelUrl|isReply|isReplyTo|isReplyToName",
            "replyCount|likeCount|authorChannelUrl|isReply|isReplyToName",
            ["Ugx1|1|0|2022-11-11 05:30:01|@kite|What a kite!|UCkite|http://y.example/c/UCkite|0||", "Ugx1.r1||2|2022-11-11 05:31:01|@string|What a kite!|UCstring|http://y.example/c/UCstring|1|Ugx1|@kite"],
            ["Ugx1|UCkite|2022-11-11T05:30:01Z||What a kite!", "Ugx1.r1|UCstring|2022-11-11T05:31:01Z||What a kite!"]),
        new(
            "tiktok-csv",
            "id|username|create_time|region_code|video_description|voice_to_text|hashtag_names|view_count|like_count",
            "region_code|hashtag_names|view_count|like_count",
            ["7300000000000000001|juggler|1701700000|FR|Five balls|one two three|['juggling', 'balls']|10|1.0", "7300000000000000002|juggler|1701700060|FR||one two three|[]|10|"],
            ["7300000000000000001|juggler|2023-12-04T14:26:40Z||Five balls", "7300000000000000002|juggler|2023-12-04T14:27:40Z||"]),
        new(
            "4cat-bluesky-csv",
            "collected_at|id|thread_id|created_at|author|author_id|body|tags|quoted_post|replied_to_post|mentions|links|languages|timestamp",
            "collected_at|tags|quoted_post|links|languages",
            ["2025-01-01T00:00:00|at://did:plc:a/app.bsky.feed.post/1|at://did:plc:a/app.bsky.feed.post/1|2024-11-20T10:00:00|moth.example|did:plc:a|Moths at the lamp|moths,night||||https://a.example,https://b.example|en|1732096800"],
            ["at://did:plc:a/app.bsky.feed.post/1|did:plc:a|2024-11-20T10:00:00Z||Moths at the lamp"]),
        new(
            "4cat-x-csv",
            "id|thread_id|timestamp|unix_timestamp|subject|body|author|author_fullname|author_id|source|language_guess|is_retweet|retweeted_user|hashtags|urls|mentions",
            "subject|author_fullname|source|retweeted_user|unix_timestamp|urls",
            ["1600000000000000001|1600000000000000001|2022-12-06 01:00:00|1670288400||Snow on the pass|hiker|Hiker|88|Web|en|no||snow||", "1600000000000000002|1600000000000000001|2022-12-06 01:01:00|1670288460||Snow on the pass|skier|Skier|89|Web|en|yes|hiker|||hiker"],
            ["1600000000000000001|88|2022-12-06T01:00:00Z||Snow on the pass", "1600000000000000002|89|2022-12-06T01:01:00Z|R|Snow on the pass"]),
        new(
            "4cat-csv",
            "id|thread_id|author|body|timestamp|unix_timestamp|hashtags|likes",
            "unix_timestamp|hashtags|likes",
            ["31|30|anon|Which knot is this?|2020-02-02 02:02:02|1580608922|knots|3", "32|30|[deleted]|A bowline|2020-02-02 02:03:02|1580608982||0"],
            ["31|anon|2020-02-02T02:02:02Z||Which knot is this?", "32||2020-02-02T02:03:02Z||A bowline"]),
        new(
            "regulations-csv",
            "Document ID|Agency ID|Docket ID|Tracking Number|Document Type|Posted Date|Title|Comment on Document ID|Received Date|First Name|Last Name|City|Organization Name|Comment|Display Properties (Name, Label, Tooltip)",
            "Agency ID|Tracking Number|Title|Received Date|City|Display Properties (Name, Label, Tooltip)",
            [
                "ZZZ-2021-0001-0002|ZZZ|ZZZ-2021-0001|abc|Public Submission|2021-04-05T04:00Z|Comment from Rose Hill|ZZZ-2021-0001-0001|2021-04-01T04:00Z|Rose|Hill|Ely||Please keep the footpath<br/>open|pageCount, Page Count, Pages",
                "ZZZ-2021-0001-0003|ZZZ|ZZZ-2021-0001|abd|Public Submission|2021-04-06T04:00Z|Comment from Walkers|ZZZ-2021-0001-0001||||Ely|Walkers|Please keep the footpath open|",
            ],
            ["ZZZ-2021-0001-0002|Rose Hill|2021-04-05T04:00:00Z||Please keep the footpath\nopen", "ZZZ-2021-0001-0003|Walkers|2021-04-06T04:00:00Z||Please keep the footpath open"]),
        new(
            "regulations-csv",
            "commentId|docketId|agencyId|comment|firstName|lastName|organization|postedDate|receiveDate",
            "agencyId|organization|receiveDate",
            ["ZZZ-2021-0001-0009|ZZZ-2021-0001|ZZZ|A bench, please|Tom|Low||2021-05-05T04:00:00Z|2021-05-04T04:00:00Z"],
            ["ZZZ-2021-0001-0009|Tom Low|2021-05-05T04:00:00Z||A bench, please"]),
        new(
            "ecfs-csv",
            "id_submission|date_submission|date_received|filers.name|text_data|proceedings.name|express_comment",
            "date_received|proceedings.name|express_comment",
            ["10501|2017-05-01T10:11:12.123Z|2017-05-01T10:11:12.200Z|Ada Reed|My radio hums|00-1|1"],
            ["10501|Ada Reed|2017-05-01T10:11:12.123Z||My radio hums"]),
        new(
            "qut",
            "message_id|user_id|username|repost_id|reply_id|message|timestamp|urls",
            "username|urls|timestamp",
            ["m1|p1|pat|||Rain, at last|1600000000|https://r.example https://s.example", "m2|p2|sam|m1||Rain, at last|1600000005|"],
            ["m1|p1|2020-09-13T12:26:40Z||Rain, at last", "m2|p2|2020-09-13T12:26:45Z|R|Rain, at last"]),
        new(
            "coortweet-csv",
            "object_id|account_id|content_id|timestamp_share",
            "",
            ["good morning quiet town|a1|c1|1600000000", "good morning quiet town|a2|c2|1600000003"],
            ["c1|a1|2020-09-13T12:26:40Z||good morning quiet town", "c2|a2|2020-09-13T12:26:43Z||good morning quiet town"]),
        new(
            "reddit-csv",
            "id|author|created_utc|subreddit|title|selftext|score|permalink",
            "score|permalink",
            ["6n1a|owl|1500000000|birds|Heard an owl|It said hoo.|5|/r/birds/comments/6n1a/heard_an_owl/", "6n1b|[deleted]|1500000001|birds|Another owl||1.0|/r/birds/comments/6n1b/another_owl/"],
            ["t3_6n1a|owl|2017-07-14T02:40:00Z||Heard an owl\n\nIt said hoo.", "t3_6n1b||2017-07-14T02:40:01Z||Another owl"]),
        new(
            "reddit-csv",
            "author|score|created|link|body",
            "",
            [
                "u/wren|2|2017-07-14 02:40|https://www.reddit.com/r/birds/comments/6n1a/_/dk01/|Lovely, that",
                "u/[deleted]|2|2017-07-14 02:41|https://www.reddit.com/r/birds/comments/6n1a/heard_an_owl/dk02/?context=3|Lovely",
                "jay|2|2017-07-14 02:42|https://r.example/c1|Hm",
            ],
            ["t1_dk01|wren|2017-07-14T02:40:00Z||Lovely, that", "t1_dk02||2017-07-14T02:41:00Z||Lovely", "t1_https://r.example/c1|jay|2017-07-14T02:42:00Z||Hm"]),
        new(
            "reddit-csv",
            "author|title|score|created|link|text|url",
            "url",
            ["u/owl|Heard an owl|5|2017-07-14 02:40|https://www.reddit.com/r/birds/comments/6n1a/heard_an_owl/|It said hoo.|https://o.example", "u/owl|Another|5|2017-07-14 02:41|/r/birds/comments/6n1b||"],
            ["t3_6n1a|owl|2017-07-14T02:40:00Z||Heard an owl\n\nIt said hoo.", "t3_6n1b|owl|2017-07-14T02:41:00Z||Another"]),
        new(
            "reddit-csv",
            "id|name|author|created_utc|subreddit|title|selftext|body",
            "",
            ["6n1a|t3_6n1a|owl|1500000000|birds|Heard an owl||", "dk01|t1_dk01|wren|1500000001|birds|||Lovely"],
            ["t3_6n1a|owl|2017-07-14T02:40:00Z||Heard an owl", "t1_dk01|wren|2017-07-14T02:40:01Z||Lovely"]),
        new(
            "csv",
            "Post ID|Screen-Name|Created At|Language|Message|Likes",
            "Language|Likes",
            ["1|pip|2019-01-02 03:04:05|en|One, \"two\"|3", "2|zip|2019-01-02 03:04:06|en|three|"],
            ["1|pip|2019-01-02T03:04:05Z||One, \"two\"", "2|zip|2019-01-02T03:04:06Z||three"]),
    ];

    /// <summary>Every table in every variant, plain text, and Parquet.</summary>
    public static IReadOnlyList<Fixture> All { get; } =
    [
        .. Tables.SelectMany((table, i) => Variants(table).Select(variant => new Fixture($"{table.Format} {i}, {variant.Name}", variant.Content, FormatOf(table, variant.Name)))),
        new("copypasta-posts", Encoding.UTF8.GetBytes("source,row,id,author,time,cluster,family,similarity,text\na.csv,1,7,'+ab c,2020-01-02T03:04:05.000Z,1,1,1,'=1+1\nb.csv,2,8,d,,1,1,0.9,''-x y\n"), "copypasta-posts"),
        new("parquet", ParquetFixtures.Plain(), "parquet"),
    ];

    public static IEnumerable<(string Name, byte[] Content)> Variants(FixtureTable table)
    {
        string[] header = table.Header.Split('|');
        string[][] rows = [.. table.Rows.Select(row => row.Split('|'))];
        var plain = Write(header, rows, ',', "\n");
        yield return ("plain", plain);
        yield return ("reversed columns", Write([.. header.Reverse()], [.. rows.Select(row => row.Reverse().ToArray())], ',', "\r\n"));
        yield return ("further columns", Write(["note", .. header, "collected by"], [.. rows.Select(row => (string[])["x", .. row, "y, z"])], ',', "\n"));
        if (table.Optional.Length > 0)
        {
            int[] kept = [.. Enumerable.Range(0, header.Length).Where(i => !table.Optional.Split('|').Contains(header[i]))];
            yield return ("missing columns", Write([.. kept.Select(i => header[i])], [.. rows.Select(row => kept.Select(i => row[i]).ToArray())], ',', "\n"));
        }

        yield return ("byte order mark", [0xEF, 0xBB, 0xBF, .. plain]);
        yield return ("semicolons, sep=", [.. "sep=;\r\n"u8, .. Write(header, rows, ';', "\r\n")]);
        yield return ("carriage returns", Write(header, rows, ',', "\r"));
        yield return ("tabs", Write(header, rows, '\t', "\n"));
        yield return ("gzip", Gzip(plain));
    }

    private static string FormatOf(FixtureTable table, string variant) => table.Format == "csv" && variant == "tabs" ? "tsv" : table.Format;

    private static byte[] Write(string[] header, string[][] rows, char delimiter, string newline)
        => Encoding.UTF8.GetBytes(string.Concat(rows.Prepend(header).Select(row => string.Join(delimiter, row.Select(cell => Cell(cell, delimiter))) + newline)));

    private static string Cell(string value, char delimiter)
        => value.AsSpan().IndexOfAny("\"\r\n") >= 0 || value.Contains(delimiter) ? "\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : value;

    private static byte[] Gzip(byte[] content)
    {
        var stored = new MemoryStream();
        using (var gzip = new GZipStream(stored, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return stored.ToArray();
    }
}
