using System.Text;
using Copypasta.Archives;
using Copypasta.Campaigns;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>The tables of what clusters and accounts show. A p or q is not the probability that two accounts acted independently: common causes remain possible.</summary>
public static class EvidenceTables
{
    private static readonly string[] PairColumns =
    [
        "a", "b", "occasions", "days", "unexplained", "expected", "lift", "lift_low", "lift_high", "p", "q", "p_by_window", "best_window", "symmetry", "fragility", "tier", "explained_by",
        "a_platform", "b_platform", "q_unexplained", "share", "windows_held", "similarities_held", "reasons",
    ];

    private static readonly string[] PairEvidenceColumns =
    [
        "a", "b", "occasion", "a_source", "a_row", "b_source", "b_row", "similarity", "lag_s", "label", "a_platform", "b_platform",
    ];

    private static readonly string[] CommunityColumns =
    [
        "community", "accounts", "pairs", "pairs_outside", "occasions", "hard_to_explain_by_chance", "worth_a_look", "first", "last", "resolution", "agreement",
    ];

    private static readonly string[] SlotColumns =
    [
        "cluster", "slot", "position", "type", "posts", "distinct", "share_empty", "values", "before", "after", "example_source", "example_row",
    ];

    /// <summary>The labels that apply, by (cluster, label).</summary>
    public static Table Labels(Evidence evidence, TableFormat format) =>
        new(format, [.. LabelRow.Columns], evidence.Labels.Count, (rows, row) =>
        {
            var label = evidence.Labels[row];
            rows.Key(label.Cluster);
            rows.Key(label.Label);
            rows.Key(label.Effect);
            rows.Share(label.Share);
            rows.Text(Encoding.UTF8.GetBytes(label.Values));
            rows.Key(Encoding.UTF8.GetBytes(label.Examples));
        });

    /// <summary>The slots of templates, by (cluster, slot). <c>values</c> are the commonest, as a JSON array of pairs of value and posts.</summary>
    public static Table Slots(DetectionResult result, Evidence evidence, TableFormat format)
    {
        var sources = EncodeSources(result);
        return new Table(format, SlotColumns, evidence.Slots.Count, (rows, row) =>
        {
            var (slot, post) = evidence.Slots[row];
            rows.Key(slot.Cluster);
            rows.Integer(slot.Slot);
            rows.Integer(slot.Position);
            rows.Key(slot.Type.ToString().ToLowerInvariant());
            rows.Integer(slot.Posts);
            rows.Integer(slot.Distinct);
            rows.Share(slot.ShareEmpty);
            rows.Text(JsonCell.Pairs(slot.Values.Select(value => (value.Value, (long)value.Posts))));
            rows.Text(slot.Before.Span);
            rows.Text(slot.After.Span);
            rows.Key(sources[result.Posts[post].Source]);
            rows.Integer(result.Posts[post].Row);
        });
    }

    /// <summary>The pairs of accounts in a tier: the upper tier first, then by p. <c>p_by_window</c> is missing for windows that the times cannot test.</summary>
    /// <param name="result">The clusters.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="format">The file's format.</param>
    /// <param name="background">What is of the background: a last column then says whether <c>b</c> is, as <c>a</c> never is; null where there is none.</param>
    public static Table Pairs(DetectionResult result, AccountPairResult pairs, TableFormat format, Background? background = null) =>
        new(format, background is null ? PairColumns : [.. PairColumns, "b_background"], pairs.Pairs.Count, (rows, row) =>
        {
            var pair = pairs.Pairs[row];
            var accounts = result.Posts.Authors;
            rows.Text(accounts[pair.A]);
            rows.Text(accounts[pair.B]);
            rows.Integer(pair.Occasions);
            rows.Integer(pair.Days);
            rows.Integer(pair.Unexplained);
            rows.Real(pair.Expected);
            rows.Real(pair.Lift);
            rows.Real(pair.LiftLow);
            rows.Real(pair.LiftHigh);
            rows.Probability(pair.LogP);
            rows.Real(pair.Q);
            rows.Codes(string.Join(' ', pair.Windows.Select((window, i) => (window, i)).Where(w => w.window.IsTestable)
                .Select(w => $"{CoPostWindows.Names[w.i]}:{RowWriting.ProbabilityText(Math.Min(0, w.window.LogP))}")));
            rows.Key(CoPostWindows.Names[pair.BestWindow]);
            rows.Share(pair.Symmetry);
            rows.Integer(pair.Fragility);
            rows.Key(pair.Tier == PairTier.HardToExplainByChance ? "hard-to-explain-by-chance" : "worth-a-look");
            rows.Codes(string.Join(' ', pair.ExplainedBy));
            rows.Key(accounts.PlatformOf(pair.A).Name());
            rows.Key(accounts.PlatformOf(pair.B).Name());
            rows.Real(pair.QUnexplained);
            rows.Share(pair.Share);
            rows.Codes(string.Join(' ', pair.HoldsAtWindows.Select(window => CoPostWindows.Names[window])));
            rows.Codes(string.Join(' ', pair.HoldsAtSimilarities.Select(SimilarityName)));
            rows.Codes(string.Join(' ', ReasonCodes(pair.Reasons)));
            if (background is not null)
            {
                rows.Boolean(background.HasAccount(pair.B));
            }
        });

