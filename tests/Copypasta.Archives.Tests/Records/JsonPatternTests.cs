using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Archives.Tests;

/// <summary>Lines read by comparison with another line, against the scan, which defines what a line is.</summary>
public sealed class JsonPatternTests
{
    private static readonly JsonMapping s_mapping = new()
    {
        Fields = new Dictionary<PostField, JsonSource[]>
        {
            [PostField.Id] = ["id_str", "id"],
            [PostField.Text] = ["a longer name than sixteen bytes", "text"],
            [PostField.Language] = ["id"],
            [PostField.Repost] = [JsonSource.Present("retweeted"), "type"],
        },
    };

    private static readonly string[] s_names =
        ["id_str", "id", "text", "", "retweeted", "type", "a longer name than sixteen bytes", "te\\u0078t", "other", "a name of no field, much longer than what is compared at a time: 0123456789"];

    private static readonly string[] s_values =
    [
        "1", "-0", "0", "12345678901234567890", "123456789012345678901234567890123", "1.5e-3", "true", "false", "null", "\"\"", "\"a\"", "\"\\\"\\\\\"", "\"\\n{[,:]}\"", "\"é\"",
        "\"\\u00e9\\ud83d\\ude00 and more text than a block of sixty-four bytes has room for, in one string\"", "\"text of sixty-three bytes, so that its quote is a block's last.\"",
    ];

    private static readonly string[] s_others = ["01", "1.", "tru", "nulls", "[]", "{}", "\"\\x\"", "\"\\u12\"", "\"\t\"", "\"", "\"a\"\"", "", "-", "[1,{\"text\":\"\"}]", "{\"text\":\"a\"}"];

    private static readonly string[] s_damage = ["\"", "\\", "{", "}", ",", ":", "\n", "\r", "\t", " ", "0", "e", "\u0001", "\0", "é"];

    [Property(MaxTest = 20_000)]
    public void LinesAreThoseOfTheScan(int seed)
    {
        var random = new Random(seed);
        var names = Enumerable.Range(0, random.Next(7)).Select(_ => s_names[random.Next(s_names.Length)]).ToArray();
        string[] between = [White(random), White(random), White(random), White(random), random.Next(2) == 0 ? "\r\n" : "\n"];
        var text = new StringBuilder();
        for (var lines = random.Next(2, 7); lines > 0; lines--)
        {
            AddLine(text, random, names, between, mayDiffer: lines > 1);
        }

        var behind = text.Length;
        AddLine(text, random, names, between, mayDiffer: false);
        for (var changes = random.Next(3); changes > 0; changes--)
        {
            var at = random.Next(behind);
            text.Remove(at, random.Next(2)).Insert(at, s_damage[random.Next(s_damage.Length)]);
        }

        AssertIsThatOfTheScan(Encoding.UTF8.GetBytes(text + new string(' ', random.Next(3 * JsonBlock.Bytes))));
    }

    [Fact]
    public void ObjectsAndArraysAreLeftToTheIndex()
    {
        foreach (var line in (string[])["{}", "{\"text\":[]}", "{\"text\":\"a\",\"id\":{}}", "{ }"])
        {
            Assert.Equal((0, 0), AssertIsThatOfTheScan(Encoding.UTF8.GetBytes(line + "\n" + line + "\n" + new string(' ', 256))));
        }
    }

    [Theory]
    [InlineData(64, 20, true)]
    [InlineData(65, 20, false)]
    [InlineData(32, 59, true)]
    [InlineData(32, 60, false)]
    public void LongLinesAreLeftToTheIndex(int values, int nameBytes, bool isRead)
    {
        // What stands between: a name with two quotes, a colon and a comma, but for the last; braces and the line's end.
        var line = "{" + string.Join(',', Enumerable.Range(0, values).Select(_ => $"\"{new string('n', nameBytes)}\":1")) + "}\n";
        Assert.Equal(isRead ? (2, 2) : (0, 0), AssertIsThatOfTheScan(Encoding.UTF8.GetBytes(line + line + new string(' ', 256)), isLearned: isRead));
    }

    [Fact]
    public void LineIsReadWhateverItsPlaceInItsBlocks()
    {
        for (var length = 0; length < 3 * JsonBlock.Bytes; length++)
        {
            var line = $"{{\"text\": \"{new string('a', length)}\", \"id\": {length}, \"id_str\": null}}\n";
            Assert.Equal((2, 2), AssertIsThatOfTheScan(Encoding.UTF8.GetBytes(line + line + new string(' ', 256))));
        }
    }

