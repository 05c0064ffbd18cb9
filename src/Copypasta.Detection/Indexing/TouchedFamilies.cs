namespace Copypasta.Detection;

/// <summary>
/// The texts that the index has of the families that a part of an addition touches, and the part's posts in families, both in the order of the families: by their smallest text. 8 bytes each, and 12 for every
/// new text and every touched family.
/// </summary>
internal sealed class TouchedFamilies
{
    private readonly IndexPart _part;
    private readonly int _firstSource;
    private readonly (int Family, int Text)[] _known;
    private readonly (int Family, int Post)[] _added;

    public TouchedFamilies(IndexPart part, FamilyJoins joins, IndexSegments segments, int firstSource)
    {
        (_part, _firstSource) = (part, firstSource);
        var nodes = Nodes(part, segments, joins);
        var sets = new int[joins.Nodes];
        var posts = new int[joins.Nodes];
        var first = new int[joins.Nodes];
        for (var node = 0; node < sets.Length; node++)
        {
            // Of a known text alone there is one post already. A set of new texts goes by the smallest of them.
            sets[node] = joins.Find(node);
            posts[sets[node]] += node >= joins.NewTexts ? 1 : 0;
            first[node] = node < joins.NewTexts ? part.FirstText + node : int.MaxValue;
        }

        var known = KnownTexts(segments, joins, sets);
        foreach (var (set, text) in known)
        {
            first[set] = Math.Min(first[set], text);
        }

        var store = part.Posts;
        for (var post = 0; post < store.Count; post++)
        {
            posts[sets[nodes[store[post].Text]]]++;
        }

        _known = [.. known.Select(text => (first[text.Set], text.Text))];
        Array.Sort(_known);
        var added = new List<(int Family, int Post)>();
        for (var post = 0; post < store.Count; post++)
        {
            // What is touched by nothing but itself has no second post.
            if (sets[nodes[store[post].Text]] is var set && posts[set] > 1)
            {
                added.Add((first[set], post));
            }
        }

        added.Sort();
        _added = [.. added];
    }

    /// <summary>Families that follow one another: where their texts and posts stand.</summary>
    public readonly record struct Range(int FirstKnown, int Known, int FirstAdded, int Added);

    /// <summary>The families that were taken last.</summary>
    public Range Taken { get; private set; }

    /// <summary>Takes the next families.</summary>
    /// <param name="count">Texts and posts that are to be taken, unless the first family has more.</param>
    /// <returns>Whether there were any.</returns>
    public bool Next(long count)
    {
        var (known, added) = (Taken.FirstKnown + Taken.Known, Taken.FirstAdded + Taken.Added);
        var rest = new Range(known, _known.Length - known, added, _added.Length - added);
        Taken = rest.Known + (long)rest.Added <= count ? rest : Split(rest, count).First;
        return Taken.Known + Taken.Added > 0;
    }

    /// <summary>Two halves; null where there is but one family.</summary>
    public (Range First, Range Second)? Halve(Range range)
    {
        var halves = Split(range, (range.Known + (long)range.Added) / 2);
        return halves.Second.Known + halves.Second.Added > 0 ? halves : null;
    }

    /// <summary>The families of a range with all their posts, or where they do not fit some of them.</summary>
    public GatheredFamilies Gather(Range range, IndexSegments segments, DetectionOptions options, IndexBudget budget, CancellationToken cancellation)
    {
        var gathered = new GatheredFamilies(options.Keep.Count);
        var known = _known[range.FirstKnown..(range.FirstKnown + range.Known)];
        Array.Sort(known, (a, b) => a.Text.CompareTo(b.Text));
        gathered.AddFrom(segments, known.Select(text => (text.Text, text.Family)), budget, cancellation);
        var store = _part.Posts;
        foreach (var (family, post) in _added.AsSpan(range.FirstAdded, range.Added))
        {
            if (!budget.HasRoomFor(gathered))
            {
                break;
            }

            var text = store[post].Text;
            gathered.Add(
                store[post] with { Source = _firstSource + store[post].Source }, store.Author(post), store.Stored(post), store.Texts[text], store.Texts.HashOf(text), _part.Numbers[text], family);
        }

        return gathered;
    }

    /// <summary>How large a range's one family may become.</summary>
    public FamilySize SizeOf(Range range, IndexSegments segments, AdditionGrowth growth)
    {
        var known = _known.Skip(range.FirstKnown).Take(range.Known).Select(text => text.Text).ToList();
        var addedBefore = segments.PostsOf(known, growth.FirstSegment);
        var textsBefore = known.Count(text => segments.SegmentOf(text) < growth.FirstSegment);
        var texts = _added.Skip(range.FirstAdded).Take(range.Added).Select(post => _part.Numbers[_part.Posts[post.Post].Text]).Concat(known).Distinct().Count();
        return new FamilySize(
            growth.InAll(segments.PostsOf(known) - addedBefore, addedBefore + range.Added),
            growth.InAll(textsBefore, texts - textsBefore),
            1);
    }

    /// <summary>Whole families of about so many texts and posts, at least one, and the rest.</summary>
    private (Range First, Range Second) Split(Range range, long count)
    {
        var (known, added) = (range.FirstKnown, range.FirstAdded);
        var (knownEnd, addedEnd) = (range.FirstKnown + range.Known, range.FirstAdded + range.Added);
        do
        {
            var family = Math.Min(known < knownEnd ? _known[known].Family : int.MaxValue, added < addedEnd ? _added[added].Family : int.MaxValue);
            known = EndOf(_known, known, knownEnd, family);
            added = EndOf(_added, added, addedEnd, family);
        }
        while (known - range.FirstKnown + (long)(added - range.FirstAdded) < count && (known < knownEnd || added < addedEnd));
        return (
            new Range(range.FirstKnown, known - range.FirstKnown, range.FirstAdded, added - range.FirstAdded),
            new Range(known, knownEnd - known, added, addedEnd - added));
    }

    private static int EndOf((int Family, int Item)[] items, int from, int to, int family)
    {
        while (from < to && items[from].Family == family)
        {
            from++;
        }

        return from;
    }

    /// <summary>The node of every text of the part; families whose texts were merely copied are touched.</summary>
    private static int[] Nodes(IndexPart part, IndexSegments segments, FamilyJoins joins)
    {
        var nodes = new int[part.Numbers.Length];
        for (var text = 0; text < nodes.Length; text++)
        {
            var number = part.Numbers[text];
            nodes[text] = number >= part.FirstText ? number - part.FirstText : joins.Touch(segments.RootOf(number));
        }

        return nodes;
    }

    private static List<(int Set, int Text)> KnownTexts(IndexSegments segments, FamilyJoins joins, int[] sets)
    {
        var reading = segments.NewReading(1);
        var texts = new List<(int Set, int Text)>();
        for (var node = joins.NewTexts; node < sets.Length; node++)
        {
            var root = joins.KnownRoot(node);
            var set = sets[node];
            if (segments.FamilyOf(root) is var (segment, member))
            {
                texts.AddRange(reading.Family(segment, member.Record).Texts.Select(text => (set, text)));
            }
            else
            {
                texts.Add((set, root));
            }
        }

        return texts;
    }
}
