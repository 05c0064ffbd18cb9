namespace Copypasta.Detection;

/// <summary>How many posts an account must have to be one of the busiest: of the 1% of accounts with the most posts.</summary>
internal sealed class BusyAccounts
{
    private const int Share = 100;

    // Posts to accounts with so many. There are few: k different numbers of posts take k²/2 posts at the least.
    private readonly Dictionary<long, long> _accounts = [];

    /// <summary>Accounts.</summary>
    public long Count { get; private set; }

    /// <summary>Counts an account.</summary>
    /// <param name="posts">Its posts, from 1 on.</param>
    public void Add(long posts)
    {
        Count++;
        _accounts[posts] = _accounts.GetValueOrDefault(posts) + 1;
    }

    /// <summary>
    /// The smallest number of posts that at most one account in a hundred has or exceeds: of accounts of as many posts all are among the busiest or none is.
    /// <see cref="long.MaxValue"/> where none is.
    /// </summary>
    public long FewestPosts()
    {
        var (fewest, busiest) = (long.MaxValue, 0L);
        foreach (var (posts, accounts) in _accounts.OrderByDescending(entry => entry.Key))
        {
            busiest += accounts;
            if (busiest > Count / Share)
            {
                break;
            }

            fewest = posts;
        }

        return fewest;
    }
}
