using Copypasta.Archives;

namespace Copypasta.Detection;

/// <summary>The segments of an index in the order of additions, looked at as one. Safe for concurrent use.</summary>
internal sealed class IndexSegments(IReadOnlyList<IndexSegment> segments, int keptColumns)
{
    public IReadOnlyList<IndexSegment> All => segments;

    /// <summary>Number of texts, which is the number that the next one gets.</summary>
    public int Texts => segments.Count == 0 ? 0 : segments[^1].Entry.FirstText + segments[^1].Entry.Texts;

    /// <summary>The place of the segment that is the first to have a text.</summary>
    public int SegmentOf(int text)
    {
        var (low, high) = (0, segments.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = segments[middle].Entry.FirstText <= text ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>The family that a text belongs to now: that of the newest segment which has one. Null where it has none, as its only post is like no other.</summary>
    /// <returns>The place of the segment, and the family there.</returns>
    public (int Segment, FamilyMember Family)? FamilyOf(int text)
    {
        for (var segment = segments.Count - 1; segment >= 0; segment--)
        {
            var members = segments[segment].Members;
            var at = SortedSearch.First(members, 0, members.Count, (uint)text);
            if (at < members.Count && members[at].Text == text)
            {
                return (segment, members[at]);
            }
        }

        return null;
    }

    /// <summary>A text that stands for the family of a text, itself where it has none.</summary>
    public int RootOf(int text) => FamilyOf(text)?.Family.Root ?? text;

    public TextSketch SketchOf(int text)
    {
        var segment = segments[SegmentOf(text)];
        return segment.Sketches[text - segment.Entry.FirstText];
    }

    /// <summary>How many posts some texts have.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="firstSegment">Only posts of this segment and later ones.</param>
    public long PostsOf(IEnumerable<int> texts, int firstSegment = 0)
    {
        var posts = 0L;
        foreach (var text in texts)
        {
            for (var segment = Math.Max(firstSegment, SegmentOf(text)); segment < segments.Count; segment++)
            {
                var (from, to) = segments[segment].PostsOf(text);
                posts += to - from;
            }
        }

        return posts;
    }

    /// <summary>Values that are kept along with each post.</summary>
    public int KeptColumns => keptColumns;

    public IndexReading NewReading(int cachedBlocks = 16) => new(this, cachedBlocks);
}

/// <summary>One thread's way to texts, posts and families. A span is good until the next of its kind is asked for.</summary>
internal sealed class IndexReading
{
    private readonly IndexSegments _segments;
    private readonly SegmentStrings.Reader[] _texts;
    private readonly SegmentStrings.Reader[] _posts;
    private readonly SegmentStrings.Reader[] _families;

    public IndexReading(IndexSegments segments, int cachedBlocks)
    {
        _segments = segments;
        _texts = [.. segments.All.Select(segment => segment.Texts.NewReader(cachedBlocks))];
        _posts = [.. segments.All.Select(segment => segment.Posts.NewReader(2))];
        _families = [.. segments.All.Select(segment => segment.Families.NewReader(2))];
    }

    public ReadOnlySpan<byte> Text(int text)
    {
        var segment = _segments.SegmentOf(text);
        return _texts[segment][text - _segments.All[segment].Entry.FirstText];
    }

    public IndexedPost.Parts Post(int segment, int post) => IndexedPost.Read(StoredPost(segment, post), _segments.KeptColumns);

    public ReadOnlySpan<byte> StoredPost(int segment, int post) => _posts[segment][post];

    public FamilyRecord Family(int segment, int record) => FamilyRecord.Parse(StoredFamily(segment, record));

    public ReadOnlySpan<byte> StoredFamily(int segment, int record) => _families[segment][record];

    /// <summary>The number of a text, or -1.</summary>
    public int Find(ReadOnlySpan<byte> text, ulong hash)
    {
        for (var segment = 0; segment < _segments.All.Count; segment++)
        {
            var hashes = _segments.All[segment].TextHashes;
            for (var at = SortedSearch.FirstHash(hashes, 0, hashes.Count, hash); at < hashes.Count && hashes[at].Hash == hash; at++)
            {
                if (Text(hashes[at].Number).SequenceEqual(text))
                {
                    return hashes[at].Number;
                }
            }
        }

        return -1;
    }

    /// <summary>Whether a post was read before, and if so whether with another raw text.</summary>
    public bool HasPost(in CandidatePost post, out bool changed)
    {
        for (var segment = 0; segment < _segments.All.Count; segment++)
        {
            var ids = _segments.All[segment].PostIds;
            for (var at = SortedSearch.FirstHash(ids, 0, ids.Count, post.IdHash); at < ids.Count && ids[at].Hash == post.IdHash; at++)
            {
                var known = Post(segment, ids[at].Number);
                if (known.Post.Platform == post.Post.Platform
                    && known.Id.SequenceEqual(post.Id)
                    && (PostIdentity.IsById(post.Post.Platform) || (known.Author.SequenceEqual(post.Author) && known.RawText.SequenceEqual(post.RawText))))
                {
                    changed = !known.RawText.SequenceEqual(post.RawText);
                    return true;
                }
            }
        }

        changed = false;
        return false;
    }
}
