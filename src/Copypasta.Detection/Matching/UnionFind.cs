namespace Copypasta.Detection;

/// <summary>
/// Disjoint sets that many threads may join at once without a lock (Anderson and Woll, STOC 1991): a root is linked below a smaller one by
/// compare-and-swap, paths are halved. The sets that result do not depend on the schedule, and a set's root is its smallest element.
/// </summary>
internal sealed class UnionFind
{
    private readonly int[] _parents;

    public UnionFind(int count)
    {
        _parents = GC.AllocateUninitializedArray<int>(count, pinned: true);
        Memory.AskForHugePages(_parents);
        for (var i = 0; i < count; i++)
        {
            _parents[i] = i;
        }
    }

    /// <summary>Asks memory for what <see cref="Find"/> begins with.</summary>
    public void Prefetch(int element) => Memory.Prefetch(ref _parents[element]);

    public int Find(int element)
    {
        while (true)
        {
            var parent = Volatile.Read(ref _parents[element]);
            if (parent == element)
            {
                return element;
            }

            var grandparent = Volatile.Read(ref _parents[parent]);
            if (grandparent == parent)
            {
                return parent;
            }

            // Losing this race is harmless: the other thread has shortened the path too.
            Interlocked.CompareExchange(ref _parents[element], grandparent, parent);
            element = grandparent;
        }
    }

    /// <summary>Joins two sets; true if they were apart.</summary>
    public bool Join(int a, int b)
    {
        while (true)
        {
            a = Find(a);
            b = Find(b);
            if (a == b)
            {
                return false;
            }

            if (a > b)
            {
                (a, b) = (b, a);
            }

            if (Interlocked.CompareExchange(ref _parents[b], a, b) == b)
            {
                return true;
            }
        }
    }

    /// <summary>Hands out every element that is not the root of its set, with the root, ascending.</summary>
    public void ForEachLink(Action<int, int> take)
    {
        for (var element = 0; element < _parents.Length; element++)
        {
            var root = Find(element);
            if (root != element)
            {
                take(root, element);
            }
        }
    }

    /// <summary>The root of every element: the memory of the sets themselves, which can be joined no more.</summary>
    public int[] ToRoots()
    {
        for (var element = 0; element < _parents.Length; element++)
        {
            _parents[element] = Find(element);
        }

        return _parents;
    }
}
