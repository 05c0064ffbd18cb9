using System.Globalization;
using System.Numerics;
using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Archives.Tests;

public class PostFilterTests
{
    private static readonly string[] s_names = ["lang", "user.id_str", "with space", "it's", "said \"so\"", "and", "größe"];
    private static readonly string[] s_values =
    [
        "", "en", "EN", "eng", "0", "0.0", "-3", "42", "042", "1e3", "1000", "9007199254740992", "9007199254740993", "2020-01-02", "a and b", "it's", "\"q\"", "é", "()", "12345678901234567890123456789012345",
    ];

    [Theory]
    [InlineData("lang = en", true)]
    [InlineData("lang=en", true)]
    [InlineData("lang = EN", false)]
    [InlineData("lang != 'de'", true)]
    [InlineData("followers >= 100", true)]
    [InlineData("followers >= 100.5", false)]
    [InlineData("followers < '9'", true)]
    [InlineData("\"user.name\" ~ 'ea C'", true)]
    [InlineData("user.name ~ sea", false)]
    [InlineData("missing = ''", true)]
    [InlineData("missing < 5", false)]
    [InlineData("missing != 5", true)]
    [InlineData("id = 9007199254740993", true)]
    [InlineData("id = 9007199254740992", false)]
    [InlineData("lang = de or lang = en and followers > 1", true)]
    [InlineData("(lang = de or lang = en) and followers > 1000", false)]
    [InlineData("not lang = de and NOT (followers > 1000 OR id < 0)", true)]
    [InlineData("not not lang = en", true)]
    [InlineData("time >= 2020-01-02 and time < 2020-01-03", true)]
    [InlineData("lang != 1.5.2 and lang != 127.0.0.1", true)]
    [InlineData("followers = '1,000'", false)]
    [InlineData("followers ~ 1,000", false)]
    public void ComparesColumns(string expression, bool expected)
    {
        var values = new Dictionary<string, string>
        {
            ["lang"] = "en",
            ["followers"] = "100",
            ["user.name"] = "Sea Captain",
            ["missing"] = "",
            ["id"] = "9007199254740993",
            ["time"] = "2020-01-02T10:00:00Z",
        };
        Assert.Equal(expected, Matches(PostFilter.Parse(expression), values));
    }

    [Theory]
    [InlineData("", 1, "the end where a column's name must stand")]
    [InlineData("lang", 5, "no comparison after 'lang'")]
    [InlineData("lang = ", 8, "the end where a number or text")]
    [InlineData("lang == en", 7, "'=' where a number or text")]
    [InlineData("lang = en and", 14, "the end where a column's name")]
    [InlineData("lang = en fr", 11, "'fr' where 'and', 'or' or the end")]
    [InlineData("(lang = en", 11, "the '(' at character 1 is not closed")]
    [InlineData("lang = en)", 10, "')' without '('")]
    [InlineData("lang = 'en", 8, "a quote that is not closed")]
    [InlineData("not = 1", 5, "'=' where a column's name must stand")]
    [InlineData("id >= 1,000", 7, "'1,000' is no number: write 1000")]
    [InlineData("id < -1.000.000", 6, "'-1.000.000' is no number")]
    [InlineData("id = 10_000", 6, "'10_000' is no number")]
    [InlineData("score > 0,5", 9, "'0,5' is no number")]
    [InlineData("url ~ a=b", 8, "'=' where 'and', 'or' or the end")]
    public void ErrorsNameTheCharacter(string expression, int character, string problem)
    {
        var e = Assert.Throws<ArchiveException>(() => PostFilter.Parse(expression));
        Assert.StartsWith($"--where: character {character}: {problem}", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void LengthAndDepthAreBounded()
    {
        Assert.Contains("nested deeper", Assert.Throws<ArchiveException>(() => PostFilter.Parse(new string('(', 2000))).Message, StringComparison.Ordinal);
        Assert.Contains("characters; allowed", Assert.Throws<ArchiveException>(() => PostFilter.Parse(new string('(', 5000))).Message, StringComparison.Ordinal);
        Assert.True(Matches(PostFilter.Parse(string.Concat(Enumerable.Repeat("not ", 98)) + "a=1"), new() { ["a"] = "1" }));
    }

    [Fact]
    public void ColumnsAreNamedOnce() => Assert.Equal(["a", "b c", "d"], PostFilter.Parse("a = 1 or 'b c' = 2 and (d = 3 or a = 4)").Columns);

    [Property(MaxTest = 3000)]
    public void AgreesWithANaiveEvaluation(int seed)
    {
        var random = new Random(seed);
        var (expression, holds) = Draw(random, 4);
        var filter = PostFilter.Parse(expression);
        for (var i = 0; i < 5; i++)
        {
            var values = s_names.ToDictionary(name => name, _ => s_values[random.Next(s_values.Length)]);
            Assert.True(holds(values) == Matches(filter, values), $"{expression} on {string.Join('|', values.Values)}");
        }
    }

    [Property(MaxTest = 3000)]
    public void AnyWordsAreReadOrRefused(int seed)
    {
        string[] tokens = ["a", "'x'", "\"", "'", "(", ")", "and", "or", "not", "=", "!", "!=", "<", "<=", ">", "~", "1", " ", "\n", "\0", "é"];
        var random = new Random(seed);
        var expression = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => tokens[random.Next(tokens.Length)] + (random.Next(2) == 0 ? " " : "")));
        try
        {
            Matches(PostFilter.Parse(expression), []);
        }
        catch (ArchiveException e)
        {
            Assert.Matches(@"^--where: character \d+: [^\n]+$", e.Message);
        }
    }

