namespace Copypasta.Archives;

/// <summary>Finds the name that somebody may have meant.</summary>
public static class NearestName
{
    // Of longer names and more of them nobody mistypes one.
    private const int MaxLength = 64;
    private const int MaxNames = 4096;

    /// <summary>", perhaps 'text' is meant" for a message; nothing where no name is near.</summary>
    /// <param name="wanted">What there is not.</param>
    /// <param name="names">What there is.</param>
    public static string Hint(string wanted, IEnumerable<string> names) => Of(wanted, names) is { } name ? $", perhaps '{name}' is meant" : "";

    /// <summary>The name that is the fewest changes away, letter case aside: at most one in three characters of the longer; null if there is none.</summary>
    internal static string? Of(string wanted, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(names);
        if (wanted.Length is 0 or > MaxLength)
        {
            return null;
        }

        var best = int.MaxValue;
        string? nearest = null;
        foreach (var name in names.Take(MaxNames))
        {
            if (name.Length > MaxLength)
            {
                continue;
            }

            var distance = Distance(wanted.ToUpperInvariant(), name.ToUpperInvariant());
            if (distance < best && distance * 3 <= Math.Max(wanted.Length, name.Length))
            {
                (best, nearest) = (distance, name);
            }
        }

        return nearest;
    }

    /// <summary>Characters to insert, remove, replace or swap with their neighbour: the restricted Damerau-Levenshtein distance.</summary>
    private static int Distance(string a, string b)
    {
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        var next = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            current[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            next[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                next[j] = Math.Min(Math.Min(current[j], next[j - 1]) + 1, current[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    next[j] = Math.Min(next[j], previous[j - 2] + 1);
                }
            }

            (previous, current, next) = (current, next, previous);
        }

        return current[b.Length];
    }
}
