using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>
/// All co-posts: pairs of posts of one family whose own exact similarity reaches the threshold. Built once: texts and times stay under the null, only authors change places. Pairs of posts that one
/// account wrote are among them, for under the null two others may have.
/// </summary>
/// <remarks>
/// Both posts of a co-post know it, by 4 bytes each: from the lowest bit 3 bits for the narrowest window, 3 for the window from which it is left out, 2 for the step of similarity, and 24 for the
/// distance of the other post in the order of posts, with its sign. Beside them stand 8 bytes for each post.
/// </remarks>
internal sealed class CoPosts
{
    /// <summary>Most posts that a family may have to be evaluated: their distances must fit.</summary>
    public const int MostFamilyPosts = 1 << 23;

    /// <summary>The steps of similarity, in millionths: the run's threshold, then these.</summary>
    private static readonly int[] _steps = [0, 800_000, 900_000, 1_000_000];

    private readonly long[] _start;
    private readonly int[] _entries;

    private CoPosts(long[] start, int[] entries) => (_start, _entries) = (start, entries);

    /// <summary>Number of co-posts.</summary>
    public long Count => _entries.LongLength / 2;

    /// <summary>The co-posts of a post.</summary>
    public ReadOnlySpan<int> Of(int post) => _entries.AsSpan((int)_start[post], (int)(_start[post + 1] - _start[post]));

    /// <summary>Asks memory for the co-posts of a post, as far as eight lines of a cache.</summary>
    public void Prefetch(int post)
    {
        const int perLine = 64 / sizeof(int);
        var end = Math.Min(_start[post + 1], _start[post] + (8 * perLine));
        for (var entry = _start[post]; entry < end; entry += perLine)
        {
            Memory.Prefetch(ref _entries[entry]);
        }
    }

    /// <summary>The other post of an entry of a post.</summary>
    public static int Other(int post, int entry) => post + (entry >> 8);

    /// <summary>The narrowest window in which an entry counts.</summary>
    public static int From(int entry) => entry & 7;

    /// <summary>The window from which on an entry is left out.</summary>
    public static int Below(int entry) => (entry >> 3) & 7;

    /// <summary>The step of similarity that an entry reaches.</summary>
    public static int Step(int entry) => (entry >> 6) & 3;

    /// <summary>The highest step that a similarity reaches: 0 the run's threshold, 1 to 3 similarities of 0.8, 0.9 and 1.</summary>
    public static int StepOf(Similarity similarity)
    {
        var step = _steps.Length - 1;
        while (similarity.Millionths < _steps[step])
        {
            step--;
        }

        return step;
    }

    /// <summary>Puts the co-posts of each post together.</summary>
    /// <param name="count">Number of posts.</param>
    /// <param name="parts">Co-posts of ranges of posts.</param>
    public static CoPosts Of(int count, IReadOnlyList<Part> parts)
    {
        var start = new long[count + 1];
        foreach (var part in parts)
        {
            foreach (var (first, second, _) in part)
            {
                start[first + 1]++;
                start[second + 1]++;
            }
        }

        for (var post = 0; post < count; post++)
        {
            start[post + 1] += start[post];
        }

        var next = start.AsSpan(0, count).ToArray();
        var entries = new int[start[count]];
        foreach (var part in parts)
        {
            foreach (var (first, second, bits) in part)
            {
                entries[next[first]++] = ((second - first) << 8) | bits;
                entries[next[second]++] = ((first - second) << 8) | bits;
            }
        }

        return new CoPosts(start, entries);
    }

    /// <summary>Co-posts of a range of at most <see cref="MostFamilyPosts"/> posts, 8 bytes each.</summary>
    internal sealed class Part(int firstPost)
    {
        private const int PlaceBits = 24;
        private const int PlaceMask = (1 << PlaceBits) - 1;

        private readonly List<ulong> _pairs = [];

        public int Count => _pairs.Count;

        public void Add(in PostPair pair, int step)
        {
            var bits = (uint)(pair.From | (pair.Below << 3) | (step << 6));
            _pairs.Add(((ulong)(uint)(pair.First - firstPost) << (PlaceBits + 8)) | ((ulong)(uint)(pair.Second - firstPost) << 8) | bits);
        }

        public Enumerator GetEnumerator() => new(this);

        internal struct Enumerator(Part part)
        {
            private int _next = -1;

            public readonly (int First, int Second, int Bits) Current
            {
                get
                {
                    var pair = part._pairs[_next];
                    return (part.FirstPost + (int)(pair >> (PlaceBits + 8)), part.FirstPost + ((int)(pair >> 8) & PlaceMask), (int)(pair & 0xFF));
                }
            }

            public bool MoveNext() => ++_next < part._pairs.Count;
        }

        private int FirstPost => firstPost;
    }
}