    /// <summary>A random expression and what it means, over strings.</summary>
    private static (string Expression, Func<Dictionary<string, string>, bool> Holds) Draw(Random random, int depth)
    {
        var kind = depth == 0 ? 3 : random.Next(4);
        if (kind == 3)
        {
            return DrawComparison(random);
        }

        var (first, a) = Draw(random, depth - 1);
        if (kind == 2)
        {
            return ($"not ({first})", values => !a(values));
        }

        var (second, b) = Draw(random, depth - 1);
        return kind == 0
            ? ($"({first}) and ({second})", values => a(values) & b(values))
            : ($"({first} )or( {second})", values => a(values) | b(values));
    }

    private static (string Expression, Func<Dictionary<string, string>, bool> Holds) DrawComparison(Random random)
    {
        string[] signs = ["=", "!=", "<", "<=", ">", ">=", "~"];
        var name = s_names[random.Next(s_names.Length)];
        var literal = s_values[random.Next(s_values.Length)];
        var sign = signs[random.Next(signs.Length)];
        var bare = literal.Length > 0 && literal.All(c => char.IsLetterOrDigit(c) || c is '.' or '-') && random.Next(2) == 0;
        var number = bare && sign != "~" ? Number(literal) : null;
        var expression = $"{Quote(random, name)} {sign}{(bare ? literal : Quote(random, literal))}";
        return (expression, values =>
        {
            var value = values[name];
            if (sign == "~")
            {
                return value.Contains(literal, StringComparison.Ordinal);
            }

            if (number is not null && Number(value) is null)
            {
                return sign == "!=";
            }

            var order = number is { } n ? Number(value)!.Value.CompareTo(n) : Encoding.UTF8.GetBytes(value).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(literal));
            return sign switch
            {
                "=" => order == 0,
                "!=" => order != 0,
                "<" => order < 0,
                "<=" => order <= 0,
                ">" => order > 0,
                _ => order >= 0,
            };
        }
        );
    }

    // Of the values above: thousandfold, whole.
    private static BigInteger? Number(string text) => text switch
    {
        "1e3" => 1_000_000,
        "0.0" => 0,
        _ => text.Length < 29 && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value * 1000 : null,
    };

    private static string Quote(Random random, string text)
    {
        var quote = random.Next(2) == 0 ? "'" : "\"";
        return quote + text.Replace(quote, quote + quote, StringComparison.Ordinal) + quote;
    }

    private static bool Matches(PostFilter filter, Dictionary<string, string> values)
    {
        var columns = values.Keys.Union(filter.Columns).ToList();
        var batch = new PostBatch(0, Platform.Unknown, columns.Count);
        Assert.True(batch.TryReserve(values.Values.Sum(Encoding.UTF8.GetByteCount)));
        for (var i = 0; i < columns.Count; i++)
        {
            batch.NextCarried[i] = batch.Write(Encoding.UTF8.GetBytes(values.GetValueOrDefault(columns[i], "")));
        }

        batch.Add(0, 0, default, default, default, default, default);
        var holds = filter.Matches(batch, 0, [.. filter.Columns.Select(column => columns.IndexOf(column))]);
        batch.Return();
        return holds;
    }
}
