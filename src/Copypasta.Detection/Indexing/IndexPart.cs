using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>
/// The texts of the posts that are being added, told apart into those that the index has and those that are new. New ones stand in the order of their hashes and are numbered on from the index's last; as an
/// <see cref="ITextSource"/> they go by their place in that order.
/// </summary>
internal sealed class IndexPart : ITextSource, ITextReader
{
    private readonly int[] _new;

    public IndexPart(PostStore posts, IndexSegments segments)
    {
        (Posts, FirstText) = (posts, segments.Texts);
        var texts = posts.Texts;
        var order = Enumerable.Range(0, texts.Count).ToArray();
        Array.Sort(order, (a, b) => texts.HashOf(a) != texts.HashOf(b) ? texts.HashOf(a).CompareTo(texts.HashOf(b)) : texts[a].SequenceCompareTo(texts[b]));
        Numbers = new int[texts.Count];
        Array.Fill(Numbers, -1);
        var reading = segments.NewReading(1);
        foreach (var segment in segments.All)
        {
            FindKnown(order, segment, reading);
        }

        _new = Array.FindAll(order, text => Numbers[text] < 0);
        if (_new.Length > Array.MaxLength - FirstText)
        {
            throw new IndexException($"an index holds at most {Array.MaxLength} distinct texts; begin another one");
        }

        for (var i = 0; i < _new.Length; i++)
        {
            Numbers[_new[i]] = FirstText + i;
        }
    }

    /// <summary>The posts.</summary>
    public PostStore Posts { get; }

    /// <summary>Number of the first new text.</summary>
    public int FirstText { get; }

    /// <summary>Number of new texts.</summary>
    public int Count => _new.Length;

    /// <summary>By text of <see cref="Posts"/> its number in the index.</summary>
    public int[] Numbers { get; }

    public ReadOnlySpan<byte> this[int index] => Posts.Texts[_new[index]];

    public ulong HashOf(int index) => Posts.Texts.HashOf(_new[index]);

    ITextReader ITextSource.NewReader(bool ascending) => this;

    int[] ITextSource.SmallestHashes(int count) => [.. Enumerable.Range(0, Math.Min(count, Count))];

    /// <summary>Hashes of both sides ascend, so that the segment's are swept once.</summary>
    private void FindKnown(int[] order, IndexSegment segment, IndexReading reading)
    {
        var hashes = segment.TextHashes;
        var at = 0L;
        foreach (var text in order)
        {
            var hash = Posts.Texts.HashOf(text);
            at = SortedSearch.First(hashes, 0, hashes.Count, hash, at);
            for (var same = at; same < hashes.Count && hashes[same].Hash == hash; same++)
            {
                if (reading.Text(hashes[same].Number).SequenceEqual(Posts.Texts[text]))
                {
                    Numbers[text] = hashes[same].Number;
                }
            }
        }
    }
}
