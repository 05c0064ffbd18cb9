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
    private readonly SignedPart.SortedBand _band = new(signed);
    private int _loaded = -1;

    public void Link(int band)
    {
        _band.Load(band);
        var entries = _band.Entries;
        foreach (var segment in segments.All)
        {
            var (from, to) = segment.Band(band);
            var at = from;
            for (int start = 0, end; start < entries.Length && at < to; start = end)
            {
                var key = entries[start] >> 32;
                for (end = start + 1; end < entries.Length && entries[end] >> 32 == key; end++)
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
                    LinkBucket(entries[start..end], segment, first, at);
                }
            }
        }
    }

    private void LinkBucket(ReadOnlySpan<ulong> texts, IndexSegment segment, long from, long to)
    {
        if (texts.Length * (to - from) <= FewPairs)
        {
            foreach (var entry in texts)
            {
                var text = new BandEntry(entry).Text;
                for (var at = from; at < to; at++)
                {
                    var known = segment.Bands[at].Text;
                    if (MayMatch(text, segment, known) && segments.RootOf(segment.Entry.FirstText + known) is var root && !joins.AreJoined(text, root))
                    {
                        LinkIfMatching(text, segment, known, root);
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
        foreach (var entry in texts)
        {
            var text = new BandEntry(entry).Text;
            for (int start = 0, end; start < _known.Count; start = end)
            {
                var root = _known[start].Root;
                for (end = start + 1; end < _known.Count && _known[end].Root == root; end++)
                {
                }

                for (var i = start; i < end; i++)
                {
                    // What a joined family holds need not be looked at; of a family of one the sketch tells more cheaply.
                    if (i == start && end - start > 1 && joins.AreJoined(text, root))
                    {
                        break;
                    }

                    if (MayMatch(text, segment, _known[i].Text) && (joins.AreJoined(text, root) || LinkIfMatching(text, segment, _known[i].Text, root)))
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
