namespace Copypasta.Campaigns;

/// <summary>The accounts with the most posts, clustered or not: those whom no more than one in a hundred equals or exceeds.</summary>
public static class HyperactiveAccounts
{
    /// <summary>Of each account whether it is one. Accounts of equally many posts are treated alike, so there may be fewer than one in a hundred.</summary>
    /// <param name="posts">Posts of each account; accounts without posts do not count.</param>
    public static bool[] Of(IReadOnlyList<int> posts)
    {
        int[] descending = [.. posts.Where(p => p > 0).OrderDescending()];
        var most = descending.Length / 100;
        var limit = most < descending.Length ? descending[most] : int.MaxValue;
        return [.. posts.Select(p => p > limit)];
    }
}
