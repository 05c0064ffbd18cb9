using System.Text;

namespace Copypasta.Campaigns.Tests;

public sealed class TemplateFinderTests(ITestOutputHelper output)
{
    // Sentences, seeds and members of the half that nothing was tuned on.
    [Theory]
    [InlineData("English")]
    [InlineData("Russian")]
    [InlineData("Persian")]
    [InlineData("Chinese")]
    [InlineData("Thai")]
    public void TemplatesAreToldFromEdits(string language)
    {
        var half = Environment.GetEnvironmentVariable("ANATOMY_DEV") is null ? 1 : 0;
        var score = Score(TemplateLanguage.All.Single(known => known.Name == language), half, seed: (half == 0 ? 1000 : 770_000) + (10_000 * language[0]));
        output.WriteLine($"{language}: {score}");
        Assert.True(score.BoundaryPrecision >= 0.9, score.ToString());
        Assert.True(score.BoundaryRecall >= 0.9, score.ToString());
        Assert.True(score.MemberPrecision >= 0.99, score.ToString());
        Assert.True(score.MemberRecall >= 0.9, score.ToString());
        Assert.True(score.FalseTemplates <= 0.05, score.ToString());
    }

    private static TemplateScore Score(TemplateLanguage language, int half, int seed)
    {
        var finder = new TemplateFinder();
        var score = new TemplateScore();
        for (var i = 0; i < (half == 0 ? 400 : 50); i++)
        {
            var corpus = new TemplateCorpus(language, half, seed + i);
            foreach (var planted in new[] { corpus.Template(), corpus.Free() })
            {
                var found = finder.Find(planted.Exemplar, planted.ClusterTexts);
                score.Add(planted, found);
                if (Environment.GetEnvironmentVariable("ANATOMY_DUMP") is { } path)
                {
                    Dump(path, language, seed + i, planted, found);
                }
            }
        }

        return score;
    }

    private static void Dump(string path, TemplateLanguage language, int seed, PlantedCluster planted, ClusterTemplate found)
    {
        var text = new StringBuilder();
        text.AppendLine($"== {language.Name} {seed} {planted.Kind} n={planted.Texts.Length} slots=[{string.Join(",", planted.Slots.Select(slot => slot ?? "-"))}] -> {found.Outcome}");
        text.AppendLine("   " + string.Join("___", found.Fixed.Select(part => Encoding.UTF8.GetString(part.Span))));
        foreach (var slot in found.Slots)
        {
            text.AppendLine($"     {slot.Type}: {string.Join(" | ", slot.Values.Take(12).Select(value => Encoding.UTF8.GetString(value.Value.Span) + "×" + value.Texts))}");
        }

        for (var i = 0; i < planted.Texts.Length; i++)
        {
            var planted1 = planted.Texts[i];
            var member = found.Members.FirstOrDefault(member => member.Text == i);
            var truth = planted1.Values.Where((_, slot) => planted.Slots[slot] is not null).ToArray();
            if (planted.Kind == "template" && (member is null || member.Follows != planted1.Follows || (planted1.Follows && !member.Values.SequenceEqual(truth))))
            {
                text.AppendLine($"   {(planted1.Follows ? "F" : "x")}{(member is null ? "?" : member.Follows ? "F" : "x")} e{member?.Edits} {Show(planted1.Text, truth)}  ##  {(member is null ? "" : Show(planted1.Text, member.Values))}");
            }
            else if (planted.Kind != "template" && found.IsFound && i < 12)
            {
                text.AppendLine($"   {(member!.Follows ? "F" : "x")} {planted1.Text}");
            }
        }

        File.AppendAllText(path, text.ToString());
    }

    private static string Show(string text, Range[] values)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var shown = new StringBuilder();
        var at = 0;
        foreach (var value in values)
        {
            shown.Append(Encoding.UTF8.GetString(bytes.AsSpan(at..value.Start.Value))).Append('[').Append(Encoding.UTF8.GetString(bytes.AsSpan(value))).Append(']');
            at = value.End.Value;
        }

        return shown.Append(Encoding.UTF8.GetString(bytes.AsSpan(at))).ToString();
    }
}
