namespace Copypasta.Archives.Tests;

/// <summary>Inputs of every JSON format in every dress, for detection, damage and fuzzing.</summary>
internal static class JsonFixtures
{
    public const string XVersion1 = """
        {"delete":{"status":{"id":9,"id_str":"9","user_id":3}}}
        {"created_at":"Sat Sep 28 18:05:23 +0000 2019","id":1178006214826401793,"id_str":"1178006214826401793","text":"Our bakery opens at eight, come and se…","truncated":true,"extended_tweet":{"full_text":"Our bakery opens at eight, come and see the new oven #bread #rolls https://t.co/a","entities":{"hashtags":[{"text":"bread"},{"text":"rolls"}],"urls":[{"url":"https://t.co/a","expanded_url":"https://bakery.example/oven"}],"user_mentions":[]}},"entities":{"hashtags":[],"urls":[],"user_mentions":[]},"source":"<a href=\"https://app.example\" rel=\"nofollow\">Oven &amp; Co</a>","user":{"id":5,"id_str":"9007199254740993","screen_name":"baker"},"lang":"en","in_reply_to_status_id_str":null,"quoted_status_id_str":"77"}
        {"created_at":"Sat Sep 28 18:06:23 +0000 2019","id_str":"1178006214826401794","full_text":"RT @baker: Our bakery opens at eight, come and se…","user":{"id_str":"6","screen_name":"mill"},"lang":"en","retweeted_status":{"id_str":"1178006214826401793","full_text":"Our bakery opens at eight, come and see the new oven","user":{"id_str":"5"}}}
        {"created_at":null,"id_str":"3","text":null,"user":{"id_str":"7"},"in_reply_to_status_id_str":"2"}

        """;

    public const string XVersion2 = """
        {"data":[{"id":"1500000000000000001","author_id":"11","created_at":"2022-03-05T09:00:00.000Z","lang":"en","text":"RT @weaver: The loom in the museum runs again every Sunday, entry is fr…","referenced_tweets":[{"type":"retweeted","id":"1500000000000000000"}],"public_metrics":{"retweet_count":4}},{"id":"1500000000000000002","author_id":"12","created_at":"2022-03-05T09:01:00.000Z","lang":"en","text":"Seen it yesterday","referenced_tweets":[{"type":"quoted","id":"8"},{"type":"replied_to","id":"9"}],"entities":{"hashtags":[{"tag":"loom"}],"mentions":[{"username":"weaver","id":"10"}],"urls":[{"expanded_url":"https://museum.example/loom"}]},"source":"Web"}],"includes":{"users":[{"id":"11","username":"thread"},{"id":"12","username":"needle"}],"tweets":[{"id":"1500000000000000000","author_id":"10","text":"The loom in the museum runs again every Sunday, entry is free for children"}]},"meta":{"result_count":2}}
        {"data":[{"id":"1500000000000000003","author_id":"13","created_at":"2022-03-05T09:02:00.000Z","text":"No includes here","edit_history_tweet_ids":["1500000000000000003"]}],"meta":{"result_count":1}}
        {"meta":{"result_count":0}}

        """;

    public const string XVersion2Flat = """
        {"id":"1500000000000000001","author_id":"11","author":{"id":"11","username":"thread"},"created_at":"2022-03-05T09:00:00.000Z","lang":"en","text":"RT @weaver: The loom runs ag…","conversation_id":"1","referenced_tweets":[{"type":"retweeted","id":"1500000000000000000","text":"The loom runs again every Sunday"}],"__twarc":{"version":"2.10.4"}}
        {"id":"1500000000000000002","author_id":"12","author":{"id":"12","username":"needle"},"created_at":"2022-03-05T09:01:00.000Z","text":"Seen it","conversation_id":"2","referenced_tweets":[{"text":"other","id":"8","type":"quoted"}]}

        """;

