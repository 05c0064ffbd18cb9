using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>Families whose posts are in memory, to be clustered.</summary>
internal sealed class GatheredFamilies
{
    private readonly List<int> _numbers = [];
    private readonly List<int> _roots = [];
    private readonly Dictionary<int, int> _rootOfFamily = [];

    public PostStore Posts { get; } = new();

    /// <summary>By text of <see cref="Posts"/> its number in the index.</summary>
    public IReadOnlyList<int> Numbers => _numbers;

    /// <summary>Adds a post.</summary>
    /// <param name="post">All but author, text and address.</param>
    /// <param name="author">Empty where missing.</param>
    /// <param name="stored">Id and raw text.</param>
    /// <param name="text">The normalised text.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="number">Its number in the index.</param>
    /// <param name="family">Any number that tells the text's family from others.</param>
    public void Add(in StoredPost post, ReadOnlySpan<byte> author, ReadOnlySpan<byte> stored, ReadOnlySpan<byte> text, ulong hash, int number, int family)
    {
        Posts.Add(post, stored, author, text, hash);
        if (Posts.Texts.Count > _numbers.Count)
        {
            _numbers.Add(number);
            _rootOfFamily.TryAdd(family, _roots.Count);
            _roots.Add(_rootOfFamily[family]);
        }
    }

    /// <summary>Adds the posts that the index has of some texts.</summary>
    /// <param name="segments">The index.</param>
    /// <param name="texts">Texts with their families, ascending.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public void AddFrom(IndexSegments segments, IEnumerable<(int Text, int Family)> texts, CancellationToken cancellation)
    {
        var reading = segments.NewReading(2);
        foreach (var (number, family) in texts)
        {
            cancellation.ThrowIfCancellationRequested();
            var text = reading.Text(number);
            var hash = ByteStringTable.Hash(text);
            for (var segment = segments.SegmentOf(number); segment < segments.All.Count; segment++)
            {
                var (from, to) = segments.All[segment].PostsOf(number);
                for (var place = from; place < to; place++)
                {
                    var post = reading.Post(segment, place);
                    Add(post.Post, post.Author, post.Stored, text, hash, number, family);
                }
            }
        }
    }

    /// <summary>Clusters all families.</summary>
    /// <param name="sources">What posts come from.</param>
    /// <param name="options">What to find and how.</param>
    /// <param name="cancellation">Stops the work.</param>
    public FamilyClusterer.Result[] Cluster(IReadOnlyList<string> sources, DetectionOptions options, CancellationToken cancellation)
    {
        var signing = new TextSigning(Posts.Texts, options);
        signing.Sketch(cancellation);
        var matching = new Matching(Posts.Texts, signing.Sketches, options);
        return Detector.ClusterFamilies(
            Posts,
            new FamilyTexts(Posts, sources, options.Profile),
            Groups.By(_roots.Count, _roots.Count, text => _roots[text]),
            matching.NewVerifier,
            options,
            cancellation);
    }

    /// <summary>What is stored of a family.</summary>
    public FamilyRecord ToRecord(FamilyClusterer.Result result)
    {
        var clusterOf = new SortedDictionary<int, int>();
        for (var cluster = 0; cluster < result.Clusters.Length; cluster++)
        {
            foreach (var member in result.Clusters[cluster].Members)
            {
                clusterOf[_numbers[Posts[member.Post].Text]] = cluster;
            }
        }

        return new FamilyRecord
        {
            Id = result.Digest.Leading,
            Posts = result.Family.Posts,
            Accounts = result.Family.Accounts,
            Clusters =
            [
                .. result.Clusters.Select(c => new FamilyRecord.ClusterRecord
                {
                    Id = c.Digest.Leading,
                    First = c.Cluster.First,
                    Last = c.Cluster.Last,
                    Posts = c.Cluster.Posts,
                    Texts = c.Cluster.Texts,
                    Accounts = c.Cluster.Accounts,
                    Exemplar = Posts.RawText(c.Cluster.ExemplarPost).ToArray(),
                }),
            ],
            Texts = [.. clusterOf.Keys],
            ClusterOf = [.. clusterOf.Values],
        };
    }
}
