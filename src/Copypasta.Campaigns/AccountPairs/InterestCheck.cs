namespace Copypasta.Campaigns;

/// <summary>
/// Whether pairs stay in the upper tier when authors change places within interests only: those who share an interest share texts for it. The permutations do not know interests, so that whoever makes up an interest of their own,
/// as people who act together may, is not lost from the lower tier.
/// </summary>
internal sealed class InterestCheck
{
    private readonly PairModel _model;
    private readonly PairTest _test;
    private readonly RobustExpectations _robust;
    private readonly AccountPairInput _input;
    private readonly SamplingFrame _frame;
    private readonly Dictionary<(int, int), EvaluatedPair> _evaluated = [];

    /// <summary>Evaluates pairs under strata of interests.</summary>
    /// <param name="model">The model without interests.</param>
    /// <param name="test">Its test: what p is small enough.</param>
    /// <param name="candidates">The pairs that will be asked for.</param>
    /// <param name="input">The posts, with interests.</param>
    /// <param name="frame">How they were chosen.</param>
    public InterestCheck(PairModel model, PairTest test, IEnumerable<EvaluatedPair> candidates, AccountPairInput input, SamplingFrame frame)
    {
        (_test, _input, _frame) = (test, input, frame);
        _model = new PairModel(model, Strata.DivideByInterest(model.Posts, input, input.InterestOfAccounts!));
        _robust = new RobustExpectations(_model, input);
        foreach (var pair in candidates)
        {
            _evaluated.Add((pair.A, pair.B), pair);
        }

        var sink = new Sink(_evaluated);
        new PairPass(_model, new MostExpected(0, _model.Testable)).Run(model.Posts.Account, ref sink);
    }

    /// <summary>The checks of one thread.</summary>
    public PairChecks NewChecks() => new(_model, _test, _robust, _input, _frame);

    /// <summary>The pair, without the upper tier where it does not hold within interests; null where it then is in none.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="candidate">Which it is.</param>
    /// <param name="checks">Of <see cref="NewChecks"/>.</param>
    public AccountPair? Apply(AccountPair pair, in EvaluatedPair candidate, PairChecks checks)
    {
        if (pair.Tier != PairTier.HardToExplainByChance || checks.Check(_evaluated[(candidate.A, candidate.B)]) is { Tier: PairTier.HardToExplainByChance })
        {
            return pair;
        }

        return pair.Q > PairChecks.LowerQ ? null : pair with { Tier = PairTier.WorthALook, Reasons = PairReasons.SharedInterest };
    }

    private readonly struct Sink(Dictionary<(int, int), EvaluatedPair> evaluated) : IPairSink
    {
        public void Add(int a, int b, double all, double standing)
        {
            ref var pair = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(evaluated, (a, b));
            if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref pair))
            {
                pair = new EvaluatedPair(a, b, all, standing);
            }
        }
    }
}