    /// <summary>Learns each line that the index has, and reads all lines by it.</summary>
    /// <returns>Lines learned that were read by themselves, and by the first of them.</returns>
    private static (int ByThemselves, int ByTheFirst) AssertIsThatOfTheScan(byte[] data, bool isLearned = true)
    {
        var plan = new JsonPlan(new FieldPlan(new ReaderOptions()), s_mapping, new JsonLayout());
        (var expected, var found) = (new JsonCells(plan.CellCount), new JsonCells(plan.CellCount));
        (var walk, var indexed, var pattern) = (new JsonWalk(plan.Record, expected), new JsonIndexWalk(plan.Record, found), new JsonPattern(plan.Record, found));
        var index = new JsonIndex();
        index.Find(data);
        (var byThemselves, var byTheFirst, var isFirst) = (0, 0, true);
        for (var token = 0; token < index.Count;)
        {
            var brace = token;
            var start = index.Tokens[brace] & int.MaxValue;
            var end = data[start] == '{' ? indexed.Read(data, index.Tokens, brace) : -1;
            var isLine = end >= 0 && data[index.Tokens[end] & int.MaxValue] == '\n';
            while (data[index.Tokens[token++] & int.MaxValue] != '\n')
            {
            }

            if (!isLine)
            {
                continue;
            }

            pattern.Learn(data, index.Tokens, brace);
            var isOwn = Compare(start);
            // Only one that is too near to the end is not looked at.
            Assert.True(isOwn || !isLearned || IsNested(data.AsSpan(start, (index.Tokens[end] & int.MaxValue) - start)) || (index.Tokens[end] & int.MaxValue) >= data.Length - JsonBlock.Bytes);
            byThemselves += isOwn ? 1 : 0;
            for (var at = 0; at < data.Length; at = data.AsSpan(at).IndexOf((byte)'\n') is var next and >= 0 ? at + next + 1 : data.Length)
            {
                byTheFirst += Compare(at) && isFirst ? 1 : 0;
            }

            isFirst = false;
        }

        return (byThemselves, byTheFirst);

        bool Compare(int at)
        {
            var length = pattern.Read(data.AsSpan(at));
            if (length == 0)
            {
                return false;
            }

            var scan = new JsonScan(data, at, isLine: true, new int[JsonTokens.Room]);
            Assert.True(walk.Read(ref scan, data));
            scan.SkipWhite();
            Assert.Equal('\n', scan.Peek());
            Assert.Equal(scan.At + 1 - at, length);
            for (var cell = 0; cell < plan.CellCount; cell++)
            {
                Assert.Equal(expected[cell], Moved(found[cell], at));
                Assert.True(found[cell].Kind == JsonKind.Missing || pattern.IsFilled[cell]);
                for (var piece = expected[cell].Kind == JsonKind.List ? expected[cell].Start : -1; piece >= 0; piece = expected.Next(piece))
                {
                    Assert.Equal((expected.Piece(piece), expected.Next(piece)), (Moved(found.Piece(piece), at), found.Next(piece)));
                }
            }

            return true;
        }
    }

    /// <summary>Whether a record is empty, or has objects or arrays in it.</summary>
    private static bool IsNested(ReadOnlySpan<byte> record)
    {
        using var document = System.Text.Json.JsonDocument.Parse(record.ToArray());
        var values = document.RootElement.EnumerateObject().Select(property => property.Value.ValueKind).ToArray();
        return values.Length == 0 || values.Contains(System.Text.Json.JsonValueKind.Object) || values.Contains(System.Text.Json.JsonValueKind.Array);
    }

    /// <summary>A value of a line, in the data that the line is in.</summary>
    private static JsonValue Moved(JsonValue value, int by) => value.Kind is JsonKind.Missing or JsonKind.List ? value : new JsonValue(value.Kind, value.Start + by, value.Length);

    private static void AddLine(StringBuilder text, Random random, string[] names, string[] between, bool mayDiffer)
    {
        text.Append('{');
        for (var i = 0; i < names.Length; i++)
        {
            var isOther = mayDiffer && random.Next(20) == 0;
            var name = isOther ? s_names[random.Next(s_names.Length)] : names[i];
            var values = mayDiffer && random.Next(20) == 0 ? s_others : s_values;
            text.Append(i > 0 ? "," : "").Append(between[0]).Append('"').Append(name).Append('"').Append(between[1]).Append(':').Append(between[2]).Append(values[random.Next(values.Length)]);
        }

        text.Append(between[3]).Append('}').Append(between[4]);
    }

    private static string White(Random random) => random.Next(4) == 0 ? " \t"[..random.Next(1, 3)] : "";
}
