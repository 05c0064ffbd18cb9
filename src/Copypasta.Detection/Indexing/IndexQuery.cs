using Copypasta.Archives;
using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>A text of an index that a text looked up is near-identical to.</summary>
public sealed record IndexMatch
{
    /// <summary>Exact, at or above the index's threshold.</summary>
    public required Similarity Similarity { get; init; }

    /// <summary>The text as compared, UTF-8.</summary>
    public required ReadOnlyMemory<byte> Text { get; init; }

    /// <summary>Its cluster's id; null where it has one post and is like no other text.</summary>
    public required string? Cluster { get; init; }

    /// <summary>Its family's id; null where <see cref="Cluster"/> is.</summary>
    public required string? Family { get; init; }

    /// <summary>Posts of the cluster.</summary>
    public required int Posts { get; init; }

    /// <summary>Distinct accounts of the cluster.</summary>
    public required int Accounts { get; init; }

    /// <summary>Earliest time of the cluster, Unix milliseconds; <see cref="PostRecord.NoTime"/> if no post has one.</summary>
    public required long First { get; init; }

    /// <summary>Latest time of the cluster, Unix milliseconds; <see cref="PostRecord.NoTime"/> if no post has one.</summary>
    public required long Last { get; init; }

    /// <summary>Raw text of the cluster's exemplar, as given by the input.</summary>
    public required ReadOnlyMemory<byte> Exemplar { get; init; }
}

/// <summary>Looks up texts in an index. For one thread; keeps its buffers.</summary>
public sealed class IndexQuery
{
    private const int CandidatesAhead = 512;

    private readonly IndexSegments _segments;
    private readonly IndexReading _reading;
    private readonly ProbeVerifier _verifier;
    private readonly TextNormalizer _normalizer;
    private readonly BandSigner _signer;
    private readonly DifferenceLimits _limits;
    private readonly TextSketches _sketch = new(1, TextSketch.Bytes);
    private readonly int? _minLength;
    private readonly uint[] _minima;
    private readonly uint[] _keys;
    private readonly HashSet<int> _seen = [];
    private readonly List<int> _candidates = [];
    private readonly List<(Similarity Similarity, int Text)> _found = [];

    internal IndexQuery(IndexSegments segments, IndexSettings settings)
    {
        var options = settings.ToOptions(1);
        _segments = segments;
        _reading = segments.NewReading();
        _verifier = new ProbeVerifier(segments, options);
        _normalizer = new TextNormalizer(settings.Profile);
        _signer = new BandSigner([.. Enumerable.Range(0, settings.Bands)], settings.Rows, settings.Seed);
        _limits = new DifferenceLimits(new MatchRule(settings.Threshold, settings.Similarity));
        _minLength = settings.MinLength;
        _minima = new uint[_signer.Lanes];
        _keys = new uint[_signer.Bands];
    }

    /// <summary>The most similar texts, most similar first, then by their bytes.</summary>
    /// <param name="rawText">A text as posts have it, UTF-8; made comparable as the index's were.</param>
    /// <param name="top">Most texts to return, at least 1.</param>
    /// <returns>Nothing where nothing is near-identical, or normalisation leaves nothing of the text.</returns>
    /// <exception cref="IndexException">What was read of the index is damaged.</exception>
    public IReadOnlyList<IndexMatch> Find(ReadOnlySpan<byte> rawText, int top)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        var text = _normalizer.Normalize(rawText, out _);
        if (text.IsEmpty)
        {
            return [];
        }

        _seen.Clear();
        _found.Clear();
        if (_reading.Find(text, ByteStringTable.Hash(text)) is >= 0 and var same)
        {
            _seen.Add(same);
            _found.Add((Similarity.One, same));
        }

        _verifier.Load(text);
        if (_verifier.Set.IsLongEnough(_minLength))
        {
            FindSimilar();
        }

