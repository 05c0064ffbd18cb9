namespace Copypasta.Archives;

/// <summary>Values by key, both as they lie in a page (users by id). Its memory is used again for the next page.</summary>
internal sealed class JsonTable
{
    private int[] _heads = [];
    private (JsonValue Key, JsonValue Value, int Hash, int Next)[] _entries = new (JsonValue, JsonValue, int, int)[16];
    private int _count;

    public void Clear()
    {
        _count = 0;
        Array.Fill(_heads, -1);
    }

    /// <summary>Adds a value; the first of a key counts.</summary>
    public void Add(ReadOnlySpan<byte> page, in JsonValue key, in JsonValue value)
    {
        if (Find(page, key).Kind != JsonKind.Missing)
        {
            return;
        }

        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, _count * 2);
        }

        var hash = Hash(key.Of(page));
        _entries[_count++] = (key, value, hash, -1);
        if (_count > _heads.Length / 2)
        {
            Rebuild();
        }
        else
        {
            Link(_count - 1);
        }
    }

    /// <summary>The value of a key; missing if there is none.</summary>
    public JsonValue Find(ReadOnlySpan<byte> page, in JsonValue key)
    {
        if (_count == 0)
        {
            return default;
        }

        var bytes = key.Of(page);
        var hash = Hash(bytes);
        for (var i = _heads[hash & (_heads.Length - 1)]; i >= 0; i = _entries[i].Next)
        {
            if (_entries[i].Hash == hash && _entries[i].Key.Of(page).SequenceEqual(bytes))
            {
                return _entries[i].Value;
            }
        }

        return default;
    }

    private void Rebuild()
    {
        _heads = new int[Math.Max(64, _heads.Length * 2)];
        Array.Fill(_heads, -1);
        for (var i = 0; i < _count; i++)
        {
            Link(i);
        }
    }

    private void Link(int entry)
    {
        ref var head = ref _heads[_entries[entry].Hash & (_heads.Length - 1)];
        _entries[entry].Next = head;
        head = entry;
    }

    // Seeded per process: keys are the input's, and must not be able to meet in one chain.
    private static int Hash(ReadOnlySpan<byte> key)
    {
        var hash = new HashCode();
        hash.AddBytes(key);
        return hash.ToHashCode();
    }
}