    public const string Telegram = """
        {"name":"Garden news","type":"public_channel","id":1001724666,"messages":[{"id":1,"type":"service","date":"2021-05-01T10:00:00","date_unixtime":"1619863200","actor":"Garden news","actor_id":"channel1001724666","action":"create_channel","text":""},{"id":2,"type":"message","date":"2021-05-01T12:00:00","date_unixtime":"1619863260","from":"Garden news","from_id":"channel1001724666","text":["Plant the ",{"type":"bold","text":"beans"}," today ",{"type":"hashtag","text":"#beans"}," ",{"type":"text_link","text":"here","href":"https://garden.example/b"}],"text_entities":[{"type":"plain","text":"Plant the "},{"type":"hashtag","text":"#beans"},{"type":"hashtag","text":"#may"},{"type":"text_link","text":"here","href":"https://garden.example/b"}]},{"id":3,"type":"message","date":"2021-05-01T12:05:00","from":"Garden news","from_id":"channel1001724666","forwarded_from":"Seed shop","reply_to_message_id":2,"text":"Seeds are in"},{"id":4,"type":"message","date":"2021-05-01T12:06:00","date_unixtime":"1619863560","from":null,"text":"","forwarded_from":null}]}
        """;

    public const string TelegramFull = """
        {"about":"An export of everything.","personal_information":{"user_id":1},"chats":{"about":"","list":[{"name":"Ann","type":"personal_chat","id":42,"messages":[{"id":1,"type":"message","date":"2021-05-01T12:00:00","date_unixtime":"1619863260","from":"Ann","from_id":"user42","text":"The beans are up"}]},{"name":"Garden news","type":"public_channel","id":43,"messages":[{"id":1,"type":"message","date":"2021-05-01T12:00:00","date_unixtime":"1619863260","from":"Garden news","from_id":"channel43","text":"Water them"},{"id":2,"type":"message","date":"2021-05-01T12:01:00","date_unixtime":"1619863320","text":"Every day"}]}]},"left_chats":{"about":"","list":[]}}
        """;

    public const string Telethon = """
        {"id":7,"message":"Plant the beans today","date":1619863260.0,"peer_id":{"_type":"PeerChannel","channel_id":1001724666},"from_id":null,"fwd_from":null,"_chat":{"_type":"Channel","id":1001724666,"username":"gardennews"},"_sender":{"_type":"Channel","id":1001724666,"username":"gardennews"},"_type":"Message"}
        {"id":8,"message":"Seeds are in","date":"2021-05-01T10:01:00+00:00","peer_id":{"_type":"PeerChannel","channel_id":1001724666},"from_id":{"_type":"PeerUser","user_id":5},"fwd_from":{"from_id":{"channel_id":99},"date":1},"reply_to":{"reply_to_msg_id":7},"_sender":{"id":5,"username":"ann","_type":"User"},"_type":"Message"}
        {"id":9,"date":1619863262.0,"peer_id":{"channel_id":1001724666},"action":{"_type":"MessageActionPinMessage"},"_type":"MessageService"}

        """;

    public const string Reddit = """
        {"id":"abc12","author":"knitter","created_utc":1500000000,"title":"Two needles","selftext":"How do I cast on?","subreddit":"knitting","is_self":true}
        {"id":"abc13","author":"[deleted]","created_utc":"1500000060","title":"Wool","selftext":"[removed]","subreddit":"knitting","crosspost_parent":"t3_abc12"}
        {"id":"dk1","author":"purl","created_utc":1500000120.0,"body":"With a slip knot","parent_id":"t3_abc12","link_id":"t3_abc12","subreddit":"knitting","score":3.0}
        {"id":"dk2","author":"AutoModerator","created_utc":1500000121,"body":"[deleted]","parent_id":"t1_dk1","link_id":"t3_abc12","subreddit":"knitting"}

        """;

    public const string MetaContentLibrary = """
        {"data":[{"id":"1001","post_owner":{"id":"55","username":"village.hall","name":"Village Hall"},"creation_time":"2023-02-01T10:00:00+0000","text":"Choir practice moves to Thursday","lang":"en","hashtags":["choir","hall"]},{"id":"1002","post_owner":{"id":"56","name":"Brass Band"},"creation_time":"2023-02-01T10:05:00+0000","lang":"en","shared_post_id":"1001"}],"paging":{"next":"x"}}
        """;

