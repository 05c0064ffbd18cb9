using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>A value and how often it was counted.</summary>
public readonly record struct CountedValue(ReadOnlyMemory<byte> Value, long Posts);

/// <summary>How often values occur: accounts, languages, clients, hashtags, links, mentions of a cluster. Values are byte strings, told apart byte for byte; not safe for concurrent use.</summary>
public sealed class ValueCounts
{
    private readonly ByteStringTable _values = new();
    private readonly List<long> _posts = [];

    /// <summary>Number of distinct values.</summary>
    public int Distinct => _values.Count;

    /// <summary>Sum of all counts.</summary>
    public long Total { get; private set; }

    /// <summary>Counts a value; an empty one says that a post has none, and counts nothing.</summary>
    public void Add(ReadOnlySpan<byte> value, long posts = 1)
    {
        if (value.IsEmpty)
        {
            return;
        }

        var index = _values.Intern(value, ByteStringTable.Hash(value));
        if (index == _posts.Count)
        {
            _posts.Add(0);
        }

        _posts[index] += posts;
        Total += posts;
    }

    /// <summary>The commonest values: posts descending, then ordinal.</summary>
    /// <param name="most">How many at most.</param>
    public CountedValue[] Top(int most)
    {
        var all = new CountedValue[_values.Count];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = new CountedValue(_values[i].ToArray(), _posts[i]);
        }

        Array.Sort(all, (a, b) => b.Posts.CompareTo(a.Posts) is not 0 and var order ? order : a.Value.Span.SequenceCompareTo(b.Value.Span));
        return all.Length <= most ? all : all[..most];
    }
}
