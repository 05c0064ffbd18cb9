using Copypasta.Archives;
using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>Takes a hashtag or link; it is good until the call ends.</summary>
/// <param name="word">UTF-8, in the form in which <see cref="Census"/> counts it.</param>
public delegate void TakeWord(ReadOnlySpan<byte> word);

/// <summary>What one cluster is made of beside its texts: times, pairs of members, and what its posts carry. Holds its buffers; not safe for concurrent use.</summary>
/// <param name="result">What was found.</param>
/// <param name="sources">By source, what its fields can tell.</param>
/// <param name="detection">How it was found: threshold, shingle, measure and seed.</param>
public sealed class ClusterAnatomy(DetectionResult result, IReadOnlyList<SourceFacts> sources, DetectionOptions detection)
{
    private readonly PostWords _words = new();
    private readonly MemberPairCounter _pairs = new(detection.Shingle, detection.Threshold, detection.Similarity, detection.Seed);
    private readonly bool[] _hasHashtags = [.. Enumerable.Range(0, sources.Count).Select(source => result.Posts.HasField(source, PostField.Hashtags))];
    private readonly bool[] _hasLinks = [.. Enumerable.Range(0, sources.Count).Select(source => result.Posts.HasField(source, PostField.Urls))];

    /// <summary>When its posts were made, by the coarsest times among them.</summary>
    /// <param name="cluster">Index into <see cref="DetectionResult.Clusters"/>.</param>
    /// <param name="zone">Whose day it is; null for UTC.</param>
    public ClusterTimes Times(int cluster, TimeZoneInfo? zone)
    {
        var members = Members(cluster);
        var times = new long[members.Length];
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = result.Posts[members[i].Post].Time;
        }

        return ClusterTimes.Of(times, TimeResolution(cluster), zone);
    }

    /// <summary>What all times of its posts are multiples of, in milliseconds, at least 1: the coarsest of their sources.</summary>
    /// <param name="cluster">Index into <see cref="DetectionResult.Clusters"/>.</param>
    public long TimeResolution(int cluster)
    {
        var resolution = 1L;
        foreach (ref readonly var member in Members(cluster))
        {
            resolution = Math.Max(resolution, sources[result.Posts[member.Post].Source].TimeResolution ?? 1);
        }

        return resolution;
    }

    /// <summary>How many pairs of its distinct texts are below the threshold.</summary>
    /// <param name="cluster">Index into <see cref="DetectionResult.Clusters"/>.</param>
    public MemberPairs MemberPairs(int cluster)
    {
        var seen = new HashSet<int>();
        var texts = new List<ReadOnlyMemory<byte>>();
        foreach (ref readonly var member in Members(cluster))
        {
            var text = result.Posts[member.Post].Text;
            if (seen.Add(text))
            {
                texts.Add(result.Posts.Texts[text].ToArray());
            }
        }

        return _pairs.Count(texts);
    }

    /// <summary>The hashtags and links of a post, each once.</summary>
    /// <param name="post">Index into <see cref="DetectionResult.Posts"/>.</param>
    /// <param name="hashtag">Takes a hashtag, without its sign.</param>
    /// <param name="link">Takes a link.</param>
    public void Words(int post, TakeWord hashtag, TakeWord link)
    {
        ArgumentNullException.ThrowIfNull(hashtag);
        ArgumentNullException.ThrowIfNull(link);
        var (posts, source) = (result.Posts, result.Posts[post].Source);
        _words.Read(posts.RawText(post), posts.Field(post, PostField.Hashtags), _hasHashtags[source], posts.Field(post, PostField.Urls), _hasLinks[source]);
        for (var i = 0; i < _words.Hashtags.Count; i++)
        {
            hashtag(_words.Hashtags[i]);
        }

        for (var i = 0; i < _words.Links.Count; i++)
        {
            link(_words.Links[i]);
        }
    }

    private ReadOnlySpan<Member> Members(int cluster) => result.Members.AsSpan(result.Clusters[cluster].MemberStart, result.Clusters[cluster].Posts);
}
