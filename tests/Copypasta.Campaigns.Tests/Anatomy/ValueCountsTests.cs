using System.Text;

namespace Copypasta.Campaigns.Tests;

public sealed class ValueCountsTests
{
    [Fact]
    public void ValuesAreCountedAndSorted()
    {
        var counts = new ValueCounts();
        foreach (var value in new[] { "b", "a", "", "c", "b", "a", "é" })
        {
            counts.Add(Encoding.UTF8.GetBytes(value));
        }

        counts.Add("c"u8, 3);
        Assert.Equal((4, 9L), (counts.Distinct, counts.Total));
        Assert.Equal(["c 4", "a 2", "b 2", "é 1"], counts.Top(10).Select(Show));
        Assert.Equal(["c 4"], counts.Top(1).Select(Show));
    }

    [Fact]
    public void MarkupIsCountedOnceAPost()
    {
        var counts = new MarkupCounts();
        counts.Add("@anna see #Swans #swans at https://example.org/a and https://example.org/a @anna"u8, 2);
        counts.Add("#Swans again, @tom"u8, 1);
        Assert.Equal(["#Swans 3"], counts.Hashtags.Top(9).Select(Show));
        Assert.Equal(["https://example.org/a 2"], counts.Links.Top(9).Select(Show));
        Assert.Equal(["@anna 2", "@tom 1"], counts.Mentions.Top(9).Select(Show));
    }

    private static string Show(CountedValue value) => $"{Encoding.UTF8.GetString(value.Value.Span)} {value.Posts}";
}
