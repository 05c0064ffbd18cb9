namespace Copypasta.Campaigns;

/// <summary>
/// self-repeat: at least 90% of the posts, and two or more, are one account's. Beside more than two other accounts that is context only: how often one account repeats itself does not explain
/// why the others agree.
/// </summary>
internal static class SelfRepeatRule
{
    private const int Percent = 90;
    private const int MostOthers = 2;

    public static Finding Judge(ClusterTraits cluster)
    {
        var account = MostCommon.Of(cluster.Accounts);
        var tally = Tally.Of(cluster.Posts, p => p.Account is null ? Answer.CannotTell : Answers.Of(p.Account == account!.Value.Value));
        var answer = cluster.Posts.Length < 2 ? Answer.No : tally.Reaches(Percent);
        var others = cluster.Accounts.Count - 1;
        return new Finding(
            LabelCode.SelfRepeat, answer, tally.Share, [new RuleValue("account", account?.Value), new RuleValue("account_posts", tally.Yes), new RuleValue("other_accounts", Math.Max(0, others))],
            answer == Answer.Yes ? tally.Examples : [], answer == Answer.CannotTell ? ["account"] : [])
        {
            Effect = others <= MostOthers ? LabelEffect.Explains : LabelEffect.Context,
        };
    }
}
