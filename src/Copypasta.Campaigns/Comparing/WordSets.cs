using System.Numerics;
using System.Runtime.InteropServices;

namespace Copypasta.Campaigns;

/// <summary>Which campaigns have which hashtags or links, by 64 bits of hash: of a million any two are taken for one with a probability of 3e-8. Some 24 bytes each.</summary>
internal sealed class WordSets
{
    private readonly Dictionary<ulong, ulong> _campaigns = [];

    /// <summary>Notes a word of a campaign, 0 to <see cref="CampaignPlan.MostCampaigns"/> - 1.</summary>
    public void Add(ulong word, int campaign) => CollectionsMarshal.GetValueRefOrAddDefault(_campaigns, word, out _) |= 1UL << campaign;

    /// <summary>By campaign and campaign how many words both have; a campaign and itself: how many it has.</summary>
    public int[,] Shared(int campaigns)
    {
        var shared = new int[campaigns, campaigns];
        foreach (var mask in _campaigns.Values)
        {
            for (var a = mask; a != 0; a &= a - 1)
            {
                for (var b = mask; b != 0; b &= b - 1)
                {
                    shared[BitOperations.TrailingZeroCount(a), BitOperations.TrailingZeroCount(b)]++;
                }
            }
        }

        return shared;
    }
}
