using System.Globalization;
using System.Text;
using Copypasta.Campaigns;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>What run.json and the closing words on the terminal say of a comparison.</summary>
internal static class ComparisonDescription
{
    private const int MostShown = 6;
    private const int LongestName = 200;

    public static NamedValue[] Values(ComparedCampaigns compared) =>
    [
        new("campaigns", compared.Names),
        new("sample", compared.Comparison.Sample),
        new("resamples", CampaignComparer.Resamples),
        new("period_from", compared.Period is var (from, _) ? Timestamp.Format(from) : null),
        new("period_to", compared.Period is var (_, to) ? Timestamp.Format(to) : null),
        new("languages", compared.Languages),
        new("no_common_period", compared.HaveNoCommonPeriod),
        new("no_common_language", compared.HaveNoCommonLanguage),
        new("campaigns_without_common_posts", compared.WithoutCommonPosts),
        new("campaigns_without_posts", compared.WithoutPosts),
        new("posts_compared", compared.Compared),
        new("posts_of_no_campaign", compared.OfNone),
        new("posts_of_background", compared.OfBackground),
        new("posts_outside", compared.Outside),
        new("reposts_left_out", compared.Reposts),
    ];

    public static string Words(ComparedCampaigns compared)
    {
        var text = new StringBuilder();
        var comparison = compared.Comparison;
        text.AppendLine(CultureInfo.InvariantCulture, $"Compared {compared.Names.Count} campaigns: {RunDescription.Count(compared.Compared, "post")}{LeftOut(compared)}. Shares are of samples of {RunDescription.Count(comparison.Sample, "post")}, half of the smallest campaign, with 95% intervals of resampled accounts.");
        foreach (var name in compared.WithoutPosts)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Not compared: {Name(name)}, which has no post left. It holds none, or an earlier input has them too and they count there, or all are reposts or were set aside.");
        }

        if (compared.WithoutCommonPosts is { Count: > 0 } without)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"In the period and languages that all campaigns have in common there is no post of {string.Join(", ", without.Take(MostShown).Select(Name))}{AndMore(without.Count)}, so all posts count: what differs may be times or languages. Leave small campaigns out.");
        }

        if (compared.Period is var (from, to))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Only the period that all have counts: {Timestamp.Format(from)} to {Timestamp.Format(to)} (--whole for all).");
        }
        else if (compared.HaveNoCommonPeriod)
        {
            text.AppendLine("The campaigns have no period in common, or one has no times: what differs may be the times they are of.");
        }

        if (compared.Languages is { } languages)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Only the languages that all have count: {string.Join(", ", languages.Take(MostShown).Select(language => TerminalText.Escape(language)))}{AndMore(languages.Count)} (--whole for all).");
        }
        else if (compared.HaveNoCommonLanguage)
        {
            text.AppendLine("The campaigns have no language in common: what differs may be the languages they are in.");
        }

        if (comparison.Sample < 2)
        {
            text.AppendLine("Shares of copies tell nothing here: a sample of one post holds no copies. Leave small campaigns out.");
        }

        foreach (var (name, figures) in compared.Names.Zip(comparison.Campaigns).Take(MostShown))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {Name(name)}: {RunDescription.Count(figures.Posts, "post")}, {RunDescription.Count(figures.Accounts, "account")}; exact copies {Share(figures.ExactCopies)}, near copies {Share(figures.NearCopies)}, of other accounts {Share(figures.CopiesOfOthers)}; {figures.OwnClusters:N0} of {figures.Clusters:N0} clusters are its own");
        }

        foreach (var pair in comparison.Pairs.OrderByDescending(pair => pair.SharedClusters).Take(MostShown))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {Name(compared.Names[pair.A])} and {Name(compared.Names[pair.B])}: {RunDescription.Count(pair.SharedClusters, "cluster")}, {RunDescription.Count(pair.SharedAccounts, "account")} in common; near copies in samples of {pair.Sample:N0} differ by {Points(pair.NearCopies)}{Earlier(pair, compared.Names[pair.A])}");
        }

        if (compared.Names.Count > MostShown)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Shown are {MostShown} of {compared.Names.Count} campaigns and, by clusters in common, {MostShown} of {comparison.Pairs.Count:N0} pairs.");
        }

        text.AppendLine("All of it: campaigns, campaign_pairs, campaign_clusters, rarefaction, lags.");
        return text.ToString();
    }

    // The value of a column may be as long as a post.
    private static string Name(string name) => TerminalText.Excerpt(Encoding.UTF8.GetBytes(name), LongestName);

    private static string AndMore(int count) => count > MostShown ? string.Create(CultureInfo.InvariantCulture, $" and {count - MostShown:N0} more") : "";

    private static string LeftOut(ComparedCampaigns compared)
    {
        string[] left =
        [
            .. new (long Posts, string Why)[] { (compared.OfNone, "of no campaign"), (compared.OfBackground, "of the background"), (compared.Outside, compared.Period is null ? "in other languages than the common ones" : compared.Languages is null ? "outside the common period" : "outside the common period and languages"), (compared.Reposts, "reposts") }
                .Where(part => part.Posts > 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Why} {part.Posts:N0}")),
        ];
        return left.Length == 0 ? "" : $" (left out: {string.Join(", ", left)})";
    }

    private static string Earlier(CampaignPair pair, string a) => pair.SeenEarlierInA is not { } earlier
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"; of {pair.Counted - pair.Ties:N0} seen at different times {Share(earlier)} earlier in {Name(a)}");

    private static string Points(Estimate difference) => difference is { Low: { } low, High: { } high }
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * difference.Value:0.00} points ({100 * low:0.00} to {100 * high:0.00})")
        : string.Create(CultureInfo.InvariantCulture, $"{100 * difference.Value:0.00} points (too few accounts for an interval)");

    private static string Share(Estimate share) => share is { Low: { } low, High: { } high }
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * share.Value:0.00}% ({100 * low:0.00} to {100 * high:0.00})")
        : string.Create(CultureInfo.InvariantCulture, $"{100 * share.Value:0.00}% (too few accounts for an interval)");
}
