using System.Text.Json.Nodes;

namespace Copypasta.Reports.Tests;

public sealed class SchemaJsonTests
{
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
