namespace Copypasta.Campaigns;

/// <summary>The most frequent of some values.</summary>
internal static class MostCommon
{
    /// <summary>The value that occurs most often, of equally frequent ones the first by ordinal order; null where there is none.</summary>
    public static (string Value, int Count)? Of(IEnumerable<string> values)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, value, out _)++;
        }

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
