namespace Copypasta.Campaigns;

/// <summary>giveaway: at least half of the posts ask to follow and to tag or share, and speak of a prize or of entering.</summary>
internal static class GiveawayRule
{
    private const int Percent = 50;
    private const PhraseKind Demand = PhraseKind.Follow | PhraseKind.Share | PhraseKind.Entry;

    public static Finding Judge(ClusterTraits cluster)
    {
        var tally = Tally.Of(cluster.Posts, p => Answers.Of((p.Text.Phrases & Demand) == Demand));
        return new Finding(LabelCode.Giveaway, tally.Reaches(Percent), tally.Share, [new RuleValue("demanding_posts", tally.Yes)], tally.Examples, []);
    }
}
