using System.Runtime.CompilerServices;

namespace Copypasta.Detection;

/// <summary>
/// Search in mapped tables that ascend by key. It begins where the key would stand if keys were spread evenly, or where the caller was last, and doubles its steps from there: few pages are touched, and a sweep of
/// ascending keys costs each the logarithm of its distance from the one before.
/// </summary>
internal static class SortedSearch
{
    /// <summary>The first element from <paramref name="from"/> to <paramref name="to"/> whose key is at least <paramref name="key"/>, or <paramref name="to"/>.</summary>
    public static long First<T>(MappedTable<T> table, long from, long to, ulong key)
        where T : unmanaged, IKeyed
    {
        if (from >= to)
        {
            return to;
        }

        var (low, high) = (table[from].Key, table[to - 1].Key);
        if (key <= low)
        {
            return from;
        }

        if (key > high)
        {
            return to;
        }

        var guess = from + (long)((to - 1 - from) * ((double)(key - low) / (high - low)));
        return First(table, from, to, key, Math.Clamp(guess, from, to - 1));
    }

    /// <summary>The same where the keys of a range are hashes: these are spread evenly over all that there can be, so that the ends need not be looked at.</summary>
    public static long FirstHash<T>(MappedTable<T> table, long from, long to, ulong key)
        where T : unmanaged, IKeyed => from >= to ? to : First(table, from, to, key, Math.Min(to - 1, PlaceOfHash(from, to, key)));

    /// <summary>Has that part of the table fetched in which <see cref="FirstHash"/> will look, in nineteen cases of twenty.</summary>
    public static void ExpectHash<T>(MappedTable<T> table, long from, long to, ulong key)
        where T : unmanaged, IKeyed
    {
        // How many of n hashes are less than a share q of all that there can be is binomial.
        var share = key / (double)ulong.MaxValue;
        var spread = (long)Math.Ceiling(2 * Math.Sqrt((to - from) * share * (1 - share)));
        var place = PlaceOfHash(from, to, key);
        table.Expect(Math.Max(from, place - spread), Math.Min(to, place + spread + 1));
    }

    private static long PlaceOfHash(long from, long to, ulong key) => from + (long)Math.BigMul((ulong)(to - from), key, out _);

    /// <summary>The same, looked for from <paramref name="start"/> on, which is within the range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long First<T>(MappedTable<T> table, long from, long to, ulong key, long start)
        where T : unmanaged, IKeyed
    {
        // All before low are below the key, all from high on are not.
        var (low, high) = (from, to);
        if (start < to && table[start].Key < key)
        {
            low = start + 1;
            for (var step = 1L; low + step < to; step *= 2)
            {
                if (table[low + step].Key >= key)
                {
                    high = low + step;
                    break;
                }

                low += step + 1;
            }
        }
        else
        {
            high = start;
            for (var step = 1L; high - step >= from; step *= 2)
            {
                if (table[high - step].Key < key)
                {
                    low = high - step + 1;
                    break;
                }

                high -= step;
            }
        }

        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (table[middle].Key < key)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The first element whose key is above <paramref name="key"/>.</summary>
    public static long FirstAbove<T>(MappedTable<T> table, long from, long to, ulong key)
        where T : unmanaged, IKeyed => key == ulong.MaxValue ? to : First(table, from, to, key + 1);
}
