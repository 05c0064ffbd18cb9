using Copypasta.Archives;
using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>What is counted of an account that has a clustered post.</summary>
public sealed record AccountCount
{
    /// <summary>Index into <see cref="PostStore.Authors"/>.</summary>
    public required int Account { get; init; }

    /// <summary>The handle of its latest post that has one, UTF-8 as read; empty where none has.</summary>
    public required byte[] Handle { get; init; }

    /// <summary>Whether it is of the background: none of its kept posts is of the archive.</summary>
    public required bool IsOfBackground { get; init; }

    /// <summary>Kept posts, clustered or not.</summary>
    public required long Posts { get; init; }

    /// <summary>Clustered posts.</summary>
    public required int ClusteredPosts { get; init; }

    /// <summary>The share of its posts that are clustered.</summary>
    public Similarity CopyShare => Similarity.FromFraction(ClusteredPosts, Posts);

    /// <summary>Clusters that it has a post in.</summary>
    public required int Clusters { get; init; }

    /// <summary>Clustered posts that have a time.</summary>
    public required int TimedPosts { get; init; }

    /// <summary>
    /// Those of <see cref="TimedPosts"/> that are the first of their cluster or, where they are alone in it, of their family; posts of one time, as the source tells it, are all first.
    /// </summary>
    public required int Originated { get; init; }

    /// <summary>The share of its timed clustered posts that are first; null where it has none.</summary>
    public Similarity? OriginatedShare => TimedPosts == 0 ? null : Similarity.FromFraction(Originated, TimedPosts);

    /// <summary>Earliest time of its kept posts, Unix milliseconds; <see cref="PostRecord.NoTime"/> if none has one.</summary>
    public required long First { get; init; }

    /// <summary>Latest time, likewise.</summary>
    public required long Last { get; init; }

    /// <summary>Median over its timed clustered posts that are not first of the time since the first, milliseconds; null where there are none.</summary>
    public required long? MedianLag { get; init; }

    /// <summary>Whether it is among the 1% of all accounts with the most kept posts: <see cref="KeptPosts.BusyAccountPosts"/>.</summary>
    public required bool IsHyperactive { get; init; }

    /// <summary>Its posts that were read and set aside, whatever the reason.</summary>
    public required long SetAside { get; init; }

    /// <summary>The share of its posts that were set aside.</summary>
    public Similarity SetAsideShare => Similarity.FromFraction(SetAside, Posts + SetAside);
}

/// <summary>An account's kept posts by day, copied beside own.</summary>
/// <param name="account">Index into <see cref="PostStore.Authors"/>.</param>
public sealed class AccountTimeline(int account)
{
    /// <summary>Accounts of a run that are followed day by day: those with the most clustered posts.</summary>
    public const int MaxAccounts = 1000;

    private const long DayMilliseconds = 86_400_000;

    // Twice the day, and 1 more for own posts; to posts.
    private readonly Dictionary<int, int> _days = [];

    /// <summary>The account.</summary>
    public int Account => account;

    /// <summary>Clustered posts without a time, and others without.</summary>
    public (int Copied, int Own) Untimed { get; private set; }

    /// <summary>Days with a post, UTC, as days since 1970-01-01, ascending: clustered posts, and others.</summary>
    public IEnumerable<(int Day, int Copied, int Own)> Days => _days.Keys.Select(key => key >> 1).Distinct().Order()
        .Select(day => (day, _days.GetValueOrDefault(day * 2), _days.GetValueOrDefault((day * 2) + 1)));

    internal void Add(long time, bool isCopied)
    {
        if (time == PostRecord.NoTime)
        {
            Untimed = isCopied ? Untimed with { Copied = Untimed.Copied + 1 } : Untimed with { Own = Untimed.Own + 1 };
            return;
        }

        var key = ((int)(time / DayMilliseconds) * 2) + (isCopied ? 0 : 1);
        _days[key] = _days.GetValueOrDefault(key) + 1;
    }
}