    public const string YouTube = """
        {"kind":"youtube#commentThreadListResponse","items":[{"kind":"youtube#commentThread","id":"Ug1","snippet":{"videoId":"v","topLevelComment":{"kind":"youtube#comment","id":"Ug1","snippet":{"textDisplay":"Lovely &amp; calm<br>music","textOriginal":"Lovely & calm\nmusic","authorDisplayName":"@lute","authorChannelId":{"value":"UC1"},"publishedAt":"2020-01-02T03:04:05Z"}},"totalReplyCount":1},"replies":{"comments":[{"kind":"youtube#comment","id":"Ug1.a","snippet":{"textDisplay":"I agree <a href=\"https://x.example/\">here</a>","authorDisplayName":"@harp","authorChannelId":{"value":"UC2"},"parentId":"Ug1","publishedAt":"2020-01-02T03:05:05Z"}}]}}]}
        """;

    public const string YouTubeComments = """
        {"kind":"youtube#comment","id":"Ug2","snippet":{"textOriginal":"First","textDisplay":"First","authorChannelId":{"value":"UC3"},"publishedAt":"2020-01-02T03:04:05Z"}}
        {"kind":"youtube#comment","id":"Ug3","snippet":{"textDisplay":"Second","authorDisplayName":"@drum","publishedAt":"2020-01-02T03:04:06Z"}}

        """;

    public const string TikTok = """
        {"data":{"videos":[{"id":7123456789012345678,"username":"potter","create_time":1650000000,"video_description":"Throwing a bowl #clay","hashtag_names":["clay","bowl"],"voice_to_text":"","like_count":12.0},{"id":7123456789012345679,"username":"glazer","create_time":1650000060,"video_description":""}],"has_more":false},"error":{"code":"ok","message":""}}
        """;

    public const string Jetstream = """
        {"did":"did:plc:aaa","time_us":1725911162329308,"kind":"identity","identity":{"did":"did:plc:aaa","handle":"a.example"}}
        {"did":"did:plc:aaa","time_us":1725911162329308,"kind":"commit","commit":{"rev":"r","operation":"create","collection":"app.bsky.feed.post","rkey":"3k1","record":{"$type":"app.bsky.feed.post","createdAt":"2024-09-09T19:46:02.102Z","langs":["nl","en"],"text":"De molen draait","facets":[{"features":[{"$type":"app.bsky.richtext.facet#tag","tag":"molen"}]},{"features":[{"uri":"https://molen.example"}]}],"reply":{"parent":{"uri":"at://did:plc:b/app.bsky.feed.post/1"}}}}}
        {"did":"did:plc:bbb","time_us":1725911162329309,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.repost","rkey":"3k2","record":{"subject":{"uri":"at://x"}}}}
        {"did":"did:plc:bbb","time_us":1725911162329310,"kind":"commit","commit":{"operation":"delete","collection":"app.bsky.feed.post","rkey":"3k1"}}
        {"did":"did:plc:bbb","time_us":1725911162329311,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post","rkey":"3k3","record":{"text":"No time but the event's"}}}

        """;

    public const string JetstreamFrames = """
        {"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#identity","seq":1,"did":"did:plc:aaa","time":"2024-09-09T19:46:02.329308Z","event":{"did":"did:plc:aaa"}}}
        {"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#commit","seq":2,"did":"did:plc:aaa","time":"2024-09-09T19:46:02.329308Z","operation":"create","collection":"app.bsky.feed.post","rkey":"3k1","record":{"$type":"app.bsky.feed.post","createdAt":"2024-09-09T19:46:02.102Z","langs":["nl"],"text":"De molen draait"}}}
        {"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#commit","seq":3,"did":"did:plc:bbb","time":"2024-09-09T19:46:03.329308Z","operation":"create","collection":"app.bsky.feed.like","rkey":"3k2","record":{"subject":{"uri":"at://x"}}}}
        {"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#commit","seq":4,"did":"did:plc:bbb","time":"2024-09-09T19:46:04.329308Z","operation":"create","collection":"app.bsky.feed.post","rkey":"3k3","record":{"text":"No time but the event's"}}}

        """;

    public const string Mastodon = """
        [{"id":"110","created_at":"2023-05-01T08:00:00.000Z","language":"de","content":"<p>Frisches Brot &amp; Salz<br/>am Markt</p><p>Mehr <a href=\"https://brot.example/\" rel=\"nofollow\"><span class=\"invisible\">https://</span><span>brot.example</span></a> &lt;3</p>","reblog":null,"in_reply_to_id":null,"application":{"name":"Web"},"account":{"id":"1","acct":"baecker@dorf.example","username":"baecker"},"tags":[{"name":"brot"}],"mentions":[],"visibility":"public"},{"id":"111","created_at":"2023-05-01T08:01:00.000Z","language":"de","content":"<p>gek&uuml;rzt</p>","account":{"id":"2","acct":"muellerin","username":"muellerin"},"reblog":{"id":"110","content":"<p>Frisches Brot</p>","account":{"acct":"baecker"}},"visibility":"public"}]
        """;

