using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>
/// Links new texts to those of the index: every pair that shares a band key is verified exactly, unless the two are in one family already. Each band of a segment is swept once, as the new keys ascend too.
/// One per thread.
/// </summary>
internal sealed class KnownTextLinker(IndexPart part, SignedPart signed, IndexSegments segments, FamilyJoins joins, DetectionOptions options)
{
    /// <summary>Pairs of a bucket up to which each is looked at by itself; in larger ones the families of the known texts are told first.</summary>
    private const long FewPairs = 64;

    private readonly DifferenceLimits _limits = new(new MatchRule(options.Threshold, options.Similarity));
    private readonly ProbeVerifier _verifier = new(segments, options);
    private readonly List<(int Root, int Text)> _known = [];
    private int _loaded = -1;

    public void Link(int band)
    {
        var entries = signed.Bands[band];
        foreach (var segment in segments.All)
        {
            var (from, to) = segment.Band(band);
            var at = from;
            for (int start = 0, end; start < entries.Length && at < to; start = end)
            {
                var key = entries[start].Key >> 32;
                for (end = start + 1; end < entries.Length && entries[end].Key >> 32 == key; end++)
                {
                }

                at = SortedSearch.First(segment.Bands, from, to, key << 32, at);
                var first = at;
                while (at < to && segment.Bands[at].Key >> 32 == key)
                {
                    at++;
                }

                if (at > first)
                {
                    LinkBucket(entries.AsSpan(start, end - start), segment, first, at);
                }
            }
        }
    }

    private void LinkBucket(ReadOnlySpan<BandEntry> texts, IndexSegment segment, long from, long to)
    {
        if (texts.Length * (to - from) <= FewPairs)
        {
            foreach (var text in texts)
            {
                for (var at = from; at < to; at++)
                {
                    var known = segment.Bands[at].Text;
                    if (MayMatch(text.Text, segment, known) && segments.RootOf(segment.Entry.FirstText + known) is var root && !joins.AreJoined(text.Text, root))
                    {
                        LinkIfMatching(text.Text, segment, known, root);
                    }
                }
            }

            return;
        }

        _known.Clear();
        for (var at = from; at < to; at++)
        {
            _known.Add((segments.RootOf(segment.Entry.FirstText + segment.Bands[at].Text), segment.Bands[at].Text));
        }

        _known.Sort();
        foreach (var text in texts)
        {
            for (int start = 0, end; start < _known.Count; start = end)
            {
                var root = _known[start].Root;
                for (end = start + 1; end < _known.Count && _known[end].Root == root; end++)
                {
                }

                for (var i = start; i < end; i++)
                {
                    // What a joined family holds need not be looked at; of a family of one the sketch tells more cheaply.
                    if (i == start && end - start > 1 && joins.AreJoined(text.Text, root))
                    {
                        break;
                    }

                    if (MayMatch(text.Text, segment, _known[i].Text) && (joins.AreJoined(text.Text, root) || LinkIfMatching(text.Text, segment, _known[i].Text, root)))
                    {
                        break;
                    }
                }
            }
        }
    }

    private bool MayMatch(int text, IndexSegment segment, int known) => TextSketch.Of(signed.Sketches.Words(text)).MayMatch(segment.Sketches[known], _limits);

    private bool LinkIfMatching(int text, IndexSegment segment, int known, int root)
    {
        if (_loaded != text)
        {
            _verifier.Load(part[text]);
            _loaded = text;
        }

        if (!_verifier.IsMatch(segment.Entry.FirstText + known, segment.Sketches[known].Shingles, out _))
        {
            return false;
        }

        joins.Join(text, root);
        return true;
    }
}

/// <summary>Decides exactly whether one text, asked about again and again, and texts of an index reach the threshold. One per thread.</summary>
internal sealed class ProbeVerifier(IndexSegments segments, DetectionOptions options)
{
    private readonly MatchRule _rule = new(options.Threshold, options.Similarity);
    private readonly IndexReading _texts = segments.NewReading(64);
    private readonly ShingleSequence _other = new(options.Shingle);

    /// <summary>The shingles of the text.</summary>
    public ShingleSet Set { get; } = new(options.Shingle);

    public void Load(ReadOnlySpan<byte> text) => Set.Load(text);

    /// <param name="known">Number of a text of the index, long enough for near matching.</param>
    /// <param name="shingles">Its distinct shingles.</param>
    /// <param name="similarity">Exact, where the two match.</param>
    public bool IsMatch(int known, int shingles, out Similarity similarity)
    {
        _other.Load(_texts.Text(known));
        var fewest = _rule.FewestShared(Set.Count, shingles);
        var shared = Set.Shared(_other, fewest);
        var matches = shared >= fewest && shared >= 0;
        similarity = matches ? _rule.Similarity(shared, Set.Count, shingles) : default;
        return matches;
    }
}