    /// <summary>Every co-post of the pairs in a tier, pair by pair in the order of <see cref="Pairs"/>. A pair is told by its two accounts and their platforms: one id may be an account on several.</summary>
    public static Table PairEvidence(DetectionResult result, Evidence evidence, TableFormat format)
    {
        var sources = EncodeSources(result);
        (AccountPair Pair, PairCoPost CoPost)[] coPosts = [.. evidence.Pairs!.Pairs.SelectMany(pair => pair.Evidence.Select(coPost => (pair, coPost)))];
        return new Table(format, PairEvidenceColumns, coPosts.Length, (rows, row) =>
        {
            var (pair, coPost) = coPosts[row];
            ref readonly var a = ref result.Posts[evidence.PairPosts[coPost.PostOfA]];
            ref readonly var b = ref result.Posts[evidence.PairPosts[coPost.PostOfB]];
            rows.Text(result.Posts.Authors[pair.A]);
            rows.Text(result.Posts.Authors[pair.B]);
            rows.Integer(coPost.Occasion);
            rows.Key(sources[a.Source]);
            rows.Integer(a.Row);
            rows.Key(sources[b.Source]);
            rows.Integer(b.Row);
            rows.Similarity(coPost.Similarity);
            rows.Seconds(coPost.Lag);
            rows.Codes(string.Join(' ', coPost.Labels));
            rows.Key(result.Posts.Authors.PlatformOf(pair.A).Name());
            rows.Key(result.Posts.Authors.PlatformOf(pair.B).Name());
        });
    }

    /// <summary>The communities of accounts, by (accounts descending, pairs descending, community). <c>agreement</c> is that of the run's partitions as a whole.</summary>
    public static Table Communities(AccountCommunities communities, TableFormat format) =>
        new(format, CommunityColumns, communities.All.Count, (rows, row) =>
        {
            var community = communities.All[row];
            rows.Key(community.Id);
            rows.Integer(community.Accounts.Count);
            rows.Integer(community.Pairs);
            rows.Integer(community.PairsOutside);
            rows.Integer(community.Occasions);
            rows.Integer(community.HardToExplain);
            rows.Integer(community.Pairs - community.HardToExplain);
            rows.Time(community.First);
            rows.Time(community.Last);
            rows.Real(AccountCommunities.Resolution);
            rows.Real(communities.Agreement!.Value);
        });

    private static readonly string[] s_similarities = ["threshold", "0.8", "0.9", "1"];

    /// <summary>What the tables call a place of <see cref="AccountPair.HoldsAtSimilarities"/>.</summary>
    internal static string SimilarityName(int place) => s_similarities[place];

    /// <summary>What the tables call reasons.</summary>
    internal static IEnumerable<string> ReasonCodes(PairReasons reasons) => Enum.GetValues<PairReasons>().Where(reason => reason != PairReasons.None && reasons.HasFlag(reason)).Select(ReasonCode);

    private static string ReasonCode(PairReasons reason) => reason switch
    {
        PairReasons.Unexplained => "unexplained-q",
        PairReasons.FewOccasions => "few-occasions",
        PairReasons.Lift => "lift",
        PairReasons.OneOccasion => "one-occasion",
        PairReasons.OneDay => "one-day",
        PairReasons.Hyperactive => "hyperactive",
        PairReasons.Takedown => "takedown-frame",
        PairReasons.Following => "following",
        PairReasons.SharedInterest => "shared-interest",
        _ => "small-strata",
    };

    private static byte[][] EncodeSources(DetectionResult result) => [.. result.Sources.Select(Encoding.UTF8.GetBytes)];
}
