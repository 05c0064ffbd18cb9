namespace Copypasta.Campaigns;

/// <summary>
/// recurring-phrase: at least 20 accounts, in at least 6 separate weeks, none of which has more than 30% of the posts. It explains only where that holds with each account weighing the same, however often it posts: otherwise one account that
/// goes on for months would thin out a burst of the others.
/// </summary>
internal static class RecurringPhraseRule
{
    private const int FewestAccounts = 20;
    private const int FewestWeeks = 6;
    private const double LargestWeek = 0.3;
    private const long Week = 7L * 24 * 3600 * 1000;

    // 1970-01-01 was a Thursday; weeks begin on Monday (ISO 8601).
    private const long ThursdayToMonday = 3L * 24 * 3600 * 1000;

    // A post without account or time could be anybody's, at any time: with more than these, in percent, that is said instead of "no".
    private const int FewUnknown = 10;

    public static Finding Judge(ClusterTraits cluster)
    {
        var placed = Tally.Of(cluster.Posts, p => p is { Account: not null, Time: not null } ? Answer.Yes : Answer.CannotTell);
        PostTraits[] known = placed.Unknown == 0 ? cluster.Posts : [.. cluster.Posts.Where(p => p is { Account: not null, Time: not null })];
        var perAccount = placed.Unknown == 0 ? cluster.Accounts : known.CountBy(p => p.Account!).ToDictionary();
        var weeks = new SortedDictionary<long, (int Posts, double Weight)>();
        foreach (var post in known)
        {
            var week = Math.DivRem(post.Time!.Value + ThursdayToMonday, Week).Quotient;
            (var posts, var weight) = weeks.GetValueOrDefault(week);
            weeks[week] = (posts + 1, weight + (1.0 / perAccount[post.Account!]));
        }

        var largest = weeks.Count == 0 ? 0 : (double)weeks.Values.Max(w => w.Posts) / known.Length;
        var heaviest = weeks.Count == 0 ? 0 : weeks.Values.Max(w => w.Weight) / perAccount.Count;
        var holds = perAccount.Count >= FewestAccounts && weeks.Count >= FewestWeeks && largest <= LargestWeek;
        var cannotTell = placed.Unknown * 100L > (long)FewUnknown * placed.Total;
        return new Finding(
            LabelCode.RecurringPhrase, holds && !cannotTell ? Answer.Yes : cannotTell ? Answer.CannotTell : Answer.No, holds ? placed.Share : 0,
            [new RuleValue("accounts", perAccount.Count), new RuleValue("weeks", weeks.Count), new RuleValue("largest_week", largest), new RuleValue("largest_week_by_account", heaviest)],
            holds ? placed.Examples : [], cannotTell ? Missing(cluster) : [])
        {
            Effect = heaviest <= LargestWeek ? LabelEffect.Explains : LabelEffect.Context,
        };
    }

    private static string[] Missing(ClusterTraits cluster) =>
        [.. cluster.Posts.Any(p => p.Account is null) ? ["account"] : Array.Empty<string>(), .. cluster.Posts.Any(p => p.Time is null) ? ["time"] : Array.Empty<string>()];
}
