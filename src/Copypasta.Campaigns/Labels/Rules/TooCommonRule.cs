namespace Copypasta.Campaigns;

/// <summary>too-common: the exemplar is too short for near matching, or at least 1% of the eligible accounts, and no fewer than 20, posted it.</summary>
internal static class TooCommonRule
{
    private const int FewestAccounts = 20;

    public static Finding Judge(ClusterTraits cluster)
    {
        var shingles = cluster.Buffers.Shingles;
        shingles.Load(cluster.Buffers.Utf8(cluster.Exemplar.Normalized));
        var isShort = !shingles.IsLongEnough(null);
        var accounts = cluster.Accounts.Count;
        var eligible = cluster.Facts.EligibleAccounts;
        var unknown = cluster.WithoutAccount;

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
