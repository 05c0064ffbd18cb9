namespace Copypasta.Campaigns;

/// <summary>How the posts of an input were chosen: what may be concluded from them depends on it.</summary>
public enum SamplingFrame
{
    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>Posts of accounts that a platform had removed: whoever is looked for fills it.</summary>
    Takedown,

    /// <summary>Posts that match search terms.</summary>
    Keyword,

    /// <summary>The timelines of chosen accounts.</summary>
    Accounts,

    /// <summary>A random sample.</summary>
    Sample,
}

/// <summary>What decides the statistic of account pairs.</summary>
public sealed record AccountPairOptions
{
    /// <summary>Most posts of one group inside one window; larger ones are left out of what is observed and what is expected.</summary>
    public const int MostPostsInWindow = 1000;

    /// <summary>How the posts were chosen.</summary>
    public SamplingFrame Frame { get; init; }

    /// <summary>Chooses the permutations.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Permutations of the authors, at least 1.</summary>
    public int Permutations { get; init; } = 100;

    /// <summary>Threads to work with, at least 1. Changes the speed and nothing else.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Bytes for co-posts, 8 each, as many again while they are collected; beside them each post takes some 60. Where there are more, the most posts of a group inside one window is halved from
    /// <see cref="MostPostsInWindow"/>, of the widest windows first, until they fit; the groups that this leaves out are listed like all others. Every permutation goes through all co-posts.
    /// </summary>
    public long CoPostBytes { get; init; } = 1L << 28;

    /// <summary>Given the bytes that the co-posts found so far take and those that all may take; throws where there is no room. Null where there is as much as they take. It decides nothing else.</summary>
    public Action<long, long>? CheckRoom { get; init; }
}
