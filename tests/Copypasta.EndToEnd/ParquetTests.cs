using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parquet;
using Parquet.Schema;

namespace Copypasta.EndToEnd;

/// <summary>Tables in Parquet hold what those in JSON Lines hold, with types.</summary>
public sealed class ParquetTests : IDisposable
{
    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task EveryTableIsThatOfJsonLinesWithTypes()
    {
        var posts = _work["posts.csv"];
        CopypastaProcess.Run("synth", "--posts", "6000", "--seed", "5", "-o", posts).Succeeded();
        var run = _work.Detect("run", posts, "--pairs", "--keep", "lang", "--outputs", "jsonl,parquet").CountsAddUp();
        string[] tables = [.. Directory.GetFiles(run.Folder, "*.parquet").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];
        Assert.Equal(
            ["account_pairs", "accounts", "clusters", "families", "hashtags", "labels", "links", "pair_evidence", "pairs", "posts", "slots"],
            tables.Where(table => table != "communities"));
        var schema = JsonNode.Parse(File.ReadAllText(run["schema.json"]))!["tables"]!;
        foreach (var table in tables)
        {
            string[] lines = File.ReadAllLines(run[table + ".jsonl"]);
            var (columns, rows) = await Read(run[table + ".parquet"]);
            var types = schema[table]!.AsArray().ToDictionary(column => column!["name"]!.GetValue<string>(), column => column!["type"]!.GetValue<string>());
            Assert.Equal(types.Keys, columns);
            Assert.Equal(lines.Length, rows.Count);
            for (var row = 0; row < lines.Length; row++)
            {
                var expected = JsonNode.Parse(lines[row])!.AsObject();
                for (var column = 0; column < columns.Length; column++)
                {
                    AssertSame(types[columns[column]], expected[columns[column]], rows[row][column], $"{table}, row {row + 1}, {columns[column]}");
                }
            }
        }

        Assert.True(new FileInfo(run["posts.parquet"]).Length < new FileInfo(run["posts.jsonl"]).Length / 2);
    }

    [Fact]
    public void TheTableOfPostsCanBeReadAgain()
    {
        var posts = _work["posts.csv"];
        CopypastaProcess.Run("synth", "--posts", "2000", "--seed", "6", "-o", posts).Succeeded();
        var first = _work.Detect("first", posts, "--outputs", "csv,parquet");
        var again = _work.Detect("again", first["posts.parquet"], "--outputs", "csv");
        Assert.Equal(first.Table("clusters.csv").Select(cluster => (cluster["cluster"], cluster["posts"])), again.Table("clusters.csv").Select(cluster => (cluster["cluster"], cluster["posts"])));
    }

    private static void AssertSame(string type, JsonNode? expected, object? actual, string where)
    {
        if (expected is null)
        {
            Assert.True(actual is null, where);
            return;
        }

        switch (type)
        {
            case "string":
                Assert.Equal(expected.GetValue<string>(), Assert.IsType<string>(actual));
                break;
            case "integer":
                Assert.Equal(expected.GetValue<long>(), Assert.IsType<long>(actual));
                break;
            case "boolean":
                Assert.Equal(expected.GetValue<bool>(), Assert.IsType<bool>(actual));
                break;
            case "timestamp":
                Assert.Equal(DateTime.Parse(expected.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal), Assert.IsType<DateTime>(actual));
                break;
            default:
                // Text has six digits; Parquet has them all.
                var value = expected.GetValueKind() == JsonValueKind.Number ? expected.GetValue<double>() : throw new InvalidOperationException(where);
                Assert.Equal(value, Assert.IsType<double>(actual), 1e-5 * Math.Max(1e-300, Math.Abs(value)) + (type == "decimal" ? 1e-9 : 0));
                break;
        }
    }

    internal static async Task<(string[] Columns, List<object?[]> Rows)> Read(string path)
    {
        var rows = new List<object?[]>();
        await using var reader = await ParquetReader.CreateAsync(path);
        var fields = reader.Schema.GetDataFields();
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            var count = (int)group.RowCount;
            var columns = new List<object?[]>();
            foreach (var field in fields)
            {
                columns.Add(await Values(group, field, count));
            }

            rows.AddRange(Enumerable.Range(0, count).Select(row => columns.Select(column => column[row]).ToArray()));
        }

        return ([.. fields.Select(field => field.Name)], rows);
    }

    private static async Task<object?[]> Values(ParquetRowGroupReader group, DataField field, int count)
    {
        if (field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>))
        {
            var texts = new string?[count];
            await group.ReadAsync(field, texts.AsMemory());
            return texts;
        }

        return field.ClrType switch
        {
            var type when type == typeof(long) => await Numbers<long>(group, field, count),
            var type when type == typeof(double) => await Numbers<double>(group, field, count),
            var type when type == typeof(bool) => await Numbers<bool>(group, field, count),
            var type when type == typeof(DateTime) => await Numbers<DateTime>(group, field, count),
            var type => throw new InvalidOperationException($"{field.Name}: {type}"),
        };
    }

    private static async Task<object?[]> Numbers<T>(ParquetRowGroupReader group, DataField field, int count)
        where T : struct
    {
        var values = new T?[count];
        await group.ReadAsync<T>(field, values.AsMemory());
        return [.. values.Select(value => (object?)value)];
    }
}
