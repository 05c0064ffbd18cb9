using System.Runtime.InteropServices;

namespace Copypasta.Campaigns;

/// <summary>The most frequent of some values. For labels, of one cluster at a time; what is counted over all posts is in <see cref="WordCensus"/>, which keeps bytes in one table within the run's memory.</summary>
internal static class MostCommon
{
    /// <summary>The value that occurs most often, of equally frequent ones the first by ordinal order; null where there is none.</summary>
    public static (string Value, int Count)? Of(IEnumerable<string> values)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, value, out _)++;
        }

        return Of(counts);
    }

    /// <summary>The most frequent of values that posts have, any number each.</summary>
    public static (string Value, int Count)? Of(ReadOnlySpan<PostTraits> posts, Func<PostTraits, string[]> valuesOf)
    {
        Dictionary<string, int>? counts = null;
        foreach (var post in posts)
        {
            foreach (var value in valuesOf(post))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts ??= new Dictionary<string, int>(StringComparer.Ordinal), value, out _)++;
            }
        }

        return counts is null ? null : Of(counts);
    }

    /// <summary>The most frequent of values that posts have, one at most each.</summary>
    public static (string Value, int Count)? Of(ReadOnlySpan<PostTraits> posts, Func<PostTraits, string?> valueOf)
    {
        Dictionary<string, int>? counts = null;
        foreach (var post in posts)
        {
            if (valueOf(post) is { } value)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts ??= new Dictionary<string, int>(StringComparer.Ordinal), value, out _)++;
            }
        }

        return counts is null ? null : Of(counts);
    }

    /// <summary>The most frequent of counted values.</summary>
    public static (string Value, int Count)? Of(IReadOnlyDictionary<string, int> counts)
    {
        (string Value, int Count)? best = null;
        foreach ((var value, var count) in counts)
        {
            if (best is not { } b || count > b.Count || (count == b.Count && string.CompareOrdinal(value, b.Value) < 0))
            {
                best = (value, count);
            }
        }

        return best;
    }
}
