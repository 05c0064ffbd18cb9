namespace Copypasta.Campaigns;

/// <summary>repost: at least half of the posts are reposts or forwards, by the platform's mark or by "RT @" at the beginning.</summary>
internal static class RepostRule
{
    private const int Percent = 50;

    public static Finding Judge(ClusterTraits cluster)
    {
        var reposts = cluster.Reposts;
        var total = reposts + cluster.Posts.Length;
        var answer = reposts * 100L >= (long)Percent * total ? Answer.Yes
            : (reposts + cluster.UnknownReposts) * 100L >= (long)Percent * total ? Answer.CannotTell
            : Answer.No;
        return new Finding(
            LabelCode.Repost, total == 0 ? Answer.No : answer, total == 0 ? 0 : (double)reposts / total, [new RuleValue("reposts", reposts), new RuleValue("posts", total)], cluster.RepostExamples,
            answer == Answer.CannotTell ? ["repost mark"] : []);
    }
}
