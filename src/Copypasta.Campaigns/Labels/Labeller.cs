namespace Copypasta.Campaigns;

/// <summary>
/// Says for which common reasons a cluster's posts may agree: every rule of the table in this folder's README, by pinned lists and shares, without learning. It labels and hides nothing. Each rule is a
/// pure function of the cluster; the answer does not depend on the order of posts. Not safe for concurrent use: it owns buffers; use one per thread, they may share the references.
/// </summary>
/// <param name="references">What the user and the census know besides the cluster.</param>
public sealed class Labeller(LabelReferences references)
{
    private readonly TraitReader _reader = new(references);

    /// <summary>Judges a cluster by every rule.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="facts"/> is null.</exception>
    public ClusterLabels Label(ClusterFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var cluster = _reader.Read(facts);
        return new ClusterLabels(facts.Cluster, cluster.Posts.Length == 0 ? OfReposts(cluster) : Findings(cluster)) { ReadPosts = facts.IsSample ? cluster.Reposts + cluster.Posts.Length : null };
    }

    private static Finding[] Findings(ClusterTraits cluster)
    {
        var feed = AutomatedFeedRule.Judge(cluster);
        return
        [
            RepostRule.Judge(cluster),
            SharedLinkRule.Judge(cluster),
            QuotationRule.Judge(cluster),
            KnownTextRule.Judge(cluster),
            RecurringPhraseRule.Judge(cluster),
            FormLetterRule.Judge(cluster),
            AsksToBeCopiedRule.Judge(cluster),
            GiveawayRule.Judge(cluster),
            feed,
            AlertRule.Judge(cluster, feed),
            OneOwnerRule.Judge(cluster),
            HashtagGameRule.Judge(cluster),
            SelfRepeatRule.Judge(cluster),
            TooCommonRule.Judge(cluster),
        ];
    }

    // Where there is no other post, nothing holds of any but that they are reposts, and of what.
    private static Finding[] OfReposts(ClusterTraits cluster)
    {
        var findings = new Finding[s_ofNoPost.Length];
        s_ofNoPost.CopyTo(findings, 0);
        findings[(int)LabelCode.Repost] = RepostRule.Judge(cluster);
        findings[(int)LabelCode.TooCommon] = TooCommonRule.Judge(cluster);
        return findings;
    }

    private static readonly Finding[] s_ofNoPost = [.. LabelCodes.All.Select(label => new Finding(label, Answer.No, 0, [], [], []))];
}
