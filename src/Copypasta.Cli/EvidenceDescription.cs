using System.Globalization;
using System.Text;
using Copypasta.Campaigns;
using Copypasta.Detection;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>What run.json and the closing words on the terminal say of the evidence.</summary>
internal static class EvidenceDescription
{
    private const string Note = "A p or q is not the probability that the accounts acted independently; common causes remain possible.";

    public static NamedValue[] Parameters(EvidenceOptions asked) =>
    [
        new("frame", asked.Frame.ToString().ToLowerInvariant()),
        new("background", asked.Background.Count > 0 ? asked.Background : null),
        new("permutations", (long)asked.Permutations),
        new("known_texts", asked.Known is { } known ? (long)known.Texts : null),
        new("known_owners", asked.Accounts is { } accounts ? (long)accounts.Count : null),
    ];

    public static NamedCount[] Labels(Evidence evidence)
    {
        var counts = evidence.Labels.CountBy(row => row.Label).ToDictionary(StringComparer.Ordinal);
        return [.. LabelCodes.All.Select(label => new NamedCount(label.Code(), counts.GetValueOrDefault(label.Code())))];
    }

    /// <summary>What became of the posts of each main script, the commonest first.</summary>
    public static ScriptInfo[] Scripts(ScriptCounts counts, Evidence evidence)
    {
        var tiers = new Dictionary<int, PairTier>();
        foreach (var pair in evidence.Pairs?.Pairs ?? [])
        {
            foreach (var account in new[] { pair.A, pair.B })
            {
                tiers[account] = tiers.TryGetValue(account, out var tier) && tier > pair.Tier ? tier : pair.Tier;
            }
        }

        var scripts = evidence.Census.Scripts;
        var inTier = scripts.PostsOf(tiers.ContainsKey);
        var inUpperTier = scripts.PostsOf(account => tiers.TryGetValue(account, out var tier) && tier == PairTier.HardToExplainByChance);
        return
        [
            .. Enum.GetValues<TextScript>()
                .Where(script => counts.Kept(script) + counts.SetAside(script) > 0)
                .OrderByDescending(counts.Kept).ThenBy(script => script)
                .Select(script => new ScriptInfo
                {
                    Script = script switch { TextScript.None => "none", TextScript.Other => "other", _ => script.ToString() },
                    Kept = counts.Kept(script),
                    SetAside = counts.SetAside(script),
                    Obfuscated = counts.Obfuscated(script),
                    Clustered = scripts.Clustered(script),
                    InTier = evidence.Pairs is null ? null : inTier[(int)script],
                    InUpperTier = evidence.Pairs is null ? null : inUpperTier[(int)script],
                }),
        ];
    }

    public static NamedValue[] Pairs(DetectionResult result, Evidence evidence) => evidence is not { Pairs: { } pairs, Interests: { } interests, Communities: { } communities } ? [] :
    [
        new("eligible_accounts", (long)pairs.Eligible.Count),
        .. evidence.Background is null ? Array.Empty<NamedValue>() : [new("eligible_background_accounts", (long)pairs.EligibleOfBackground), new("strata_judged_by_background", pairs.StrataAreJudgedByBackground)],
        new("posts", (long)pairs.Posts),
        new("pairs_tested", pairs.Tested),
        new("pairs_evaluated", (long)pairs.Evaluated),
        new("co_posts", pairs.CoPosts),
        new("narrowest_window", CoPostWindows.Names[pairs.FirstTestable]),
        new("most_posts_in_window", string.Join(' ', pairs.MostPostsInWindow.Select((most, window) => $"{CoPostWindows.Names[window]}:{most}"))),
        new("groups_left_out", (long)pairs.LeftOut.Count),
        new("left_out", (string[])[.. pairs.LeftOut.Select(group => $"{result.Families[group.Family].Id} {(group.Cluster is { } cluster ? result.Clusters[cluster].Id : "across")} from {CoPostWindows.Names[group.Window]} on: {group.Posts} posts")]),
        new("interests", (long)interests.Count),
        new("accounts_with_interest", (long)interests.Accounts),
        new("accounts_with_hashtags", (long)interests.AccountsWithHashtags),
        new("hashtag_uses", interests.Uses),
        new("hashtag_uses_left_out", interests.UsesLeftOut),
        new("hashtags_of_account_at_most", (long)interests.MostHashtags),
        new("strata", (long)pairs.Strata),
        new("small_strata", (long)pairs.SmallStrata),
        new("posts_in_small_strata", (long)pairs.PostsInSmallStrata),
        new("hard_to_explain_by_chance", (long)Count(pairs, PairTier.HardToExplainByChance)),
        new("worth_a_look", (long)Count(pairs, PairTier.WorthALook)),
        .. pairs.Discoveries.SelectMany(found => new NamedValue[]
        {
            new(string.Create(CultureInfo.InvariantCulture, $"pairs_at_q_{found.Q}"), (long)found.Pairs),
            new(string.Create(CultureInfo.InvariantCulture, $"expected_false_at_q_{found.Q}"), Math.Round(found.ExpectedFalse, 6)),
        }),
        new("null_curve", (string[])[.. pairs.Curve.Select(point => string.Create(CultureInfo.InvariantCulture, $"p {Math.Exp(point.LogP):G6}: observed {point.Observed}, permutations on average {point.NullMean:G6}, at most {point.NullMost}"))]),
        new("communities", (long)communities.All.Count),
        new("community_resolution", AccountCommunities.Resolution),
        new("community_seeds", (long)AccountCommunities.Seeds),
        new("community_modularity", Math.Round(communities.Modularity, 6)),
        new("community_agreement", communities.Agreement is { } agreement ? Math.Round(agreement, 6) : null),
        new("note", Note),
        new("describes_archive_only", pairs.DescribesArchiveOnly),
    ];

    /// <summary>Some lines, each ended.</summary>
    public static string Words(Evidence evidence)
    {
        var text = new StringBuilder();
        var labels = Labels(evidence).Where(label => label.Count > 0).ToArray();
        if (labels.Length > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Labels of clusters: {string.Join(", ", labels.Select(label => string.Create(CultureInfo.InvariantCulture, $"{label.Name} {label.Count:N0}")))}.");
        }

        if (evidence.Pairs is { Eligible.Count: > 0 } pairs)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Pairs of accounts: {pairs.Tested:N0} tested among {pairs.Eligible.Count - pairs.EligibleOfBackground:N0} accounts{OfBackground(pairs)}; hard to explain by chance {Count(pairs, PairTier.HardToExplainByChance):N0}, worth a look {Count(pairs, PairTier.WorthALook):N0}. {Note}");
            if (pairs.TooFewPosts is { } tooFew)
            {
                text.AppendLine(tooFew);
            }

            if (evidence.Communities is { Agreement: { } agreement } communities)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"Communities of these accounts: {communities.All.Count:N0}; the partitions of {AccountCommunities.Seeds} seeds agree by {agreement:F2} (adjusted Rand index).");
            }

            if (pairs.DescribesArchiveOnly)
            {
                text.AppendLine("There is no outside population: expected counts describe this archive only. A --background of other accounts' posts brings one in.");
            }
        }

        return text.ToString();
    }

    private static string OfBackground(AccountPairResult pairs) => pairs.EligibleOfBackground == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", and between these and {pairs.EligibleOfBackground:N0} of the background");

    private static int Count(AccountPairResult pairs, PairTier tier) => pairs.Pairs.Count(pair => pair.Tier == tier);
}
