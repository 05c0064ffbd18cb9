using Copypasta.Campaigns.Studies;

namespace Copypasta.Campaigns.Tests;

public sealed class InterestCheckTests
{
    private static readonly AccountPairOptions s_options = new() { Frame = SamplingFrame.Sample, Permutations = 20 };

    /// <summary>
    /// Within interests a pair has another p, and it is that one's q which has to be small enough. Here q is 0.0001 up to the pair's p without interests, and 0.02 from there to any p that it has within them: a check that took
    /// the former p would find all others right, as they ask for no more than 0.05.
    /// </summary>
    [Fact]
    public void A_pair_is_judged_by_its_p_within_interests()
    {
        var input = Studies.Studies.Corpus(NullFamilies.Independent, 7, 600, new Plant(12, 12, 12, 600_000)).ToInput();
        var upper = AccountPairAnalysis.Run(input, s_options, TestContext.Current.CancellationToken).Pairs.Where(pair => pair.Tier == PairTier.HardToExplainByChance).ToList();
        Assert.NotEmpty(upper);

        var model = Models.Of(input);
        const double before = -60, between = -59;
        double[] observed = [.. Enumerable.Repeat(before, 100)];
        var steps = new long[NullCurve.Steps];
        steps[NullCurve.StepOf(between)] = 200;
        var q = new FalseDiscovery(observed, new long[observed.Length], steps, limit: 0, pairs: 100, permutations: 100);
        Assert.Equal((0.0001, 0.0201), (Math.Round(q.At(before), 9), Math.Round(q.At(-20), 9)));

        var check = new InterestCheck(new PairChecks(model, new PairTest([], q, q, []), new RobustExpectations(model, input), input, s_options.Frame));
        foreach (var pair in upper)
        {
            var (a, b) = (Array.IndexOf([.. model.Posts.Accounts], pair.A), Array.IndexOf([.. model.Posts.Accounts], pair.B));
            Assert.Equal(pair with { Tier = PairTier.WorthALook, Reasons = PairReasons.SharedInterest }, check.Apply(pair, new EvaluatedPair(a, b, before, before)));
        }
    }
}
