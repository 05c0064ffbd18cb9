namespace Copypasta.Campaigns.Tests;

/// <summary>Models of small inputs, and what a pass over them finds.</summary>
internal static class Models
{
    public static PairModel Of(AccountPairInput input, AccountPairOptions? options = null)
    {
        var posts = EligiblePosts.Select(input);
        var found = CoPostSearch.Find(posts, input, options ?? new AccountPairOptions(), CancellationToken.None);
        return new PairModel(posts, Strata.Divide(posts, input, SamplingFrame.Unknown), found.CoPosts);
    }

    public static List<EvaluatedPair> Pass(PairModel model, ReadOnlySpan<int> accountOf, double limit = 0)
    {
        var list = new PairList([]);
        var pass = new PairPass(model, new MostExpected(limit, model.Testable), batch: 3);
        pass.Assign(accountOf);
        pass.Run(0, model.Posts.Accounts.Length, ref list);
        return list.Pairs;
    }

    private readonly struct PairList(List<EvaluatedPair> pairs) : IPairSink
    {
        public List<EvaluatedPair> Pairs => pairs;

        public void Add(int a, int b, double all, double standing) => pairs.Add(new EvaluatedPair(a, b, all, standing));
    }
}
