namespace Copypasta.Campaigns;

/// <summary>
/// Whether pairs stay in the upper tier when authors change places within interests only: those who share an interest share texts for it. The permutations do not know interests, so that whoever makes up an interest of their own,
/// as people who act together may, is not lost from the lower tier. One per thread.
/// </summary>
/// <param name="within">Checks under strata of interests.</param>
internal sealed class InterestCheck(PairChecks within)
{
    /// <summary>The pair, without the upper tier where it does not hold within interests; null where it then is in none.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="candidate">Which it is.</param>
    public AccountPair? Apply(AccountPair pair, in EvaluatedPair candidate)
    {
        if (pair.Tier != PairTier.HardToExplainByChance || within.Check(within.Evaluate(candidate.A, candidate.B)) is { Tier: PairTier.HardToExplainByChance })
        {
            return pair;
        }

        return pair.Q > PairChecks.LowerQ ? null : pair with { Tier = PairTier.WorthALook, Reasons = PairReasons.SharedInterest };
    }
}
