using System.Text;
using Copypasta.Archives;
using Copypasta.Detection;
using Copypasta.Hashing;

namespace Copypasta.Reports.Tests;

/// <summary>Builds a result by hand: clusters of posts, each cluster a family of its own.</summary>
internal sealed class Sample
{
    private readonly PostStore _posts = new();
    private readonly List<Cluster> _clusters = [];
    private readonly List<Family> _families = [];
    private readonly List<Member> _members = [];
    private readonly List<VerifiedPair> _pairs = [];
    private long _row;

    public string[] Sources { get; init; } = ["posts.csv"];

    public static readonly long Noon = new DateTimeOffset(2016, 10, 10, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary>A run whose counts belong to no particular result.</summary>
    public static RunInfo Run { get; } = new()
    {
        Version = "0.1.0",
        Parameters = [new("threshold", 0.7m), new("profile", "social"), new("outputs", new[] { "csv", "html" }), new("pairs", false), new("min_posts", 2), new("since", null)],
        Plan = new PlanInfo
        {
            Threshold = 0.7m,
            Similarity = "jaccard",
            Shingle = "chars:5",
            RecallBound = 0.9991234567,
            Bands = 36,
            Rows = 4,
            Lanes = 160,
            Seed = 1,
            ReplacedBands = [7, 12],
        },
        Profile = TextProfile.Social,
        Algorithms = [new("signature", "minhash32/1")],
        Inputs =
        [
            new InputInfo
            {
                Path = "posts.csv",
                Bytes = 1234,
                Sha256 = new string('a', 64),
                Compression = "none",
                Encoding = "utf-8",
                Format = "csv",
                Mapping = [new("text", "content")],
                Records = 10,
                Posts = 9,
                Rejected = 1,
                Further = [new("zoneless_times", 3)],
            },
        ],
        Counts = new RunCounts
        {
            Read = 10,
            Kept = 7,
            Rejected = 1,
            SetAside = [new("repost", 1), new("duplicate_id", 1)],
            Texts = 5,
            Accounts = 4,
            Families = 1,
            Clusters = 1,
            PostsInFamilies = 3,
            Further = [new("short_texts", 2)],
        },
        FamiliesWithoutPairs = [new("f0123", 99)],
        Scripts =
        [
            new ScriptInfo { Script = "Cyrillic", Kept = 6, SetAside = 2, Obfuscated = 1, Clustered = 3, InTier = null, InUpperTier = null },
            new ScriptInfo { Script = "none", Kept = 0, SetAside = 1, Obfuscated = 0, Clustered = 0, InTier = 0, InUpperTier = 0 },
        ],
        Files = [new("posts.csv", new string('a', 64))],
        Environment = new RunEnvironment
        {
            Kernel = "Vector256",
            Threads = 2,
            Timings = [new("read", TimeSpan.FromMilliseconds(1234.5678)), new("match", TimeSpan.FromSeconds(2))],
            PeakMemoryBytes = 123_456_789,
            Counts = [new("candidates", 17)],
            Further = [new("runtime", ".NET 10")],
        },
    };

    /// <summary>An audit, of a run that asks for one.</summary>
    public static AuditInfo Audit { get; } = new()
    {
        Requested = 1_000,
        Eligible = 250_000,
        Sampled = 1_000,
        WithNeighbours = 300,
        Found = 299,
        ConfidencePercent = 95,
        Low = 0.98156789,
        High = 0.99991561,
        Seed = 7,
    };

    public DetectionResult Result => new()
    {
        Sources = Sources,
        Posts = _posts,
        Families = [.. _families],
        Clusters = [.. _clusters],
        Members = [.. _members],
        Pairs = [.. _pairs],
    };

    /// <summary>A post of no family.</summary>
    public int Post(string text, string author = "a", string id = "1", long time = PostRecord.NoTime, int source = 0) =>
        Post(Encoding.UTF8.GetBytes(text), author, id, time, source);

    /// <inheritdoc cref="Post(string, string, string, long, int)"/>
    public int Post(byte[] text, string author = "a", string id = "1", long time = PostRecord.NoTime, int source = 0)
    {
        var idBytes = Encoding.UTF8.GetBytes(id);
        var rawText = new byte[ByteArena.SizeOf(idBytes.Length + text.Length)];
        ByteArena.Write(rawText, idBytes, text);
        return _posts.Add(
            new StoredPost { Source = source, Row = ++_row, Time = time, Address = _posts.Adopt(rawText), IdLength = idBytes.Length },
            Encoding.UTF8.GetBytes(author),
            text,
            ByteStringTable.Hash(text));
    }

    /// <summary>A cluster of posts in this order, the first of which is the exemplar; texts other than its own are 0.8 similar.</summary>
    public Sample Cluster(params int[] posts)
    {
        var number = _clusters.Count;
        var texts = posts.Select(post => _posts[post].Text).Distinct().Count();
        var accounts = posts.Select(post => _posts[post].Author).Where(author => author >= 0).Distinct().Count();
        var times = posts.Select(post => _posts[post].Time).Where(time => time != PostRecord.NoTime).DefaultIfEmpty(PostRecord.NoTime).ToArray();
        var similarity = new Similarity(texts == 1 ? 1_000_000 : 800_000);
        _families.Add(new Family
        {
            Id = $"f{number:x24}",
            Clusters = 1,
            Posts = posts.Length,
            Texts = texts,
            Accounts = accounts,
            First = times.Min(),
            Last = times.Max(),
            LowestSimilarity = similarity,
        });
        _clusters.Add(new Cluster
        {
            Id = $"c{number:x24}",
            Family = number,
            Posts = posts.Length,
            Texts = texts,
            Accounts = accounts,
            First = times.Min(),
            Last = times.Max(),
            MinSimilarity = similarity,
            MeanSimilarity = similarity,
            ExemplarPost = posts[0],
            MemberStart = _members.Count,
        });
        foreach (var post in posts)
        {
            var same = _posts[post].Text == _posts[posts[0]].Text;
            _members.Add(new Member(post, number, new Similarity(same ? 1_000_000 : 800_000)));
            if (!same)
            {
                _pairs.Add(new VerifiedPair(posts[0], post, new Similarity(800_000)));
            }
        }

        return this;
    }

    /// <summary>What a writer writes, as UTF-8.</summary>
    public static string Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(stream.ToArray());
    }
}
