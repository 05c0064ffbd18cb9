using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>Families whose posts are in memory, to be clustered.</summary>
/// <param name="keptColumns">Values that are kept along with each post.</param>
internal sealed class GatheredFamilies(int keptColumns)
{
    // By text of the posts its number in the index.
    private readonly List<int> _numbers = [];
    private readonly List<int> _roots = [];
    private readonly Dictionary<int, int> _rootOfFamily = [];

    public PostStore Posts { get; } = new(keptColumns);

    /// <summary>Number of families so far.</summary>
    public int Count => _rootOfFamily.Count;

    /// <summary>Adds a post.</summary>
    /// <param name="post">All but author, text and address.</param>
    /// <param name="author">Empty where missing.</param>
    /// <param name="stored">Id, raw text and kept values.</param>
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
    /// <param name="budget">Where they do not fit, some are left out.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public void AddFrom(IndexSegments segments, IEnumerable<(int Text, int Family)> texts, IndexBudget budget, CancellationToken cancellation)
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
                    if (!budget.HasRoomFor(this))
                    {
                        return;
                    }

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

    /// <summary>Clusters all families; what is stored of them, by their smallest text.</summary>
    /// <param name="sources">What posts come from.</param>
    /// <param name="options">What to find and how.</param>
    /// <param name="cancellation">Stops the work.</param>
    public FamilyRecord[] ClusterToRecords(IReadOnlyList<string> sources, DetectionOptions options, CancellationToken cancellation)
    {
        var results = Cluster(sources, options, cancellation);
        var records = new FamilyRecord[results.Length];
        Parallel.For(0, records.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation }, i => records[i] = ToRecord(results[i]));

        // Their order follows from the texts' numbers, not from threads.
        Array.Sort(records, (a, b) => a.Texts[0].CompareTo(b.Texts[0]));
        return records;
    }

    private FamilyRecord ToRecord(FamilyClusterer.Result result)
    {
        // Texts above their clusters' places, each as often as it has posts.
        var texts = new ulong[result.Family.Posts];
        var count = 0;
        for (var cluster = 0; cluster < result.Clusters.Length; cluster++)
        {
            foreach (var member in result.Clusters[cluster].Members)
            {
                texts[count++] = ((ulong)(uint)_numbers[Posts[member.Post].Text] << 32) | (uint)cluster;
            }
        }

        Array.Sort(texts);
        count = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            if (i == 0 || texts[i] != texts[i - 1])
            {
                texts[count++] = texts[i];
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
            Texts = Array.ConvertAll(texts[..count], text => (int)(text >> 32)),
            ClusterOf = Array.ConvertAll(texts[..count], text => (int)(uint)text),
        };
    }
}
