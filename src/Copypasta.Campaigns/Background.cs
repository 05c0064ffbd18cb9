using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>
/// What of a run is other people's: posts of the period that were read beside the archive, so that what is expected by chance describes them too. Their texts take part in clusters, and their authors in the null; but a pair is
/// told only where one of the two accounts is of the archive.
/// </summary>
public sealed class Background
{
    private readonly bool[] _sources;
    private readonly bool[] _accounts;
    private readonly int[] _ofClusters;

    private Background(bool[] sources, bool[] accounts, int[] ofClusters, long posts) => (_sources, _accounts, _ofClusters, Posts) = (sources, accounts, ofClusters, posts);

    /// <summary>Kept posts of the background, clustered or not.</summary>
    public long Posts { get; }

    /// <summary>Whether a source is of the background, and so are its posts.</summary>
    public bool HasSource(int source) => _sources[source];

    /// <summary>Whether an account with a clustered post is of the background: it has no kept post of the archive.</summary>
    /// <param name="account">Index into <see cref="PostStore.Authors"/>.</param>
    public bool HasAccount(int account) => _accounts[account];

    /// <summary>The posts of a cluster that are of the background.</summary>
    /// <param name="cluster">Index into <see cref="DetectionResult.Clusters"/>.</param>
    public int PostsOfCluster(int cluster) => _ofClusters[cluster];

    internal static Background Of(DetectionResult result, Census census, bool[] sources)
    {
        var accounts = new bool[result.Posts.Authors.Count];
        foreach (var account in census.Accounts)
        {
            accounts[account.Account] = account.IsOfBackground;
        }

        var ofClusters = new int[result.Clusters.Length];
        foreach (ref readonly var member in result.Members.AsSpan())
        {
            ofClusters[member.Cluster] += sources[result.Posts[member.Post].Source] ? 1 : 0;
        }

        return new Background(sources, accounts, ofClusters, census.BackgroundPosts);
    }
}
