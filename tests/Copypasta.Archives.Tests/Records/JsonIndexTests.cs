using System.Text;
using FsCheck;
using FsCheck.Xunit;

namespace Copypasta.Archives.Tests;

/// <summary>The index and the walk over it against the scan, which defines what a line is.</summary>
public sealed class JsonIndexTests
{
    private static readonly JsonMapping s_mapping = new()
    {
        Fields = new Dictionary<PostField, JsonSource[]>
        {
            [PostField.Id] = ["id_str", "id"],
            [PostField.Author] = ["user.id_str"],
            [PostField.Text] = ["a longer name than sixteen bytes", "text"],
            [PostField.Repost] = [JsonSource.Present("retweeted"), "tweets.type"],
            [PostField.Language] = ["tweets[type=a].lang"],
        },
    };

    private static readonly string[] s_names =
        ["id_str", "id", "user", "text", "", "retweeted", "tweets", "type", "lang", "a longer name than sixteen bytes", "a longer name than_sixteen bytes", "te\\u0078t", "other", "\\n", "id_st"];

    private static readonly string[] s_values =
    [
        "1", "-0", "0", "12345678901234567890", "123456789012345678901234567890123", "1.5e-3", "true", "false", "null", "[]", "{}", "\"\"", "\"a\"", "\"\\\"\\\\\"",
        "\"\\u00e9\\ud83d\\ude00 and more text than a block of sixty-four bytes has room for, in one string\"", "\"{[,:]}\"", "[[1,{}],[]]", "{\"x\":[{\"y\":{}}]}", "\"é\"",
    ];

    private static readonly string[] s_damage =
        ["\"", "\\", "{", "}", "[", "]", ",", ":", "\n", "\r", "\t", " ", "0", "1", "-", ".", "e", "n", "u", "\u0001", "\0", "é", "\\u12", "\\x", "tru", "nulll"];

    [Property(MaxTest = 20_000)]
    public void LinesAreThoseOfTheScan(int seed, bool isDamaged)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (var lines = random.Next(1, 6); lines > 0; lines--)
        {
            AddValue(text, random, depth: 0, isObject: true);
            text.Append(random.Next(4) == 0 ? "\r\n" : "\n");
        }

        for (var changes = isDamaged ? random.Next(1, 4) : 0; changes > 0; changes--)
        {
            var at = random.Next(text.Length);
            text.Remove(at, random.Next(2)).Insert(at, s_damage[random.Next(s_damage.Length)]);
        }

        AssertIsThatOfTheScan(Encoding.UTF8.GetBytes(text.ToString()), random.Next(5));
    }

    [Theory]
    [InlineData(JsonScan.MaxDepth, true)]
    [InlineData(JsonScan.MaxDepth + 1, false)]
    public void DepthIsLimited(int depth, bool isValid)
    {
        foreach (var name in (string[])["user", "tweets", "x"])
        {
            var line = $"{{\"{name}\":" + new string('[', depth - 1) + new string(']', depth - 1) + "}\n";
            Assert.Equal(isValid, AssertIsThatOfTheScan(Encoding.UTF8.GetBytes(line + new string(' ', 128)), 0) == 1);
        }
    }

    [Fact]
    public void PieceIsNoLongerThanAllowed()
    {
        var bytes = new byte[(2 * JsonIndex.MaxBytes) + 7];
        foreach (var value in "\n{\"a\\"u8)
        {
            Array.Fill(bytes, value);
            AssertIsThatOfTheScan(bytes, 0);
            bytes[JsonIndex.MaxBytes - 1] = (byte)'\n';
            AssertIsThatOfTheScan(bytes, 0);
        }
    }

    /// <returns>Lines that were accepted.</returns>
    private static int AssertIsThatOfTheScan(byte[] bytes, int behind)
    {
        var plan = new JsonPlan(new FieldPlan(new ReaderOptions()), s_mapping, new JsonLayout());
        (var expected, var found) = (new JsonCells(plan.CellCount), new JsonCells(plan.CellCount));
        (var walk, var indexed) = (new JsonWalk(plan.Record, expected), new JsonIndexWalk(plan.Record, found));
        var index = new JsonIndex();
        var accepted = 0;

        // Bytes that can be read and are not the piece's make no difference.
        var data = bytes.AsSpan(0, bytes.Length - Math.Min(behind, bytes.Length));
        for (var start = 0; start < data.Length;)
        {
            var piece = data[start..];
            index.Find(piece);
            var position = 0;
            for (var token = 0; token < index.Count;)
            {
                var end = piece[position..].IndexOf((byte)'\n') + position;
                var place = index.Tokens[token] & int.MaxValue;
                var isFound = false;
                if (piece[place] == '{')
                {
                    var last = indexed.Read(piece, index.Tokens, token);
                    isFound = last >= 0 && (index.Tokens[last] & int.MaxValue) == end;
                    var scan = new JsonScan(piece, place, isLine: true, new int[JsonTokens.Room]);
                    var isExpected = walk.Read(ref scan, piece);
                    scan.SkipWhite();
                    isExpected &= scan.Peek() == '\n';
                    Assert.Equal(isExpected, isFound);
                }

                if (isFound)
                {
                    accepted++;
                    AssertEqual(expected, found, plan.CellCount);
                }

                while (token < index.Count && (index.Tokens[token] & int.MaxValue) <= end)
                {
                    token++;
                }

                position = end + 1;
            }

            // What is not in the index is no record, or does not end in the whole blocks.
            var next = piece[position..].IndexOf((byte)'\n') + position;
            var whole = Math.Min(piece.Length - JsonIndex.BytesBehind, JsonIndex.MaxBytes) & -JsonBlock.Bytes;
            if (next >= position && next < whole)
            {
                var scan = new JsonScan(piece[..next], position, isLine: true, new int[JsonTokens.Room]);
                scan.SkipWhite();
                var isValue = scan.SkipValue();
                scan.SkipWhite();
                Assert.False(isValue && scan.Peek() < 0, Encoding.Latin1.GetString(piece[position..next]));
            }

            start = next < position ? data.Length : start + next + 1;
        }

        return accepted;
    }

    private static void AssertEqual(JsonCells expected, JsonCells found, int count)
    {
        for (var cell = 0; cell < count; cell++)
        {
            Assert.Equal(expected[cell], found[cell]);
            for (var piece = expected[cell].Kind == JsonKind.List ? expected[cell].Start : -1; piece >= 0; piece = expected.Next(piece))
            {
                Assert.Equal((expected.Piece(piece), expected.Next(piece)), (found.Piece(piece), found.Next(piece)));
            }
        }
    }

    private static void AddValue(StringBuilder text, Random random, int depth, bool isObject)
    {
        if (!isObject && (depth > 3 || random.Next(3) > 0))
        {
            text.Append(s_values[random.Next(s_values.Length)]);
            return;
        }

        var isArray = !isObject && random.Next(2) == 0;
        text.Append(isArray ? '[' : '{');
        for (var left = random.Next(6); left > 0; left--)
        {
            AddWhite(text, random);
            if (!isArray)
            {
                text.Append('"').Append(s_names[random.Next(s_names.Length)]).Append('"');
                AddWhite(text, random);
                text.Append(':');
                AddWhite(text, random);
            }

            AddValue(text, random, depth + 1, isObject: false);
            AddWhite(text, random);
            text.Append(left > 1 ? "," : "");
        }

        text.Append(isArray ? ']' : '}');
    }

    private static void AddWhite(StringBuilder text, Random random) => text.Append(random.Next(4) == 0 ? " \t"[..random.Next(1, 3)] : "");
}
