namespace Copypasta.Campaigns;

/// <summary>
/// one-owner: at least 90% of the accounts, and two or more, are given one owner in <c>--accounts</c>, or link one another's profiles both ways there, or have at least 80% of what they link elsewhere on one host.
/// Elsewhere: outside the cluster's family, in at least 10 posts each, on a host that is not open to all; a link put into the cluster's own posts counts for nothing.
/// </summary>
internal static class OneOwnerRule
{
    private const int AccountPercent = 90;
    private const int HostPercent = 80;
    private const int FewestLinks = 10;

    private static readonly HashSet<string> s_sharedHosts = [.. PhraseFile.Lines("shared-hosts.txt")];

    public static Finding Judge(ClusterTraits cluster)
    {
        if (cluster.Accounts.Count == 1 && cluster.WithoutAccount == 0)
        {
            return new Finding(LabelCode.OneOwner, Answer.No, 0, [new RuleValue("accounts", 1)], [], []);
        }

        if (cluster.Accounts.Count == 0)
        {
            return new Finding(LabelCode.OneOwner, Answer.CannotTell, 0, [new RuleValue("accounts", 0)], [], ["account"]);
        }

        var list = cluster.References.Accounts;
        var hosts = cluster.Facts.HostsElsewhere;
        if (list is null && hosts is null)
        {
            return new Finding(LabelCode.OneOwner, Answer.CannotTell, 0, [new RuleValue("accounts", cluster.Accounts.Count)], [], ["--accounts"]);
        }

        string[] accounts = [.. cluster.Accounts.Keys];
        var nobody = new Candidate(Answer.CannotTell, null, 0, _ => false);
        var owners = list is null ? nobody : Best(accounts, list.OwnerOf, a => list.OwnerOf(a) is null);
        var groups = list is null ? nobody : Best(accounts, a => list.GroupOf(a) is >= 0 and var g ? $"{g}" : null, a => list.GroupOf(a) is null);
        var domains = hosts is null ? nobody : Best(accounts, a => OwnHost(hosts(a)), a => hosts(a).Links < FewestLinks);
        var best = new[] { owners, groups, domains }.MaxBy(b => (b.Answer, b.Count));

        var answer = best.Answer;
        // Posts without an account may be anybody's.
        var unknown = cluster.WithoutAccount;
        if (answer == Answer.Yes && (cluster.Posts.Length - unknown) * 100L < (long)AccountPercent * cluster.Posts.Length)
        {
            answer = Answer.CannotTell;
        }

        var held = answer == Answer.Yes ? Tally.Of(cluster.Posts, p => Answers.Of(p.Account is not null && best.Holds(p.Account))) : new Tally();
        var missing = answer != Answer.CannotTell ? Array.Empty<string>() : unknown > 0 && accounts.Length == 0 ? ["account"] : ["owner, profile or links of some accounts"];
        return new Finding(
            LabelCode.OneOwner, answer, held.Share,
            [new RuleValue("accounts", accounts.Length), new RuleValue("owner", owners.Value), new RuleValue("with_owner", owners.Count), new RuleValue("reciprocal_profiles", groups.Count), new RuleValue("host", domains.Value), new RuleValue("on_host", domains.Count)],
            held.Examples, missing);
    }

    private static Candidate Best(string[] accounts, Func<string, string?> valueOf, Func<string, bool> isUnknown)
    {
        var best = MostCommon.Of(accounts.Select(valueOf).OfType<string>());
        var count = best?.Count ?? 0;
        var unknown = accounts.Count(isUnknown);
        var answer = count >= 2 && count * 100L >= (long)AccountPercent * accounts.Length ? Answer.Yes
            : (count + unknown) * 100L >= (long)AccountPercent * accounts.Length ? Answer.CannotTell
            : Answer.No;
        return new Candidate(answer, best?.Value, count, a => best is { } b && valueOf(a) == b.Value);
    }

    private static string? OwnHost(MainHost main) =>
        main.Host is { } host && main.Links >= FewestLinks && main.Posts * 100 >= HostPercent * main.Links && !s_sharedHosts.Contains(host) ? host : null;

    private readonly record struct Candidate(Answer Answer, string? Value, int Count, Func<string, bool> Holds);
}
