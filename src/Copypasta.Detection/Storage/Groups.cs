namespace Copypasta.Detection;

/// <summary>Indices grouped by a small integer key, ascending within a group: one array of starts, one of indices, filled by counting.</summary>
internal sealed class Groups
{
    private readonly int[] _starts;
    private readonly int[] _indices;

    private Groups(int[] starts, int[] indices) => (_starts, _indices) = (starts, indices);

    /// <summary>Number of keys, those without an index included.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>The indices of a key.</summary>
    public ReadOnlySpan<int> this[int key] => _indices.AsSpan(_starts[key], _starts[key + 1] - _starts[key]);

    /// <summary>Groups the indices 0 to <paramref name="count"/> - 1.</summary>
    /// <param name="keys">Keys are 0 to this number - 1.</param>
    /// <param name="count">Number of indices.</param>
    /// <param name="keyOf">An index's key.</param>
    public static Groups By(int keys, int count, Func<int, int> keyOf)
    {
        var starts = new int[keys + 1];
        for (var i = 0; i < count; i++)
        {
            starts[keyOf(i)]++;
        }

        var next = 0;
        foreach (ref var start in starts.AsSpan())
        {
            (start, next) = (next, next + start);
        }

        var indices = new int[count];
        for (var i = 0; i < count; i++)
        {
            indices[starts[keyOf(i)]++] = i;
        }

        // Filling moved every start to its group's end, which is the next group's start.
        Array.Copy(starts, 0, starts, 1, keys);
        starts[0] = 0;
        return new Groups(starts, indices);
    }
}
