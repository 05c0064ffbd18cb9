using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Copypasta.Campaigns.Tests;

public sealed class TemplateLawTests
{
    private static readonly string[] s_names = ["Anna", "Tom Reed", "Mei", "Dr Oduya", "Lena", "Yusuf", "Clara", "Ines"];
    private static readonly string[] s_places = ["Leeds", "New Haven", "Bath", "Ely", "York", "Hull", "Little Marlow", "Dover"];

    [Fact]
    public void ALetterIsATemplate()
    {
        var texts = s_names.Select((name, i) => $"Dear {name}, I am a nurse from {s_places[i]} and I love the old library.").ToArray();
        var template = Find(texts);
        Assert.Equal(TemplateOutcome.Found, template.Outcome);
        Assert.Equal(["Dear ", ", I am a nurse from ", " and I love the old library."], template.Fixed.Select(Text));
        Assert.Equal([SlotType.Words, SlotType.Words], template.Slots.Select(slot => slot.Type));
        Assert.Equal(s_names.Order(StringComparer.Ordinal), template.Slots[0].Values.Select(value => Text(value.Value)));
        Assert.All(template.Members, member => Assert.True(member.Follows));
    }

    [Fact]
    public void TooFewTextsAreNoTemplate() =>
        Assert.Equal(TemplateOutcome.TooFewTexts, Find(["Dear Anna, come to the old library", "Dear Tom, come to the old library", "Dear Mei, come to the old library"]).Outcome);

    [Fact]
    public void AnEmptyExemplarIsNoTemplate() => Assert.Equal(TemplateOutcome.NotAligned, Find(["", "a", "b", "c", "d"]).Outcome);

    [Fact]
    public void CopiesCountAsPostsAndNotAsTexts()
    {
        var texts = s_names.Select((name, i) => new ClusterText(Utf8($"Dear {name}, please keep the old library open for all of us"), i + 1)).ToArray();
        var slot = Assert.Single(new TemplateFinder().Find(texts[0].Utf8, texts).Slots);
        Assert.Equal(36, slot.Posts);
        var first = slot.Values[0];
        Assert.Equal(("Ines", 8, 1, 7), (Text(first.Value), first.Posts, first.Texts, first.Example));
    }

    [Fact]
    public void LargeClustersAreSampledAndThatIsSaid()
    {
        var texts = Enumerable.Range(0, 1000).Select(i => $"We have {i} signatures for the small park behind the town hall").ToArray();
        var template = Find(texts);
        Assert.Equal((1000, TemplateFinder.MaxTexts), (template.Texts, template.Aligned));
        Assert.Equal(SlotType.Number, Assert.Single(template.Slots).Type);
    }

    [Fact]
    public void LongTextsAreLeftOutAndThatIsSaid()
    {
        var texts = s_names.Select(name => $"Dear {name}, please keep the old library open for all of us").Append(string.Concat(Enumerable.Repeat("word ", 5000))).ToArray();
        var template = Find(texts);
        Assert.Equal((9, 8), (template.Texts, template.Aligned));
        Assert.True(template.IsFound);
    }

    [Property(MaxTest = 60)]
    public Property TheOrderOfTextsChangesNothing() => Prop.ForAll(Seeds(), seed =>
    {
        var planted = Planted(seed);
        var texts = planted.ClusterTexts;
        var order = Enumerable.Range(0, texts.Length).ToArray();
        new Random(seed + 1).Shuffle(order);
        var one = new TemplateFinder().Find(planted.Exemplar, texts);
        var other = new TemplateFinder().Find(planted.Exemplar, [.. order.Select(i => texts[i])]);
        Assert.Equal(one.Outcome, other.Outcome);
        Assert.Equal(one.Fixed.Select(Text), other.Fixed.Select(Text));
        Assert.Equal(one.Slots.Select(Describe), other.Slots.Select(Describe));
        Assert.Equal(
            one.Members.Select(member => $"{member.Text} {member.Follows} {member.Edits} {string.Join(' ', member.Values)}"),
            other.Members.OrderBy(member => order[member.Text]).Select(member => $"{order[member.Text]} {member.Follows} {member.Edits} {string.Join(' ', member.Values)}"));
    });

    [Property(MaxTest = 60)]
    public Property PiecesPutTogetherAreTheText() => Prop.ForAll(Seeds(), seed =>
    {
        var planted = Planted(seed);
        var template = new TemplateFinder().Find(planted.Exemplar, planted.ClusterTexts);
        foreach (var member in template.Members)
        {
            var text = Encoding.UTF8.GetBytes(planted.Texts[member.Text].Text);
            var pieces = member.Pieces(text.Length).ToArray();
            Assert.Equal((2 * template.Slots.Length) + 1, pieces.Length);
            Assert.Equal(text, pieces.SelectMany(piece => text[piece]).ToArray());
            if (member.Follows)
            {
                Assert.All(pieces.Where((_, i) => i % 2 == 1).Zip(template.Slots), slot =>
                    Assert.Contains(slot.Second.Values, value => value.Value.Span.SequenceEqual(text.AsSpan()[slot.First])));
            }
        }
    });

    // A text without edits says word for word what the template says, case and spelling tricks aside.
    [Property(MaxTest = 60)]
    public Property FixedTextWithoutEditsIsTheTemplates() => Prop.ForAll(Seeds(), seed =>
    {
        var planted = Planted(seed);
        var template = new TemplateFinder().Find(planted.Exemplar, planted.ClusterTexts);
        foreach (var member in template.Members.Where(member => member.Edits == 0))
        {
            var text = Encoding.UTF8.GetBytes(planted.Texts[member.Text].Text);
            var own = member.Pieces(text.Length).Where((_, i) => i % 2 == 0).Select(piece => Words(text.AsMemory()[piece]));
            Assert.Equal(template.Fixed.Select(Words), own);
        }
    });

    [Property(MaxTest = 60)]
    public Property SharesAndCountsAddUp() => Prop.ForAll(Seeds(), seed =>
    {
        var planted = Planted(seed);
        var template = new TemplateFinder().Find(planted.Exemplar, planted.ClusterTexts);
        var follow = template.Members.Count(member => member.Follows);
        Assert.All(template.Slots, slot => Assert.Equal((follow, follow), (slot.Posts, slot.Values.Sum(value => value.Texts))));
        Assert.Equal(template.IsFound ? template.Slots.Length + 1 : 0, template.Fixed.Length);
        Assert.Equal(template.IsFound ? template.Aligned : 0, template.Members.Length);
    });

    private static PlantedCluster Planted(int seed)
    {
        var corpus = new TemplateCorpus(TemplateLanguage.All[seed % TemplateLanguage.All.Length], seed / 7 % 2, seed);
        return seed % 3 == 0 ? corpus.Free() : corpus.Template();
    }

    private static Arbitrary<int> Seeds() => Gen.Choose(0, 1_000_000).ToArbitrary();

    private static ClusterTemplate Find(string[] texts) => new TemplateFinder().Find(Utf8(texts[0]), [.. texts.Select(text => new ClusterText(Utf8(text), 1))]);

    private static string Describe(TemplateSlot slot) => slot.Type + ": " + string.Join('|', slot.Values.Select(value => $"{Text(value.Value)} {value.Posts} {value.Texts}"));

    private static string Words(ReadOnlyMemory<byte> text) =>
        string.Concat(Text(text).Where(c => char.IsLetterOrDigit(c))).ToUpperInvariant();

    private static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