        // Only texts as similar as the last that is wanted need be told apart further.
        _found.Sort((a, b) => b.Similarity.Millionths.CompareTo(a.Similarity.Millionths));
        var wanted = _found.Count <= top ? _found : _found.TakeWhile(found => found.Similarity.Millionths >= _found[top - 1].Similarity.Millionths);
        var families = new Dictionary<(int, int), FamilyRecord>();
        return [.. wanted.Select(found => (found.Similarity, found.Text, Bytes: _reading.Text(found.Text).ToArray()))
            .OrderByDescending(found => found.Similarity.Millionths)
            .ThenBy(found => found.Bytes, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))
            .Take(top)
            .Select(found => Describe(found.Similarity, found.Text, found.Bytes, families))];
    }

    private void FindSimilar()
    {
        _signer.Sign(_verifier.Set.Hashes, _minima, _keys);
        _sketch.Set(0, _verifier.Set.Hashes);
        var sketch = TextSketch.Of(_sketch.Words(0));

        // What is not in memory is asked for ahead of what reads it: all places of bands, then sketches by the hundreds.
        foreach (var segment in _segments.All)
        {
            for (var band = 0; band < _keys.Length; band++)
            {
                var (from, to) = segment.Band(band);
                SortedSearch.ExpectHash(segment.Bands, from, to, (ulong)_keys[band] << 32);
            }
        }

        foreach (var segment in _segments.All)
        {
            for (var band = 0; band < _keys.Length; band++)
            {
                var (from, to) = segment.Band(band);
                for (var at = SortedSearch.FirstHash(segment.Bands, from, to, (ulong)_keys[band] << 32); at < to && segment.Bands[at].Key >> 32 == _keys[band]; at++)
                {
                    var local = segment.Bands[at].Text;
                    if (!_seen.Add(segment.Entry.FirstText + local))
                    {
                        continue;
                    }

                    segment.Sketches.Expect(local, local + 1L);
                    _candidates.Add(local);
                    if (_candidates.Count == CandidatesAhead)
                    {
                        Verify(segment, sketch);
                    }
                }
            }

            Verify(segment, sketch);
        }
    }

    /// <summary>Keeps those of the candidates that match.</summary>
    private void Verify(IndexSegment segment, in TextSketch sketch)
    {
        foreach (var local in _candidates)
        {
            if (segment.Sketches[local] is var known && sketch.MayMatch(known, _limits) && _verifier.IsMatch(segment.Entry.FirstText + local, known.Shingles, out var similarity))
            {
                _found.Add((similarity, segment.Entry.FirstText + local));
            }
        }

        _candidates.Clear();
    }

    private IndexMatch Describe(Similarity similarity, int text, byte[] bytes, Dictionary<(int, int), FamilyRecord> families)
    {
        if (_segments.FamilyOf(text) is not var (segment, member))
        {
            var home = _segments.SegmentOf(text);
            var post = _reading.Post(home, _segments.All[home].PostsOf(text).From);
            return new IndexMatch
            {
                Similarity = similarity,
                Text = bytes,
                Cluster = null,
                Family = null,
                Posts = 1,
                Accounts = post.Author.IsEmpty ? 0 : 1,
                First = post.Post.Time,
                Last = post.Post.Time,
                Exemplar = post.RawText.ToArray(),
            };
        }

        if (!families.TryGetValue((segment, member.Record), out var family))
        {
            families[(segment, member.Record)] = family = _reading.Family(segment, member.Record);
        }

        var cluster = family.Clusters[family.ClusterOf[Array.BinarySearch(family.Texts, text)]];
        return new IndexMatch
        {
            Similarity = similarity,
            Text = bytes,
            Cluster = FamilyRecord.ClusterId(cluster.Id),
            Family = FamilyRecord.FamilyId(family.Id),
            Posts = cluster.Posts,
            Accounts = cluster.Accounts,
            First = cluster.First,
            Last = cluster.Last,
            Exemplar = cluster.Exemplar,
        };
    }
}
