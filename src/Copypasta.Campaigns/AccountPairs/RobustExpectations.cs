namespace Copypasta.Campaigns;

/// <summary>Expected co-posts under other choices than the run's, for the checks of pairs that were found.</summary>
internal sealed class RobustExpectations
{
    private const int Steps = 3;

    /// <summary>Counts them.</summary>
    public RobustExpectations(PairModel model, AccountPairInput input)
    {
        var hyperactive = input.HyperactiveFrom is { } from ? [.. input.PostsOfAccounts.Select(posts => posts >= from)] : HyperactiveAccounts.Of(input.PostsOfAccounts);
        IsHyperactive = [.. model.Posts.Accounts.Select(a => hyperactive[a])];
        var sizes = new int[model.Strata.Count];
        for (var post = 0; post < model.Posts.Count; post++)
        {
            sizes[model.Strata.Of[post]] += IsByHyperactive(model, post) ? 0 : 1;
        }

        WithoutHyperactive = ExpectedCoPosts.Of(
            model.CoPosts,
            model.Strata.Of,
            sizes,
            model.Accounts,
            (x, y, _) => model.Stands(x, y) && !IsByHyperactive(model, x) && !IsByHyperactive(model, y));
        AtStep =
        [
            .. Enumerable.Range(1, Steps).Select(step =>
                ExpectedCoPosts.Of(model.CoPosts, model.Strata.Of, model.Strata.Size, model.Accounts, (_, _, entry) => CoPosts.Step(entry) >= step)),
        ];
    }

    /// <summary>Of each eligible account whether it is hyperactive.</summary>
    public bool[] IsHyperactive { get; }

    /// <summary>Of the co-posts that stand and are by no hyperactive account, in strata without their posts.</summary>
    public ExpectedCoPosts WithoutHyperactive { get; }

    /// <summary>Of the co-posts that reach each higher step of similarity, from the first.</summary>
    public IReadOnlyList<ExpectedCoPosts> AtStep { get; }

    private bool IsByHyperactive(PairModel model, int post) => IsHyperactive[model.Posts.Account[post]];
}
