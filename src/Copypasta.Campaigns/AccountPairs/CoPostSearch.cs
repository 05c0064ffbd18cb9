namespace Copypasta.Campaigns;

/// <summary>Finds all co-posts, in parallel over families; every pair of different texts that lies within a window is compared once.</summary>
internal sealed class CoPostSearch
{
    private const int PostsPerPart = 1 << 14;

    // Of a co-post: as found, 8 in a list that doubles and leaves as many behind, and 8 as both its posts know it.
    private const int BytesPerCoPost = 32;

    private readonly EligiblePosts _posts;
    private readonly AccountPairInput _input;
    private readonly ParallelOptions _parallel;
    private readonly long _mostPairs;
    private readonly Action<long, long>? _checkRoom;
    private readonly List<(int From, int To)> _parts = [];

    private CoPostSearch(EligiblePosts posts, AccountPairInput input, AccountPairOptions options, CancellationToken cancellation)
    {
        (_posts, _input) = (posts, input);
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation };
        _checkRoom = options.CheckRoom;
        _mostPairs = Math.Min(options.CoPostBytes / 8, Array.MaxLength / 2);
        var families = posts.FamilyStart.Length - 1;
        for (var from = 0; from < families;)
        {
            var to = from + 1;
            while (to < families && posts.FamilyStart[to + 1] - posts.FamilyStart[from] <= PostsPerPart)
            {
                to++;
            }

            _parts.Add((from, to));
            from = to;
        }
    }

    /// <summary>Finds them.</summary>
    /// <param name="posts">The posts.</param>
    /// <param name="input">What they were chosen from.</param>
    /// <param name="options">The room for them, and threads.</param>
    /// <param name="cancellation">Stops it between pieces of work.</param>
    public static CoPostFindings Find(EligiblePosts posts, AccountPairInput input, AccountPairOptions options, CancellationToken cancellation)
    {
        var search = new CoPostSearch(posts, input, options, cancellation);
        var most = Enumerable.Repeat(AccountPairOptions.MostPostsInWindow, CoPostWindows.Count).ToArray();
        long pairs;
        while ((pairs = search.Pairs(most)) > search._mostPairs)
        {
            Lower(most);
        }

        // Texts below the threshold make them fewer: all of them must fit only once they are found.
        search._checkRoom?.Invoke(pairs * BytesPerCoPost / 2, pairs * BytesPerCoPost);
        return search.Find(most, pairs);
    }

    /// <summary>
    /// Leaves out more: of the widest window that still has more than so many posts half of them. In wide windows posts of popular texts make nearly all pairs and say least about who belongs together;
    /// when all windows have come down to so few, all are halved.
    /// </summary>
    private static void Lower(int[] most)
    {
        const int few = 125;
        var widest = Array.FindLastIndex(most, m => m > few);
        if (widest >= 0)
        {
            most[widest] /= 2;
            return;
        }

        for (var window = 0; window < most.Length; window++)
        {
            most[window] /= 2;
        }
    }

    private long Pairs(int[] most)
    {
        var pairs = new long[_parts.Count];
        Parallel.For(0, pairs.Length, _parallel, () => new FamilyGroups(_posts), (part, _, groups) =>
        {
            for (var family = _parts[part].From; family < _parts[part].To; family++)
            {
                if (IsEvaluated(family))
                {
                    groups.Load(family, most, _input);
                    pairs[part] += groups.MostPairs();
                }
            }

            return groups;
        }, _ => { });
        return pairs.Sum();
    }

    private CoPostFindings Find(int[] most, long mostPairs)
    {
        var parts = new CoPosts.Part[_parts.Count];
        var leftOut = new List<LeftOutGroup>[parts.Length];
        var (compared, found) = (0L, 0L);
        Parallel.For(0, parts.Length, _parallel, () => new FamilySearch(_posts, _input), (part, _, search) =>
        {
            var (from, to) = _parts[part];
            parts[part] = new CoPosts.Part(_posts.FamilyStart[from]);
            leftOut[part] = [];
            for (var family = from; family < to; family++)
            {
                if (IsEvaluated(family))
                {
                    search.Find(family, most, parts[part], leftOut[part]);
                }
                else
                {
                    var number = _input.Posts[_posts.Inputs[_posts.FamilyStart[family]]].Family;
                    leftOut[part].Add(new LeftOutGroup(number, null, 0, _posts.FamilyStart[family + 1] - _posts.FamilyStart[family]));
                }
            }

            _checkRoom?.Invoke(Interlocked.Add(ref found, parts[part].Count) * BytesPerCoPost, mostPairs * BytesPerCoPost);
            return search;
        }, search => Interlocked.Add(ref compared, search.Compared));
        return new CoPostFindings(CoPosts.Of(_posts.Count, parts), most, [.. leftOut.SelectMany(l => l)], compared);
    }

    private bool IsEvaluated(int family) => _posts.FamilyStart[family + 1] - _posts.FamilyStart[family] <= CoPosts.MostFamilyPosts;

    /// <summary>Finds the co-posts of one family after another. One per thread.</summary>
    private sealed class FamilySearch
    {
        // 24 MB; of a family with more pairs some texts are compared once more.
        private const int MostToCompare = 1 << 20;

        private readonly EligiblePosts _posts;
        private readonly AccountPairInput _input;
        private readonly FamilyGroups _groups;
        private readonly ITextSimilarity _similarity;
        private readonly Action<PostPair> _take;
        private readonly List<(ulong Texts, PostPair Pair)> _toCompare = [];
        private CoPosts.Part? _part;

        public FamilySearch(EligiblePosts posts, AccountPairInput input)
        {
            (_posts, _input) = (posts, input);
            _groups = new FamilyGroups(posts);
            _similarity = input.NewSimilarity();
            _take = Take;
        }

        public long Compared { get; private set; }

        public void Find(int family, int[] most, CoPosts.Part part, List<LeftOutGroup> leftOut)
        {
            _part = part;
            _groups.Load(family, most, _input);
            leftOut.AddRange(_groups.LeftOut);
            _groups.ForEach(_take);
            CompareThem();
        }

        /// <summary>Compares each two texts once, however many posts carry them.</summary>
        private void CompareThem()
        {
            _toCompare.Sort((x, y) => x.Texts.CompareTo(y.Texts));
            var last = ulong.MaxValue;
            Detection.Similarity? similarity = null;
            foreach (var (texts, pair) in _toCompare)
            {
                if (texts != last)
                {
                    last = texts;
                    similarity = _similarity.Compare((int)(texts >> 32), (int)texts);
                    Compared++;
                }

                if (similarity is { } reached)
                {
                    _part!.Add(pair, CoPosts.StepOf(reached));
                }
            }

            _toCompare.Clear();
        }

        private void Take(PostPair pair)
        {
            var (a, b) = (_posts.Text[pair.First], _posts.Text[pair.Second]);
            if (a == b)
            {
                _part!.Add(pair, CoPosts.StepOf(Detection.Similarity.One));
            }
            else
            {
                _toCompare.Add((((ulong)(uint)Math.Min(a, b) << 32) | (uint)Math.Max(a, b), pair));
                if (_toCompare.Count == MostToCompare)
                {
                    CompareThem();
                }
            }
        }
    }
}

/// <summary>What the search for co-posts found.</summary>
/// <param name="CoPosts">The co-posts.</param>
/// <param name="MostPostsInWindow">Of each window the most posts of a group inside one for which there was room.</param>
/// <param name="LeftOut">The groups that are left out.</param>
/// <param name="TextsCompared">Pairs of different texts that were compared.</param>
internal sealed record CoPostFindings(CoPosts CoPosts, IReadOnlyList<int> MostPostsInWindow, IReadOnlyList<LeftOutGroup> LeftOut, long TextsCompared);
