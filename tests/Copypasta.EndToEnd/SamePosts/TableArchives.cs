using System.Globalization;
using System.Text;

namespace Copypasta.EndToEnd;

/// <summary>The invented posts in every format that is a table, with the columns that its tools write.</summary>
internal static class TableArchives
{
    /// <summary>Posts without what is lacking, as a table of no platform: what all others are compared with.</summary>
    public static byte[] Reference(Lacking lacking, Identities identities) => Table("id,author_id,created_at,lang,text", post =>
    [
        lacking.HasFlag(Lacking.Id) ? "" : identities.Post(post), lacking.HasFlag(Lacking.Author) ? "" : identities.Account(post.Account),
        lacking.HasFlag(Lacking.Time) ? "" : post.Without(lacking).Iso, "en", post.Without(lacking).Text,
    ]);

    public static IEnumerable<Archive> All =>
    [
        new("csv", "csv", Reference(Lacking.Nothing, Identities.Numbers), Identities.Numbers),
        new("csv, semicolons", "csv", Table("Post ID;User ID;Created At;Message", post => [Id(post), Account(post), post.Iso, post.Text], ';'), Identities.Numbers),
        new("tsv", "tsv", Table("id\tauthor_id\tcreated_at\ttext", post => [Id(post), Account(post), post.Iso, post.Text], '\t'), Identities.Numbers),
        new(
            "csv without a header", "csv", Table("", post => [Id(post), Account(post), post.Iso, post.Text]), Identities.Numbers)
        { Options = ["--format", "csv", "--map", "id=1,author=2,time=3,text=4"] },
        new(
            "text",
            "text",
            Encoding.UTF8.GetBytes(string.Concat(InventedPosts.All.Select(post => post.Without(Lacking.LineEnds).Text + "\n"))),
            Identities.Numbers,
            Lacking.Id | Lacking.Author | Lacking.Time | Lacking.LineEnds)
        { Options = ["--text-lines"] },
        X("x-io", "tweetid,userid,user_display_name,user_screen_name,tweet_language,tweet_text,tweet_time,tweet_client_name,in_reply_to_tweetid,quoted_tweet_tweetid,is_retweet,retweet_userid,retweet_tweetid,hashtags,urls,user_mentions", post =>
        [
            Identities.X.Post(post), Identities.X.Account(post.Account), "A", Identities.Name(post.Account), "en", post.Text, post.Format("yyyy-MM-dd HH:mm"), "Web", "", "", post.IsRepost ? "True" : "False", "", "", "[]", "[]", "[]",
        ]),
        // The ids of its accounts went through a spreadsheet: handles it is.
        X("fivethirtyeight", "external_author_id,author,content,region,language,publish_date,harvested_date,following,followers,updates,post_type,account_type,retweet,account_category,new_june_2018,alt_external_id,tweet_id,article_url,tco1_step1,tco2_step1,tco3_step1", post =>
        [
            "9.06E+17", Identities.Name(post.Account), post.Text, "Unknown", "English", post.Format("M/d/yyyy H:mm"), post.Format("M/d/yyyy H:mm"), "1", "2", "3", post.IsRepost ? "RETWEET" : "", "x", post.IsRepost ? "1" : "0", "x", "0", "1", Identities.X.Post(post), "", "", "", "",
        ]) with { Identities = Identities.X with { Account = Identities.Name } },
        X("twarc-csv", "id,conversation_id,referenced_tweets.replied_to.id,referenced_tweets.retweeted.id,referenced_tweets.quoted.id,author_id,in_reply_to_user_id,created_at,text,lang,source,author.id,author.username,__twarc.version", post =>
        [
            Identities.X.Post(post), Identities.X.Post(post), "", post.IsRepost ? "5" : "", "", Identities.X.Account(post.Account), "", post.Format("yyyy-MM-dd'T'HH:mm:ss'.000Z'"), post.Text, "en", "Web", Identities.X.Account(post.Account), Identities.Name(post.Account), "2.14.0",
        ]),
        X("twarc1-csv", "id,tweet_url,created_at,parsed_created_at,user_screen_name,text,tweet_type,coordinates,hashtags,media,urls,favorite_count,in_reply_to_screen_name,in_reply_to_status_id,in_reply_to_user_id,lang,place,possibly_sensitive,retweet_count,retweet_or_quote_id,source,user_id,user_name", post =>
        [
            Identities.X.Post(post), "https://x.example/1", post.Format("ddd MMM dd HH:mm:ss '+0000' yyyy"), post.Format("yyyy-MM-dd HH:mm:ss'+00:00'"), Identities.Name(post.Account), post.Text, post.IsRepost ? "retweet" : "original", "", "", "", "", "0", "", "", "", "en", "", "", "0", post.IsRepost ? "5" : "", "Web", Identities.X.Account(post.Account), "A",
        ]),
        X("4cat-x-csv", "id,thread_id,timestamp,unix_timestamp,link,subject,body,author,author_fullname,author_id,source,language_guess,is_retweet,retweeted_user,is_quote_tweet,is_reply,hashtags,urls,mentions", post =>
        [
            Identities.X.Post(post), Identities.X.Post(post), Local(post), Unix(post), "", "", post.Text, Identities.Name(post.Account), "A", Identities.X.Account(post.Account), "Web", "en", post.IsRepost ? "yes" : "no", "", "no", "no", "", "", "",
        ]),
        new("telegram-csv", "telegram-csv", Table("id,thread_id,chat,author,author_username,author_name,author_is_bot,body,reply_to,views,timestamp,unix_timestamp,author_forwarded_from_name,author_forwarded_from_username,author_forwarded_from_id,entities_linked,entities_mentioned,link_attached", post =>
        [
            Identities.FourCatTelegram.Post(post), "harbour", "harbour", Identities.FourCatTelegram.Account(post.Account), Identities.Name(post.Account), "A", "no", post.Text, "", "1", Local(post), Unix(post), post.IsRepost ? "Lamp" : "", "", "", "", "", "",
        ]), Identities.FourCatTelegram),
        new("crowdtangle", "crowdtangle", Table("Group Name,User Name,Facebook Id,Post Created,Type,Total Interactions,URL,Message,Link,Final Link,Image Text,Link Text,Description", post =>
        [
            "Harbour", Identities.Name(post.Account), Identities.FacebookAddress.Account(post.Account), post.At.AddHours(-5).ToString("yyyy-MM-dd HH:mm:ss 'EST'", CultureInfo.InvariantCulture), "Photo", "1,204", Identities.FacebookAddress.Post(post), post.Text, "", "", "", "", "",
        ]), Identities.FacebookAddress),
        new("crowdtangle-instagram", "crowdtangle-instagram", Table("Account,User Name,Followers at Posting,Post Created,Type,Likes,Comments,Views,URL,Link,Photo,Title,Description", post =>
        [
            "Harbour", Identities.Name(post.Account), "5", post.At.AddHours(1).ToString("yyyy-MM-dd HH:mm:ss 'CET'", CultureInfo.InvariantCulture), "Photo", "1", "0", "0", Identities.InstagramAddress.Post(post), "", "", "", post.Text,
        ]), Identities.InstagramAddress),
        new("meta-csv", "meta-csv", Table("id,mcl_url,content_type,creation_time,modified_time,lang,post_owner.type,post_owner.id,post_owner.name,post_owner.username,text,hashtags,statistics.views", post =>
        [
            Id(post), "https://m.example/1", "photos", post.Format("yyyy-MM-dd'T'HH:mm:ss'+0000'"), "", "en", "PAGE", Account(post), "A", Identities.Name(post.Account), post.Text, "", "1",
        ]), Identities.Numbers),
        new("youtube-csv", "youtube-csv", Table("id,replyCount,likeCount,publishedAt,authorName,text,authorChannelId,authorChannelUrl,isReply,isReplyTo,isReplyToName", post =>
        [
            Identities.YouTube.Post(post), "0", "0", Local(post), "@" + Identities.Name(post.Account), post.Text, Identities.YouTube.Account(post.Account), "", "0", "", "",
        ]), Identities.YouTube),
        new("tiktok-csv", "tiktok-csv", Table("id,username,create_time,region_code,video_description,voice_to_text,hashtag_names", post =>
        [
            Identities.TikTok.Post(post), Identities.Name(post.Account), Unix(post), "FR", post.Text, "la la la", "['a', 'b']",
        ]), Identities.TikTok),
        new("4cat-bluesky-csv", "4cat-bluesky-csv", Table("collected_at,id,thread_id,created_at,author,author_id,body,link,tags,quoted_post,replied_to_post,mentions,links,languages,timestamp", post =>
        [
            "2025-01-01T00:00:00", Identities.Bluesky.Post(post), Identities.Bluesky.Post(post), post.Format("yyyy-MM-dd'T'HH:mm:ss"), Identities.Name(post.Account), Identities.Bluesky.Account(post.Account), post.Text, "", "", "", "", "", "", "en", Unix(post),
        ]), Identities.Bluesky),
        new("4cat-csv", "4cat-csv", Table("id,thread_id,author,body,timestamp,unix_timestamp,likes", post => [Id(post), "5", Account(post), post.Text, Local(post), Unix(post), "1"]), Identities.Numbers),
        new("regulations-csv, bulk", "regulations-csv", Table("Document ID,Agency ID,Docket ID,Tracking Number,Document Type,Posted Date,Title,Comment on Document ID,First Name,Last Name,Organization Name,Comment", post =>
        [
            Identities.Regulations.Post(post), "ZZZ", "ZZZ-2021-0001", "k", "Public Submission", post.Without(Lacking.TimeOfDay).Format("yyyy-MM-dd'T'HH:mm'Z'"), "Comment", "ZZZ-2021-0001-0001", "Ann", $"Number{post.Account:D2}", "", JsonArchives.Html(post.Text, "<br/>"),
        ]), Identities.Regulations, Lacking.TimeOfDay),
        new("regulations-csv, API", "regulations-csv", Table("commentId,docketId,agencyId,comment,firstName,lastName,organization,postedDate", post =>
        [
            Identities.Regulations.Post(post), "ZZZ-2021-0001", "ZZZ", JsonArchives.Html(post.Text, "<br/>"), "Ann", $"Number{post.Account:D2}", "", post.Without(Lacking.TimeOfDay).Iso,
        ]), Identities.Regulations, Lacking.TimeOfDay),
        new("ecfs-csv", "ecfs-csv", Table("id_submission,date_submission,date_received,filers.name,text_data,proceedings.name,express_comment", post =>
        [
            Identities.Fcc.Post(post), post.Format("yyyy-MM-dd'T'HH:mm:ss'.000Z'"), post.Iso, Identities.Fcc.Account(post.Account), post.Text, "00-1", "1",
        ]), Identities.Fcc),
        new("qut", "qut", Table("message_id,user_id,username,repost_id,reply_id,message,timestamp,urls", post =>
        [
            Id(post), Account(post), Identities.Name(post.Account), post.IsRepost ? "5" : "", "", post.Text, Unix(post), "",
        ]), Identities.Numbers),
        new("coortweet-csv", "coortweet-csv", Table("object_id,account_id,content_id,timestamp_share", post => [post.Text, Account(post), Id(post), Unix(post)]), Identities.Numbers),
        new("reddit-csv, submissions", "reddit-csv", Table("id,author,created_utc,subreddit,title,selftext,score,permalink", post =>
        [
            Identities.RedditSubmission.Post(post)[3..], Identities.Name(post.Account), Unix(post), "harbour", post.Text.Split("\n\n")[0], post.Text.Contains("\n\n", StringComparison.Ordinal) ? post.Text.Split("\n\n", 2)[1] : "", "1", "/r/harbour/",
        ]), Identities.RedditSubmission),
        new("reddit-csv, comments", "reddit-csv", Table("id,author,created_utc,subreddit,body,parent_id,link_id", post =>
        [
            Identities.RedditComment.Post(post)[3..], Identities.Name(post.Account), Unix(post), "harbour", post.Text, "t3_m1", "t3_m1",
        ]), Identities.RedditComment),
        new("reddit-csv, submissions by to_csv.py", "reddit-csv", Table("author,title,score,created,link,text,url", post =>
        [
            "u/" + Identities.Name(post.Account), post.Text.Split("\n\n")[0], "1", post.Format("yyyy-MM-dd HH:mm"), $"https://www.reddit.com/r/harbour/comments/{Identities.RedditSubmission.Post(post)[3..]}/some_title/", post.Text.Contains("\n\n", StringComparison.Ordinal) ? post.Text.Split("\n\n", 2)[1] : "", "",
        ]), Identities.RedditSubmission, Lacking.Seconds),
        new("reddit-csv, comments by to_csv.py", "reddit-csv", Table("author,score,created,link,body", post =>
        [
            "u/" + Identities.Name(post.Account), "1", post.Format("yyyy-MM-dd HH:mm"), $"https://www.reddit.com/r/harbour/comments/m1/_/{Identities.RedditComment.Post(post)[3..]}/", post.Text,
        ]), Identities.RedditComment, Lacking.Seconds),
    ];

    public static byte[] Table(string header, Func<InventedPost, IEnumerable<string>> cells, char separator = ',')
    {
        var text = new StringBuilder(header.Length > 0 ? header + "\n" : "");
        foreach (var post in InventedPosts.All)
        {
            text.AppendJoin(separator, cells(post).Select(Cell)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());

        string Cell(string value) => value.Contains(separator, StringComparison.Ordinal) || value.AsSpan().IndexOfAny("\"\r\n") >= 0
            ? '"' + value.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'
            : value;
    }

    private static Archive X(string name, string header, Func<InventedPost, IEnumerable<string>> cells) => new(name, name, Table(header, cells), Identities.X);

    private static string Id(InventedPost post) => Identities.Numbers.Post(post);

    private static string Account(InventedPost post) => Identities.Numbers.Account(post.Account);

    private static string Local(InventedPost post) => post.Format("yyyy-MM-dd HH:mm:ss");

    private static string Unix(InventedPost post) => post.Time.ToString(CultureInfo.InvariantCulture);
}
