using System.Text.Json.Nodes;

namespace Copypasta.Reports.Tests;

public sealed class SchemaJsonTests
{
    /// <summary>Columns of the inputs stand last all the same, and one of that name has another.</summary>
    [Fact]
    public async Task WhatIsOfABackgroundIsToldInColumnsOfItsOwn()
    {
        const string head = "id,author,created_at,text\n";
        string Post(int id, string author, string text) => $"{id},{author},2021-03-0{id % 9 + 1}T10:00:00Z,{text}\n";
        const string fair = "see you all at the harvest fair by the river", race = "the great barge race begins at noon on sunday";
        var sample = await EvidenceSample.WithBackgroundAsync(head + Post(1, "ann", fair) + Post(2, "bob", fair), head + Post(3, "cyd", fair) + Post(4, "cyd", race) + Post(5, "dee", race));
        var (result, evidence) = sample;
        Assert.Equal("background", Tables.Posts(result, TableFormat.JsonLines, evidence.Background).Columns[^1]);
        Assert.Equal("input_background", Tables.KeptName("background"));
        var posts = Lines(Tables.Posts(result, TableFormat.JsonLines, evidence.Background));
        Assert.All(posts, post => Assert.Equal((string)post["source"]! == "others.csv", (bool)post["background"]!));
        Assert.Equal([1, 2], Lines(Tables.Clusters(result, TableFormat.JsonLines, null, evidence.Background)).Select(cluster => (int)cluster["background_posts"]!));
        var accounts = Lines(CensusTables.Accounts(result, evidence, TableFormat.JsonLines));
        Assert.Equal(["cyd", "dee"], accounts.Where(account => (bool)account["background"]!).Select(account => (string)account["account"]!));
        Assert.Equal("b_background", EvidenceTables.Pairs(result, evidence.Pairs!, TableFormat.JsonLines, evidence.Background).Columns[^1]);
        Assert.All(["background", "b_background", "background_posts"], column => Assert.True(SchemaJson.Knows(column)));

        var page = new PageData(sample.Page());
        Assert.Equal([1, 2], page["clusters"].GetProperty("background").EnumerateArray().Select(posts => posts.GetInt32()));
        var index = page["accounts"];
        Assert.Equal([1, 0, 0, 1], index.GetProperty("background").EnumerateArray().Select(of => of.GetInt32()));
        Assert.Equal(["cyd", "ann", "bob", "dee"], index.GetProperty("name").EnumerateArray().Select(name => name.GetString()));

        static List<JsonNode> Lines(Table table) => [.. Sample.Written(table.Write).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    [Fact]
    public void EveryColumnHasATypeAndSaysWhetherItIsDisarmed()
    {
        var sample = new Sample();
        sample.Cluster(sample.Post("one, two"), sample.Post("one three"));
        var result = sample.Result with { KeptColumns = ["place"] };
        (string Name, Table Table)[] tables =
            [("posts", Tables.Posts(result, TableFormat.JsonLines)), ("clusters", Tables.Clusters(result, TableFormat.JsonLines)), ("families", Tables.Families(result, TableFormat.JsonLines)), ("pairs", Tables.Pairs(result, TableFormat.JsonLines))];
        Assert.All(tables, table => Assert.All(table.Table.Columns, column => Assert.True(column == "place" || SchemaJson.Knows(column), column)));
        foreach (var mode in Enum.GetValues<CsvMode>())
        {
            var schema = JsonNode.Parse(Sample.Written(stream => SchemaJson.Write(stream, tables, mode)))!["tables"]!;
            Assert.Equal(tables.Select(table => table.Name), schema.AsObject().Select(table => table.Key));
            Assert.All(tables, table => Assert.Equal(table.Table.Columns, schema[table.Name]!.AsArray().Select(column => (string)column!["name"]!)));
            string[] disarmed = mode == CsvMode.Raw ? [] : ["author", "text", "place"];
            Assert.Equal(disarmed, schema["posts"]!.AsArray().Where(column => (bool)column!["neutralised"]!).Select(column => (string)column!["name"]!));
        }
    }
}
