using Copypasta.Campaigns.Studies;

namespace Copypasta.Campaigns.Tests;

/// <summary>A small part of the studies: the rest is run by hand. Families in which the null is known not to hold are not among these; the studies print them.</summary>
public sealed class StudyTests
{
    [Theory]
    [InlineData("independent")]
    [InlineData("life-spans and time zones")]
    [InlineData("shared interest")]
    [InlineData("scheduled at :00 and :30")]
    [InlineData("breaking news")]
    [InlineData("followers of the followed")]
    [InlineData("bilingual: Latin and CJK")]
    public void Nobody_is_found_where_nobody_acts_together(string family)
    {
        var fill = NullFamilies.All.Single(f => f.Name == family).Fill;
        var outcomes = Studies.Studies.Judge(4, 2, i => Studies.Studies.Corpus(fill, 500_000 + i, 800));
        Assert.All(outcomes, o => Assert.Equal(0, o.Pairs));
    }

    [Fact]
    public void Most_of_a_planted_group_is_found()
    {
        var outcome = Studies.Studies.Judge(Studies.Studies.Corpus(NullFamilies.LifeSpans, 600_000, 1500, Plant.OfSize(30)), seed: 1);
        Assert.Equal(0, outcome.FalsePairs);
        Assert.True(outcome.FoundAccounts >= 27, $"{outcome.FoundAccounts} of 30 accounts");
        Assert.True(outcome.Pairs >= 0.3 * outcome.PlantedPairs, $"{outcome.Pairs} of {outcome.PlantedPairs} pairs");
    }
}
