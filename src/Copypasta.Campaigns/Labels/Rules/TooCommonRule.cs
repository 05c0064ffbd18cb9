using System.Text;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>too-common: the exemplar is too short for near matching, or at least 1% of the eligible accounts, and no fewer than 20, posted it.</summary>
internal static class TooCommonRule
{
    private const int FewestAccounts = 20;

    public static Finding Judge(ClusterTraits cluster)
    {
        var shingles = new ShingleSet(Shingle.Default);
        shingles.Load(Encoding.UTF8.GetBytes(cluster.Exemplar.Normalized));
        var isShort = !shingles.IsLongEnough(null);
        var accounts = cluster.Posts.Select(p => p.Account).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        var eligible = cluster.Facts.EligibleAccounts;
        var unknown = cluster.Posts.Count(p => p.Account is null);

        // Without accounts each post may be another's.
        var common = accounts + unknown < FewestAccounts ? Answer.No
            : eligible is not { } all ? Answer.CannotTell
            : accounts >= FewestAccounts && accounts * 100L >= all ? Answer.Yes
            : Answers.Of((accounts + unknown) * 100L >= all ? null : false);
        var answer = Answers.Or(Answers.Of(isShort), common);
        var tally = Tally.Of(cluster.Posts, _ => answer);
        return new Finding(
            LabelCode.TooCommon, answer, answer == Answer.Yes ? 1 : 0,
            [new RuleValue("shingles", shingles.Count), new RuleValue("accounts", accounts), .. eligible is { } e ? [new RuleValue("eligible_accounts", e)] : Array.Empty<RuleValue>()],
            tally.Examples, answer != Answer.CannotTell ? [] : eligible is null ? ["eligible accounts"] : ["account"]);
    }
}
