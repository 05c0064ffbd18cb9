namespace Copypasta.Campaigns;

/// <summary>Gives posts other authors: within each stratum all orders are equally likely. Everything else stays, and so does the number of posts of each account in each stratum.</summary>
internal static class PermutationNull
{
    /// <summary>Puts the authors of each stratum into the order of one permutation (Fisher and Yates).</summary>
    /// <param name="model">The posts and strata.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="number">Number of the permutation: it alone, with the seed, decides the order.</param>
    /// <param name="accountOf">Of each post its author; filled.</param>
    public static void Permute(PairModel model, ulong seed, int number, Span<int> accountOf)
    {
        model.Posts.Account.CopyTo(accountOf);
        var random = new SplitMix64(seed, (ulong)number);
        for (var stratum = 0; stratum < model.Strata.Count; stratum++)
        {
            var posts = model.PostsOfStrata.AsSpan(model.StratumStart[stratum]..model.StratumStart[stratum + 1]);
            for (var i = posts.Length - 1; i > 0; i--)
            {
                var j = random.Next(i + 1);
                (accountOf[posts[i]], accountOf[posts[j]]) = (accountOf[posts[j]], accountOf[posts[i]]);
            }
        }
    }
}