    public const string ZeeschuimerX = """
        {"nav_index":"1","item_id":"1600000000000000001","timestamp_collected":1700000000000,"source_platform":"twitter.com","source_platform_url":"https://x.com/","data":{"rest_id":"1600000000000000001","id":1600000000000000000,"__typename":"Tweet","core":{"user_results":{"result":{"core":{"screen_name":"tailor"},"legacy":{}}}},"source":"<a href=\"https://a.example\">App</a>","legacy":{"full_text":"New buttons in the window","user_id_str":"21","created_at":"Sat Sep 28 18:05:23 +0000 2019","lang":"en","entities":{"hashtags":[{"text":"buttons"}],"urls":[],"user_mentions":[]},"conversation_id_str":"1","id_str":"1600000000000000001"}}}
        {"nav_index":"1","item_id":"1600000000000000002","timestamp_collected":1700000000001,"source_platform":"twitter.com","data":{"rest_id":"1600000000000000002","legacy":{"full_text":"RT @tailor: New butt…","user_id_str":"22","created_at":"Sat Sep 28 18:05:24 +0000 2019","retweeted_status_result":{"result":{"rest_id":"1600000000000000001","legacy":{"full_text":"New buttons in the window"}}}}}}

        """;

    public const string ZeeschuimerTikTok = """
        {"item_id":"7200000000000000001","timestamp_collected":1700000000000,"source_platform":"tiktok.com","data":{"id":"7200000000000000001","desc":"Folding a crane #paper","createTime":1680000000,"author":{"id":"31","uniqueId":"folder","nickname":"F"},"textExtra":[{"hashtagName":"paper"}],"challenges":[{"title":"paper"}],"textLanguage":"en","stats":{"diggCount":1},"video":{},"music":{}}}
        {"item_id":"7200000000000000002","timestamp_collected":1700000000001,"source_platform":"tiktok.com","data":{"id":"7200000000000000002","desc":"","createTime":"1680000060","author":"folder","nickname":"F"}}

        """;

    public const string ZeeschuimerInstagram = """
        {"item_id":"C1","timestamp_collected":1700000000000,"source_platform":"instagram.com","data":{"code":"C1","id":"1_41","media_type":1,"taken_at":1690000000,"caption":{"text":"Boats in the morning"},"user":{"id":"41","username":"harbour"},"owner":{"id":"41"}}}
        {"item_id":"C2","timestamp_collected":1700000000001,"source_platform":"instagram.com","data":{"code":"C2","media_type":8,"taken_at":1690000060,"caption":null,"user":{"pk":"42","username":"pier"}}}

        """;

    public const string ZeeschuimerThreads = """
        {"item_id":"D1","timestamp_collected":1700000000000,"source_platform":"threads.net","data":{"code":"D1","taken_at":1690000000,"caption":{"text":"Nets to mend"},"user":{"pk":"43","username":"fisher"},"text_post_app_info":{"repost_count":0}}}

        """;

    public const string FourCatTikTok = """
        {"id":"7200000000000000001","desc":"Folding a crane","createTime":1680000000,"author":{"id":"31","uniqueId":"folder"},"__import_meta":{"source_platform":"tiktok.com"}}

        """;

    public const string RegulationsGov = """
        {"data":[{"id":"EX-2020-0001-0002","type":"comments","attributes":{"comment":"Please keep the footpath open.<br/>Thank you &ndash; it&#39;s used daily","docketId":"EX-2020-0001","firstName":"Ann","lastName":"Walker","organization":null,"postedDate":"2020-06-01T04:00:00Z"}},{"id":"EX-2020-0001-0003","type":"comments","attributes":{"comment":"See attached","docketId":"EX-2020-0001","organization":"Ramblers","postedDate":"2020-06-02T04:00:00Z"}}],"meta":{"totalElements":2}}
        """;

