namespace Copypasta.Campaigns.Tests;

public sealed class TemplateFinderTests(ITestOutputHelper output)
{
    // On the half of the sentences that nothing was tuned on, and seeds of its own: 50 clusters with and 50 without a template each.
    [Theory]
    [InlineData("English")]
    [InlineData("Russian")]
    [InlineData("Persian")]
    [InlineData("Chinese")]
    [InlineData("Thai")]
    public void TemplatesAreToldFromEdits(string language)
    {
        var score = Score(TemplateLanguage.All.Single(known => known.Name == language), half: 1, seed: 910_000 + (10_000 * language[0]));
        output.WriteLine($"{language}: {score}");
        Assert.True(score.BoundaryPrecision >= 0.9, score.ToString());
        Assert.True(score.BoundaryRecall >= 0.9, score.ToString());
        Assert.True(score.MemberPrecision >= 0.99, score.ToString());
        Assert.True(score.MemberRecall >= 0.9, score.ToString());
        Assert.True(score.TypeAccuracy >= 0.9, score.ToString());
        Assert.True(score.FalseTemplates <= 0.05, score.ToString());
    }

    private static TemplateScore Score(TemplateLanguage language, int half, int seed)
    {
        var finder = new TemplateFinder();
        var score = new TemplateScore();
        for (var i = 0; i < 50; i++)
        {
            var corpus = new TemplateCorpus(language, half, seed + i);
            foreach (var planted in new[] { corpus.Template(), corpus.Free() })
            {
                score.Add(planted, finder.Find(planted.Exemplar, planted.ClusterTexts));
            }
        }

        return score;
    }
}
