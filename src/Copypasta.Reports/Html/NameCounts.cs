using System.Runtime.InteropServices;
using System.Text;

namespace Copypasta.Reports;

/// <summary>How often some values occur; small, as there is one a cluster or account.</summary>
internal sealed class NameCounts
{
    private readonly Dictionary<string, (int Posts, int Last)> _posts = new(StringComparer.Ordinal);

    /// <summary>Distinct values.</summary>
    public int Distinct => _posts.Count;

    /// <summary>Counts a value of a post, once however often it is there; an empty one says that the post has none, and counts nothing.</summary>
    public void Add(ReadOnlySpan<byte> utf8, int post)
    {
        if (utf8.IsEmpty)
        {
            return;
        }

        ref var counted = ref CollectionsMarshal.GetValueRefOrAddDefault(_posts, Encoding.UTF8.GetString(utf8), out var isKnown);
        if (!isKnown || counted.Last != post)
        {
            counted = (counted.Posts + 1, post);
        }
    }

    /// <summary>The commonest values as the page shows them, in turn with their posts: posts descending, then ordinal.</summary>
    public void Write(ReportWriter writer, int most)
    {
        foreach (var (value, (posts, _)) in _posts.OrderByDescending(value => value.Value.Posts).ThenBy(value => value.Key, StringComparer.Ordinal).Take(most))
        {
            writer.Json.WriteStringValue(ReportWriter.Name(value));
            writer.Json.WriteNumberValue(posts);
        }
    }
}
