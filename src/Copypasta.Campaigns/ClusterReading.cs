using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using Copypasta.Archives;
using Copypasta.Detection;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>Hands the posts of a cluster to those who look at them. Safe for concurrent use.</summary>
/// <remarks>Of a cluster of more than <see cref="MostPosts"/> posts every so many-th is looked at, in the order of <see cref="DetectionResult.Members"/>, so that the memory is bounded and the inputs' order does not matter.</remarks>
internal sealed class ClusterReading
{
    /// <summary>Most posts of a cluster that are looked at.</summary>
    public const int MostPosts = 1 << 16;

    private const int SlotValues = 20;

    private readonly DetectionResult _result;
    private readonly IReadOnlyList<SourceFacts> _sources;
    private readonly long _eligible;
    private readonly int[] _sourceRanks;
    private readonly bool _namesPlatforms;
    private readonly ConcurrentDictionary<int, string> _accounts = new();

    /// <param name="result">What was found.</param>
    /// <param name="sources">By source, what its fields can tell.</param>
    /// <param name="eligible">Accounts that could be in any pair.</param>
    public ClusterReading(DetectionResult result, IReadOnlyList<SourceFacts> sources, long eligible)
    {
        (_result, _sources, _eligible) = (result, sources, eligible);
        int[] order = [.. Enumerable.Range(0, result.Sources.Count).OrderBy(source => result.Sources[source], StringComparer.Ordinal)];
        Sources = [.. order.Select(source => result.Sources[source])];
        _sourceRanks = new int[order.Length];
        for (var rank = 0; rank < order.Length; rank++)
        {
            _sourceRanks[order[rank]] = rank;
        }

        var platforms = new HashSet<Platform>();
        for (var account = 0; account < result.Posts.Authors.Count; account++)
        {
            platforms.Add(result.Posts.Authors.PlatformOf(account));
        }

        _namesPlatforms = platforms.Count > 1;
    }

    /// <summary>The paths of the inputs in their own order, whatever the order in which they were given: what <see cref="PostFacts.Source"/> is an index into.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>The slots of what the cluster's raw texts have in common.</summary>
    public ClusterSlots Slots(int cluster, TemplateFinder finder)
    {
        if (_result.Clusters[cluster].Texts == 1 && _result.Clusters[cluster].Posts < TemplateFinder.FewestTexts)
        {
            return new ClusterSlots([], []);
        }

        var places = new Dictionary<ulong, List<int>>();
        var (posts, counts) = (new List<int>(), new List<int>());
        foreach (var post in PostsOf(cluster))
        {
            // Texts of one hash are one text, but for rare accidents.
            var text = _result.Posts.RawText(post);
            ref var same = ref CollectionsMarshal.GetValueRefOrAddDefault(places, ByteStringTable.Hash(text), out _);
            same ??= [];
            var at = same.FindIndex(place => _result.Posts.RawText(posts[place]).SequenceEqual(_result.Posts.RawText(post)));
            if (at < 0)
            {
                same.Add(posts.Count);
                posts.Add(post);
                counts.Add(1);
            }
            else
            {
                counts[same[at]]++;
            }
        }

        if (posts.Count < TemplateFinder.FewestTexts)
        {
            return new ClusterSlots([], posts.Count == 1 ? [] : null);
        }

        ReadOnlyMemory<byte> Text(int post) => _result.Posts.RawText(post).ToArray();
        var template = finder.Find(Text(_result.Clusters[cluster].ExemplarPost), [.. posts.Select((post, place) => new ClusterText(Text(post), counts[place]))]);
        return new ClusterSlots(
            [.. SlotRow.Of(_result.Clusters[cluster].Id, template).Select(row => new ClusterSlot(row, posts[row.Example]))],
            template.IsFound ? [.. template.Slots.Select(SlotFactsOf)] : template.Outcome == TemplateOutcome.NoSlots ? [] : null);
    }

    /// <summary>What the labeller is told.</summary>
    /// <param name="cluster">Index of the cluster.</param>
    /// <param name="slots">What <see cref="Slots"/> has found.</param>
    public ClusterFacts Facts(int cluster, IReadOnlyList<SlotFacts>? slots)
    {
        var found = _result.Clusters[cluster];
        return new ClusterFacts
        {
            Cluster = found.Id,
            Posts = PostsOf(cluster).Select(PostFactsOf),
            Exemplar = Encoding.UTF8.GetString(_result.Posts.RawText(found.ExemplarPost)),
            Slots = slots,
            EligibleAccounts = _eligible,
            TimeResolution = PostsOf(cluster).Max(post => _sources[_result.Posts[post].Source].TimeResolution ?? 1),
        };
    }

    private static SlotFacts SlotFactsOf(TemplateSlot slot) => new(slot.Type, [.. slot.Values.Take(SlotValues).Select(value => Encoding.UTF8.GetString(value.Value.Span))]);

    private PostFacts PostFactsOf(int index)
    {
        var posts = _result.Posts;
        ref readonly var post = ref posts[index];
        return new PostFacts
        {
            Source = _sourceRanks[post.Source],
            Row = post.Row,
            Text = Encoding.UTF8.GetString(posts.RawText(index)),
            Account = post.Author < 0 ? null : _accounts.GetOrAdd(post.Author, NameOf),
            Time = post.Time == PostRecord.NoTime ? null : post.Time,
            Client = TextOrNull(posts.Field(index, PostField.Client)),
            IsRepost = post.Flags.HasFlag(TextFlags.Repost) ? true : _sources[post.Source].TellsReposts ? false : null,
            Links = posts.HasField(post.Source, PostField.Urls) ? ListOf(posts.Field(index, PostField.Urls)) : null,
            Hashtags = posts.HasField(post.Source, PostField.Hashtags) ? ListOf(posts.Field(index, PostField.Hashtags)) : null,
        };
    }

    private string NameOf(int account)
    {
        var name = Encoding.UTF8.GetString(_result.Posts.Authors[account]);
        return _namesPlatforms ? $"{_result.Posts.Authors.PlatformOf(account).Name()}:{name}" : name;
    }

    private IEnumerable<int> PostsOf(int cluster)
    {
        var found = _result.Clusters[cluster];
        var step = ((found.Posts - 1) / MostPosts) + 1;
        for (var member = found.MemberStart; member < found.MemberStart + found.Posts; member += step)
        {
            yield return _result.Members[member].Post;
        }
    }

    private static string? TextOrNull(ReadOnlySpan<byte> value) => value.IsEmpty ? null : Encoding.UTF8.GetString(value);

    private static string[] ListOf(ReadOnlySpan<byte> value) => value.IsEmpty ? [] : Encoding.UTF8.GetString(value).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The slots of a cluster's template.</summary>
/// <param name="Rows">For the table; none without a template.</param>
/// <param name="Facts">For the labeller: empty where nothing varies, null where it cannot be told what does.</param>
internal readonly record struct ClusterSlots(ClusterSlot[] Rows, SlotFacts[]? Facts);