    public const string RegulationsGovFlat = """
        {"commentId":"EX-1","docketId":"EX","comment":"Keep the path","firstName":"Ann","lastName":"Walker","postedDate":"2020-06-01T04:00:00Z"}

        """;

    public const string FccEcfs = """
        {"filings":[{"id_submission":"10601","text_data":"The mast should stand behind the barn.","filers":[{"name":"Ann Walker"},{"name":"Bob Miller"}],"date_submission":"2017-06-01T10:00:00.000Z","proceedings":[{"name":"17-1"}]},{"id_submission":"10602","filers":[{"name":"Barn Owners"}],"date_submission":"2017-06-01T11:00:00.000Z"}]}
        """;

    public const string CooRTweet = """
        {"object_id":"https://fair.example/","account_id":"51","content_id":"9007199254740993","timestamp_share":1600000000}
        {"object_id":"https://fair.example/","account_id":"52","content_id":"9007199254740995","timestamp_share":1600000010,"text":"The fair opens"}

        """;

    public const string Ndjson = """
        {"id":1,"user":"ann","date":"2020-01-02 03:04:05","text":"The fair opens"}
        {"id":2,"user":"bob","date":"2020-01-02 03:04:06","text":"Bring \"coins\"\n\ud83d\ude00","likes":3.0}

        """;

    public const string JsonDocument = """
        {"exported":"2020-01-01","posts":[{"id":1,"user":"ann","date":"2020-01-02 03:04:05","text":"The fair opens"},{"id":2,"user":"bob","date":"2020-01-02 03:04:06","text":"Bring coins"}],"count":2}
        """;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<JsonFixture> All { get; } =
    [
        .. JsonFixture.Variants("x-v1", XVersion1, "x-v1"),
        .. JsonFixture.Variants("x-v2", XVersion2, "x-v2"),
        .. JsonFixture.Variants("x-v2-flat", XVersion2Flat, "x-v2"),
        .. JsonFixture.Variants("telegram", Telegram, "telegram-desktop"),
        .. JsonFixture.Variants("telegram-full", TelegramFull, "telegram-desktop"),
        .. JsonFixture.Variants("telethon", Telethon, "telegram-telethon"),
        .. JsonFixture.Variants("reddit", Reddit, "reddit"),
        .. JsonFixture.Variants("meta", MetaContentLibrary, "meta-content-library"),
        .. JsonFixture.Variants("youtube", YouTube, "youtube"),
        .. JsonFixture.Variants("youtube-comments", YouTubeComments, "youtube"),
        .. JsonFixture.Variants("tiktok", TikTok, "tiktok-research"),
        .. JsonFixture.Variants("jetstream", Jetstream, "bluesky-jetstream"),
        .. JsonFixture.Variants("jetstream-frames", JetstreamFrames, "bluesky-jetstream"),
        .. JsonFixture.Variants("mastodon", Mastodon, "mastodon"),
        .. JsonFixture.Variants("zeeschuimer-x", ZeeschuimerX, "zeeschuimer-x"),
        .. JsonFixture.Variants("zeeschuimer-tiktok", ZeeschuimerTikTok, "zeeschuimer-tiktok"),
        .. JsonFixture.Variants("zeeschuimer-instagram", ZeeschuimerInstagram, "zeeschuimer-instagram"),
        .. JsonFixture.Variants("zeeschuimer-threads", ZeeschuimerThreads, "zeeschuimer-threads"),
        .. JsonFixture.Variants("4cat-tiktok", FourCatTikTok, "zeeschuimer-tiktok"),
        .. JsonFixture.Variants("regulations-gov", RegulationsGov, "regulations-gov"),
        .. JsonFixture.Variants("regulations-gov-flat", RegulationsGovFlat, "regulations-gov"),
        .. JsonFixture.Variants("fcc-ecfs", FccEcfs, "fcc-ecfs"),
        .. JsonFixture.Variants("coortweet", CooRTweet, "coortweet"),
        // Generic records are called by how they are laid out.
        .. JsonFixture.Variants("ndjson", Ndjson, "ndjson").Select(fixture => fixture.Name.Split('/')[^1] is "array" or "indented-array" or "indented" or "joined" ? fixture with { Format = "json" } : fixture),
        .. JsonFixture.Variants("document", JsonDocument, "json"),
    ];
}
