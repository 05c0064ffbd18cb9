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
        var feed = AutomatedFeedRule.Judge(cluster);
        return new ClusterLabels(facts.Cluster,
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
        ]);
    }
}
