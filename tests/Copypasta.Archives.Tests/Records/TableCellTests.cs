using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Archives.Tests;

public sealed class TableCellTests
{
    [Theory]
    [InlineData("[a, b]", "a b")]
    [InlineData("['a']", "a")]
    [InlineData("[\"#a\", \"#b\"]", "a b")]
    [InlineData("#a #b", "a b")]
    [InlineData("a,b;c|d", "a b c d")]
    [InlineData("@ann @bob", "ann bob")]
    [InlineData("[]", "")]
    [InlineData("absent", "")]
    [InlineData("nan", "")]
    [InlineData("[, ]", "")]
    [InlineData("", "")]
    [InlineData("März", "März")]
    public void ListsAreWrittenInOneWay(string cell, string expected) => Assert.Equal(expected, List(cell, areUrls: false));

    [Theory]
    [InlineData("['https://a.example/1,2', 'https://b.example']", "https://a.example/1,2 https://b.example")]
    [InlineData("https://a.example/?q=[x],https://b.example/@c#d", "https://a.example/?q=[x https://b.example/@c#d")]
    [InlineData("https://a.example https://b.example;http://c.example", "https://a.example https://b.example http://c.example")]
    public void LinksKeepTheirCommas(string cell, string expected) => Assert.Equal(expected, List(cell, areUrls: true));

    [Theory]
    [InlineData("absent", "")]
    [InlineData("877919995476496385", "877919995476496385")]
    [InlineData(" 5 ", "5")]
    [InlineData("5.0", "5")]
    [InlineData("877919995476496385.0", "")]
    [InlineData("9.06E+17", "")]
    [InlineData("NaN", "")]
    [InlineData("t3_abc", "t3_abc")]
    [InlineData("0", "")]
    public void ReferencesAreIdsOrNothing(string cell, string expected) => Assert.Equal(expected, Encoding.UTF8.GetString(TableCell.Reference(Encoding.UTF8.GetBytes(cell))));

    [Theory]
    [InlineData("Ten ways to prune", "Ten ways to prune")]
    [InlineData("[Video] Ten ways", "[Video] Ten ways")]
    [InlineData("nan", "")]
    [InlineData("", "")]
    [InlineData("[\"https://a.example\"]", "")]
    [InlineData("[{\"url\": \"https://t.co/a\"}, {\"images\": [{\"title\": \"no\"}], \"title\": \"Ten \\u201cways\\u201d\"}]", "Ten “ways”")]
    [InlineData("[{\"title\": \"\"}, {\"title\": \"Ten\"}]", "Ten")]
    [InlineData("[{\"title\": 7}]", "")]
    [InlineData("[{\"title\": \"cut o", "")]
    [InlineData("[{\"url\": x, \"title\": \"a\"", "")]
    public void ALinksTitleIsTheCellOrTheFirstOfAList(string cell, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(cell);
        Assert.Equal(expected, Encoding.UTF8.GetString(bytes, 0, TableCell.WriteLinkTitle(bytes, bytes)));
    }

    [Theory]
    [InlineData("'=1+1", "=1+1")]
    [InlineData("''=x", "'=x")]
    [InlineData("'\tx", "\tx")]
    [InlineData("'tis", "'tis")]
    [InlineData("'", "'")]
    [InlineData("=x", "=x")]
    public void GuardsAreTakenOff(string cell, string expected) => Assert.Equal(expected, Encoding.UTF8.GetString(TableCell.Unguard(Encoding.UTF8.GetBytes(cell))));

    /// <summary>A list can be rewritten in its own place.</summary>
    [Property(MaxTest = 500)]
    public void ListsFitWhereTheyStood(byte[] bytes, bool areUrls)
    {
        byte[] cell = [.. bytes.Select(b => "ab#@[]'\", ;|http"u8[b % 16])];
        var apart = new byte[cell.Length];
        var written = TableCell.WriteList(cell, areUrls, apart);
        Assert.Equal(written, TableCell.WriteList(cell, areUrls, cell));
        Assert.Equal(apart[..written], cell[..written]);
    }

    private static string List(string cell, bool areUrls)
    {
        var bytes = Encoding.UTF8.GetBytes(cell);
        return Encoding.UTF8.GetString(bytes, 0, TableCell.WriteList(bytes, areUrls, bytes));
    }
}
