using System.Runtime.InteropServices;
using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>
/// The posts of clusters by their main script, and those of each account that may turn out to be in a tier: of any other with too few clustered posts nothing is kept.
/// </summary>
/// <remarks>Some 40 bytes for an account of <see cref="EligiblePosts.FewestPosts"/> clustered posts or more and a script that it writes in.</remarks>
public sealed class ScriptCensus
{
    private readonly long[] _clustered = new long[MainScript.Count];

    // Posts by account and script.
    private readonly Dictionary<long, long> _ofAccounts = [];

    internal ScriptCensus()
    {
    }

    /// <summary>Posts in clusters.</summary>
    public long Clustered(TextScript script) => _clustered[(int)script];

    /// <summary>By script, all kept posts of some accounts, clustered or not.</summary>
    /// <param name="accounts">By account of the result, whether it is one of them; accounts with fewer than <see cref="EligiblePosts.FewestPosts"/> clustered posts are none.</param>
    public long[] PostsOf(Func<int, bool> accounts)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        var posts = new long[MainScript.Count];
        foreach (var (key, count) in _ofAccounts)
        {
            posts[key % MainScript.Count] += accounts((int)(key / MainScript.Count)) ? count : 0;
        }

        return posts;
    }

    internal void AddClustered(TextScript script) => _clustered[(int)script]++;

    internal void AddOfAccount(int account, TextScript script) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_ofAccounts, ((long)account * MainScript.Count) + (long)script, out _)++;
}
