using System.Text;

namespace Copypasta.Campaigns.Tests;

public sealed class SlotRowTests
{
    [Fact]
    public void ARowIsASlot()
    {
        var texts = Enumerable.Range(0, 12).Select(i => $"Grüße an {"ABCDEFGHIJKL"[i]}nna, wir haben heute schon {i * 7} Brote verschenkt").Select(text => new ClusterText(Encoding.UTF8.GetBytes(text), 1)).ToArray();
        var rows = SlotRow.Of("c1", new TemplateFinder().Find(texts[0].Utf8, texts)).ToArray();
        Assert.Equal([("c1", 1, 9), ("c1", 2, 33)], rows.Select(row => (row.Cluster, row.Slot, row.Position)));
        Assert.Equal([SlotType.Word, SlotType.Number], rows.Select(row => row.Type));
        Assert.All(rows, row => Assert.Equal((12, 12, 0.0, SlotRow.MostValues, 0), (row.Posts, row.Distinct, row.ShareEmpty, row.Values.Length, row.Example)));
        Assert.Equal("Grüße an ", Encoding.UTF8.GetString(rows[0].Before.Span));
        Assert.Equal(" Brote verschenkt", Encoding.UTF8.GetString(rows[1].After.Span));
    }

    [Fact]
    public void NoTemplateHasNoRows() =>
        Assert.Empty(SlotRow.Of("c1", new ClusterTemplate { Outcome = TemplateOutcome.NoSlots, Texts = 9, Aligned = 9 }));

    [Theory]
    [InlineData(SlotType.Number, "12", "7", "1,200", "۵")]
    [InlineData(SlotType.Time, "12:30", "5 May", "Monday", "2024-05-01")]
    [InlineData(SlotType.Time, "5月3日", "12月24日", "星期一", "下午3点")]
    [InlineData(SlotType.Money, "$5", "€1,200", "300 euros", "500 рублей")]
    [InlineData(SlotType.Word, "Anna", "Tom", "don't", "Leeds")]
    [InlineData(SlotType.Words, "Anna Reed", "Tom", "New Haven", "Dr Oduya")]
    [InlineData(SlotType.Words, "北京", "上海", "成都", "西安")]
    [InlineData(SlotType.Text, "my dear old friend from the river", "whoever reads this in the town today", "all of you who came here yesterday", "x")]
    [InlineData(SlotType.Hashtag, "#a", "#b #c", "#d", "#e")]
    [InlineData(SlotType.Mention, "@a", "@b @c", "@d", "@e")]
    [InlineData(SlotType.Link, "https://a.org", "www.b.org", "http://c.org/d", "https://e.org")]
    [InlineData(SlotType.Emoji, "😀", "❤️", "👩‍🔬", "🇫🇷!")]
    [InlineData(SlotType.Mixed, "12", "Anna", "#c", "https://e.org")]
    [InlineData(SlotType.Optional, "please", "", "", "")]
    public void TypesAreTheFormOfFourInFiveTexts(SlotType expected, params string[] values) =>
        Assert.Equal(expected, SlotTypes.Of([.. values.Select(value => new SlotValue(Encoding.UTF8.GetBytes(value), 1, 1, 0))], besideCurrency: false));
}
