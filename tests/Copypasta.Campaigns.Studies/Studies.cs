using MathNet.Numerics.Distributions;

namespace Copypasta.Campaigns.Studies;

/// <summary>What one corpus showed.</summary>
/// <param name="Pairs">Pairs in the upper tier.</param>
/// <param name="FalsePairs">Those of them that no planted group holds.</param>
/// <param name="PlantedPairs">Pairs of planted groups.</param>
/// <param name="PlantedAccounts">Accounts of planted groups.</param>
/// <param name="FoundAccounts">Those of them that end a true pair of the upper tier.</param>
/// <param name="SeenAccounts">Those that end a true pair of any tier.</param>
/// <param name="LowerPairs">Pairs in the lower tier that no planted group holds.</param>
public readonly record struct StudyOutcome(int Pairs, int FalsePairs, int PlantedPairs, int PlantedAccounts, int FoundAccounts, int SeenAccounts, int LowerPairs)
{
    /// <summary>False pairs among those found; 0 where none was found.</summary>
    public double FalseShare => Pairs == 0 ? 0 : (double)FalsePairs / Pairs;
}

/// <summary>Runs the statistic on corpora that were made up.</summary>
public static class Studies
{
    /// <summary>Days that corpora span.</summary>
    public const int Days = 60;

    /// <summary>Judges one corpus.</summary>
    public static StudyOutcome Judge(StudyCorpus corpus, int seed, int threads = 1)
    {
        var result = AccountPairAnalysis.Run(
            corpus.ToInput(), new AccountPairOptions { Frame = SamplingFrame.Sample, Seed = (ulong)seed, Threads = threads });
        var upper = result.Pairs.Where(p => p.Tier == PairTier.HardToExplainByChance).ToArray();
        bool IsPlanted(AccountPair pair) => corpus.Group[pair.A] >= 0 && corpus.Group[pair.A] == corpus.Group[pair.B];
        var sizes = corpus.Group.Where(g => g >= 0).GroupBy(g => g).Select(g => g.Count()).ToArray();
        return new StudyOutcome(
            upper.Length,
            upper.Count(p => !IsPlanted(p)),
            sizes.Sum(n => n * (n - 1) / 2),
            sizes.Sum(),
            upper.Where(IsPlanted).SelectMany(p => new[] { p.A, p.B }).Distinct().Count(),
            result.Pairs.Where(IsPlanted).SelectMany(p => new[] { p.A, p.B }).Distinct().Count(),
            result.Pairs.Count(p => p.Tier == PairTier.WorthALook && !IsPlanted(p)));
    }

    /// <summary>Whether corpora have hashtags, from which interests are found.</summary>
    public static bool HasHashtags { get; set; } = true;

    /// <summary>How many times as much as in the families everybody copies: a group stands out the more, the more is copied around it.</summary>
    public static int CopiesFactor { get; set; } = 1;

    /// <summary>A corpus of one family, with groups planted into it.</summary>
    public static StudyCorpus Corpus(Action<StudyCorpus> fill, int seed, int accounts, params ReadOnlySpan<Plant> plants)
    {
        var corpus = new StudyCorpus(seed, accounts, Days, CopiesFactor) { HasHashtags = HasHashtags };
        fill(corpus);
        for (var i = 0; i < plants.Length; i++)
        {
            plants[i].AddTo(corpus, i);
        }

        return corpus;
    }

    /// <summary>Judges many corpora.</summary>
    /// <param name="count">How many.</param>
    /// <param name="threads">At once.</param>
    /// <param name="make">Makes the one of a number.</param>
    public static StudyOutcome[] Judge(int count, int threads, Func<int, StudyCorpus> make)
    {
        var outcomes = new StudyOutcome[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => outcomes[i] = Judge(make(i), i + 1));
        return outcomes;
    }

    /// <summary>The one-sided 95% upper limit of a proportion (Clopper and Pearson 1934).</summary>
    public static double UpperLimit(int successes, int trials) => successes == trials ? 1 : Beta.InvCDF(successes + 1, trials - successes, 0.95);

    /// <summary>A one-sided 95% upper limit of the mean of shares: Student's, but at least that of a proportion of which as many were above 0.5 as were.</summary>
    public static double UpperLimitOfMean(double[] shares)
    {
        var mean = shares.Average();
        var error = Math.Sqrt(shares.Sum(s => (s - mean) * (s - mean)) / (shares.Length - 1) / shares.Length);
        return Math.Max(mean + (StudentT.InvCDF(0, 1, shares.Length - 1, 0.95) * error), UpperLimit(shares.Count(s => s > 0.5), shares.Length));
    }
}
