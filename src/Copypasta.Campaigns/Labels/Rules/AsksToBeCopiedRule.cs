namespace Copypasta.Campaigns;

/// <summary>asks-to-be-copied: at least half of the posts ask to be copied, or link a store of texts. Half, since the request is what copies leave out first.</summary>
internal static class AsksToBeCopiedRule
{
    private const int Percent = 50;

    public static Finding Judge(ClusterTraits cluster)
    {
        var tally = Tally.Of(cluster.Posts, p => Answers.Of(p.Text.Phrases.HasFlag(PhraseKind.AsksToBeCopied) || p.Links.Any(LinkList.TextBanks.Contains)));
        var asking = cluster.Posts.Count(p => p.Text.Phrases.HasFlag(PhraseKind.AsksToBeCopied));
        return new Finding(LabelCode.AsksToBeCopied, tally.Reaches(Percent), tally.Share, [new RuleValue("asking_posts", asking), new RuleValue("linking_posts", tally.Yes - asking)], tally.Examples, []);
    }
}
