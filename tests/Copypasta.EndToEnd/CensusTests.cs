namespace Copypasta.EndToEnd;

/// <summary>The tables of accounts, hashtags and links, as the command writes them.</summary>
public sealed class CensusTests : IDisposable
{
    private const string Copied = "the very same words about the harvest fair are posted again and again";

    private const string Posts =
        $"""
        id,author,handle,created_at,text
        1,ann,=Ann,2021-03-01T10:00:00Z,{Copied} #Fair https://example.org/fair?utm_source=x
        2,bob,Bob,2021-03-01T10:10:00Z,{Copied} ＃fair HTTPS://Example.org/fair
        3,bob,Bobby,2021-03-02T10:00:00Z,{Copied} #FAIR #harvest
        4,ann,+Ann B,2021-03-05T00:00:00Z,a post of no other words on tomatoes #harvest #tomatoes
        5,cyd,Cyd,2021-03-04T00:00:01Z,nothing that anybody else has ever said #fair
        6,ann,Ann,2021-03-03T00:00:00Z,RT @bob: a repost is set aside

        """;

    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void TablesHaveTheFixedColumnsAndValues()
    {
        var run = _work.Detect("run", _work.Write("posts.csv", Posts), "--map", "handle=handle", "--outputs", "csv,jsonl").CountsAddUp();
        var cluster = Assert.Single(run.Table("clusters.csv"))["cluster"];
        Assert.Equal(
            """
            platform,account,handle,posts,posts_clustered,copy_share,originated_share,clusters,first,last,median_lag_s,hyperactive,strong_pairs,community,share_set_aside
            unknown,bob,Bobby,2,2,1.000000,0.000000,1,2021-03-01T10:10:00Z,2021-03-02T10:00:00Z,43500.000,false,0,,0.000000
            unknown,ann,'+Ann B,2,1,0.500000,1.000000,1,2021-03-01T10:00:00Z,2021-03-05T00:00:00Z,,false,0,,0.333333

            """,
            File.ReadAllText(run["accounts.csv"]));
        Assert.Equal(
            $"""
            hashtag,posts,accounts,copies,copy_share,clusters,largest_clusters,first,last,burst_hour_posts,burst_hour_start,burst_day_posts,burst_day_start
            fair,4,3,3,0.750000,1,{cluster}:3,2021-03-01T10:00:00Z,2021-03-04T00:00:01Z,2,2021-03-01T10:00:00Z,2,2021-03-01T10:00:00Z
            harvest,2,2,1,0.500000,1,{cluster}:1,2021-03-02T10:00:00Z,2021-03-05T00:00:00Z,1,2021-03-02T10:00:00Z,1,2021-03-02T10:00:00Z

            """,
            File.ReadAllText(run["hashtags.csv"]));
        Assert.Equal(
            $"""
            link,posts,accounts,copies,copy_share,clusters,largest_clusters,first,last,burst_hour_posts,burst_hour_start,burst_day_posts,burst_day_start
            https://example.org/fair,2,2,2,1.000000,1,{cluster}:2,2021-03-01T10:00:00Z,2021-03-01T10:10:00Z,2,2021-03-01T10:00:00Z,2,2021-03-01T10:00:00Z

            """,
            File.ReadAllText(run["links.csv"]));
        Assert.StartsWith(
            "{\"platform\":\"unknown\",\"account\":\"bob\",\"handle\":\"Bobby\",\"posts\":2,\"posts_clustered\":2,\"copy_share\":1.000000,\"originated_share\":0.000000,\"clusters\":1,\"first\":\"2021-03-01T10:10:00Z\",\"last\":\"2021-03-02T10:00:00Z\",\"median_lag_s\":43500.000,\"hyperactive\":false,\"strong_pairs\":0,\"community\":null,\"share_set_aside\":0.000000}\n",
            File.ReadAllText(run["accounts.jsonl"]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void TheSchemaTellsTheirTypes()
    {
        var run = _work.Detect("schema", _work.Write("posts.csv", Posts), "--outputs", "csv");
        var tables = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(run["schema.json"]))!["tables"]!.AsObject();
        Assert.Equal(["posts", "clusters", "families", "accounts", "hashtags", "links", "labels", "slots", "account_pairs", "pair_evidence", "communities"], tables.Select(table => table.Key));
        string Types(string table) => string.Join(' ', tables[table]!.AsArray().Select(column => $"{column!["name"]}:{column["type"]}{((bool)column["neutralised"]! ? "*" : "")}"));
        Assert.Equal(
            "platform:string account:string* handle:string* posts:integer posts_clustered:integer copy_share:decimal originated_share:decimal clusters:integer first:timestamp last:timestamp "
                + "median_lag_s:decimal hyperactive:boolean strong_pairs:integer community:string share_set_aside:decimal",
            Types("accounts"));
        Assert.Equal(
            "link:string* posts:integer accounts:integer copies:integer copy_share:decimal clusters:integer largest_clusters:string first:timestamp last:timestamp "
                + "burst_hour_posts:integer burst_hour_start:timestamp burst_day_posts:integer burst_day_start:timestamp",
            Types("links"));
    }

    [Fact]
    public void OfWholeDaysNoHourIsTold()
    {
        var days = string.Join('\n', Posts.Split('\n').Select(line => System.Text.RegularExpressions.Regex.Replace(line, "T..:..:..Z", "")));
        var run = _work.Detect("days", _work.Write("days.csv", days));
        Assert.All(run.Table("hashtags.csv"), row => Assert.Equal(("", "", "", ""), (row["burst_hour_posts"], row["burst_hour_start"], row["burst_day_posts"], row["burst_day_start"])));
        Assert.Equal(2, run.Table("hashtags.csv").Count);
    }
}
