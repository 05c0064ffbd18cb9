using System.Text;
using Copypasta.Archives;
using Copypasta.Detection;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>Hands the posts of a cluster to those who look at them. Safe for concurrent use, with texts of each thread's own.</summary>
internal sealed class ClusterReading
{
    private const int SlotValues = 20;

    private readonly DetectionResult _result;
    private readonly IReadOnlyList<SourceFacts> _sources;
    private readonly int[] _sourceRanks;
    private readonly bool _namesPlatforms;
    private readonly bool _isSocial;

    // Two threads that need a name first make the same one.
    private readonly string?[] _accounts;

    /// <param name="result">What was found.</param>
    /// <param name="profile">How texts were made comparable.</param>
    /// <param name="sources">By source, what its fields can tell.</param>
    public ClusterReading(DetectionResult result, TextProfile profile, IReadOnlyList<SourceFacts> sources)
    {
        (_result, _sources) = (result, sources);
        _isSocial = profile.Id == TextProfile.Social.Id;
        _accounts = new string?[result.Posts.Authors.Count];
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

    /// <summary>For the texts of clusters, one a thread.</summary>
    public ClusterTexts NewTexts() => new(_result);

    /// <summary>The slots of what the cluster's raw texts have in common.</summary>
    public ClusterSlots Slots(int cluster, ClusterTexts texts, TemplateFinder finder)
    {
        ref readonly var found = ref _result.Clusters[cluster];
        if (found.Posts < TemplateFinder.FewestTexts)
        {
            return new ClusterSlots([], found.Texts == 1 ? [] : null, 1);
        }

        texts.Read(cluster);
        if (texts.Texts.Count < TemplateFinder.FewestTexts)
        {
            return new ClusterSlots([], texts.Texts.Count == 1 ? [] : null, texts.Step);
        }

        var all = new ClusterText[texts.Texts.Count];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = new ClusterText(_result.Posts.RawText(texts.Texts[i].Post).ToArray(), texts.Texts[i].Posts);
        }

        var template = finder.Find(_result.Posts.RawText(found.ExemplarPost).ToArray(), all);
        return new ClusterSlots(
            [.. SlotRow.Of(found.Id, template).Select(row => new ClusterSlot(row, texts.Texts[row.Example].Post))],
            template.IsFound ? [.. template.Slots.Select(SlotFactsOf)] : template.Outcome == TemplateOutcome.NoSlots ? [] : null,
            texts.Step);
    }

    /// <summary>What the labeller is told.</summary>
    /// <param name="cluster">Index of the cluster.</param>
    /// <param name="slots">What <see cref="Slots"/> has found; the same posts are looked at.</param>
    /// <param name="eligible">Accounts that could be in any pair.</param>
    /// <param name="hostsOutside">What an account, by its number, links most outside a family.</param>
    public ClusterFacts Facts(int cluster, in ClusterSlots slots, int eligible, Func<int, int, MainHost> hostsOutside)
    {
        ref readonly var found = ref _result.Clusters[cluster];
        var posts = new PostFacts[((found.Posts - 1) / slots.Step) + 1];
        var resolution = 1L;
        for (var i = 0; i < posts.Length; i++)
        {
            var post = _result.Members[found.MemberStart + (i * slots.Step)].Post;
            posts[i] = PostFactsOf(post);
            resolution = Math.Max(resolution, _sources[_result.Posts[post].Source].TimeResolution ?? 1);
        }

        return new ClusterFacts
        {
            Cluster = found.Id,
            Posts = posts,
            IsSample = slots.Step > 1,
            Exemplar = Encoding.UTF8.GetString(_result.Posts.RawText(found.ExemplarPost)),
            ComparableExemplar = Comparable(found.ExemplarPost),
            Slots = slots.Facts,
            EligibleAccounts = eligible,
            HostsElsewhere = HostsElsewhere(cluster, slots.Step, hostsOutside),
            TimeResolution = resolution,
        };
    }

    /// <summary>By an account's name; what is to be looked up for that is made when somebody first asks.</summary>
    private Func<string, MainHost> HostsElsewhere(int cluster, int step, Func<int, int, MainHost> hostsOutside)
    {
        Dictionary<string, MainHost>? hosts = null;
        return account => (hosts ??= Hosts())[account];

        Dictionary<string, MainHost> Hosts()
        {
            ref readonly var found = ref _result.Clusters[cluster];
            var all = new Dictionary<string, MainHost>(StringComparer.Ordinal);
            for (var i = 0; i < found.Posts; i += step)
            {
                if (_result.Posts[_result.Members[found.MemberStart + i].Post].Author is >= 0 and var author && all.TryAdd(_accounts[author] ??= NameOf(author), default))
                {
                    all[_accounts[author]!] = hostsOutside(author, found.Family);
                }
            }

            return all;
        }
    }

    private static SlotFacts SlotFactsOf(TemplateSlot slot) => new(slot.Type, [.. slot.Values.Take(SlotValues).Select(value => Encoding.UTF8.GetString(value.Value.Span))]);

    private PostFacts PostFactsOf(int index)
    {
        var posts = _result.Posts;
        ref readonly var post = ref posts[index];
        if (post.Flags.HasFlag(TextFlags.Repost))
        {
            return new PostFacts { Source = _sourceRanks[post.Source], Row = post.Row, Text = "", IsRepost = true };
        }

        return new PostFacts
        {
            Source = _sourceRanks[post.Source],
            Row = post.Row,
            Text = Encoding.UTF8.GetString(posts.RawText(index)),
            Comparable = Comparable(index),
            Account = post.Author < 0 ? null : _accounts[post.Author] ??= NameOf(post.Author),
            Handle = TextOrNull(posts.Field(index, PostField.Handle)),
            Time = post.Time == PostRecord.NoTime ? null : post.Time,
            Client = TextOrNull(posts.Field(index, PostField.Client)),
            IsRepost = _sources[post.Source].TellsReposts ? false : null,
            Links = posts.HasField(post.Source, PostField.Urls) ? ListOf(posts.Field(index, PostField.Urls)) : null,
            LinkTitle = TextOrNull(posts.Field(index, PostField.LinkTitle)),
            Hashtags = posts.HasField(post.Source, PostField.Hashtags) ? ListOf(posts.Field(index, PostField.Hashtags)) : null,
        };
    }

    private string? Comparable(int post) => _isSocial ? Encoding.UTF8.GetString(_result.Posts.NormalizedText(post)) : null;

    private string NameOf(int account)
    {
        var name = Encoding.UTF8.GetString(_result.Posts.Authors[account]);
        return _namesPlatforms ? $"{_result.Posts.Authors.PlatformOf(account).Name()}:{name}" : name;
    }

    private static string? TextOrNull(ReadOnlySpan<byte> value) => value.IsEmpty ? null : Encoding.UTF8.GetString(value);

    private static string[] ListOf(ReadOnlySpan<byte> value) => value.IsEmpty ? [] : Encoding.UTF8.GetString(value).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The slots of a cluster's template.</summary>
/// <param name="Rows">For the table; none without a template.</param>
/// <param name="Facts">For the labeller: empty where nothing varies, null where it cannot be told what does.</param>
/// <param name="Step">Of how many posts of the cluster one is looked at: <see cref="ClusterTexts.Step"/>.</param>
internal readonly record struct ClusterSlots(ClusterSlot[] Rows, SlotFacts[]? Facts, int Step);
